import type { FactType } from "../facts/fact-type.ts";
import { nearest } from "../yaml/nearest.ts";
import type { Node } from "./condition-tree.ts";
import { type Fault, faultAt } from "./permitted.ts";

/**
 * Faults in what is compared: a text that a field can never have, and lists that are compared or
 * joined whole, whose cost cannot be bounded.
 */
export function valueFaults(
  node: Node,
  parts: readonly Node[],
  types: readonly (FactType | undefined)[],
): readonly Fault[] {
  switch (node.op) {
    case "==":
    case "!=":
      return [
        ...unboundedLists(node, types),
        ...impossible(parts[1], types[0]),
        ...impossible(parts[0], types[1]),
      ];
    case "+":
      return unboundedLists(node, types);
    case "in":
      return membershipFaults(parts, types);
    default:
      return [];
  }
}

function membershipFaults(
  [member, list]: readonly Node[],
  [memberType, listType]: readonly (FactType | undefined)[],
): readonly Fault[] {
  if (listType?.kind === "list") return impossible(member, listType.of);
  if (list?.op !== "list") return [];
  return list.args.flatMap((written) => impossible(written, memberType));
}

function impossible(written: Node | undefined, type: FactType | undefined): readonly Fault[] {
  if (written?.op !== "value" || typeof written.args !== "string" || type?.kind !== "text")
    return [];
  const { args: text } = written;
  const { choices } = type;
  if (choices === undefined || choices.includes(text)) return [];
  const guess = nearest(text, choices);
  const meant =
    guess === undefined ? ` it can be ${choices.join(", ")}` : ` did you mean "${guess}"?`;
  return [faultAt(written, `the field is never "${text}":${meant}`)];
}

function unboundedLists(node: Node, types: readonly (FactType | undefined)[]): readonly Fault[] {
  const whole = types.some((type) => type?.kind === "list" || type?.kind === "object");
  const message = "lists and objects cannot be compared or joined whole: use size, in or exists";
  return whole ? [faultAt(node, message)] : [];
}
