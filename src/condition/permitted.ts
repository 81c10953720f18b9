import { type Loop, listPathOf, loopOf, type Node, partsOf } from "./condition-tree.ts";

/** What is wrong with a part of a condition; `start` and `end` count characters from 0. */
export interface Fault {
  readonly start: number;
  readonly end: number;
  readonly message: string;
}

const FUNCTIONS = new Set(["has", "size"]);
const METHODS = new Set(["size", "startsWith", "endsWith", "contains", "lowerAscii"]);
const LOOPS = ["all", "exists", "exists_one", "filter", "map"];
const ALLOWED = [...FUNCTIONS, ...METHODS, ...LOOPS];
const PERMITTED = `use ${[...new Set(ALLOWED)].join(", ")}, "in", comparison, arithmetic or ?:`;

export function faultAt({ start = 0, end = 0 }: Node, message: string): Fault {
  return { start, end, message };
}

/** Everything in a condition that is not allowed, however well it would run. */
export function forbidden(root: Node): readonly Fault[] {
  const faults: Fault[] = [];
  const visit = (node: Node, inLoop: boolean): void => {
    const message = objection(node, inLoop);
    if (message !== undefined) {
      faults.push(faultAt(node, message));
      return;
    }
    const loop = loopOf(node);
    if (loop === undefined) for (const part of partsOf(node)) visit(part, inLoop);
    else {
      visit(loop.list, inLoop);
      visit(loop.body, true);
    }
  };
  visit(root, false);
  return faults;
}

function objection(node: Node, inLoop: boolean): string | undefined {
  switch (node.op) {
    case "value":
      return isPlain(node.args) ? undefined : "only texts, numbers, true and false may be written";
    case "map":
      return "a condition cannot make a map";
    case "[]":
    case "[?]":
    case ".?":
      return 'name a field with ".": brackets and optional selections are not part of conditions';
    case "call":
      return FUNCTIONS.has(node.args[0]) ? undefined : noSuchFunction(node.args[0]);
    case "rcall":
      return objectionToMethod(node.args[0], loopOf(node), inLoop);
    default:
      return undefined;
  }
}

function objectionToMethod(
  name: string,
  loop: Loop | undefined,
  inLoop: boolean,
): string | undefined {
  if (METHODS.has(name)) return undefined;
  if (!LOOPS.includes(name)) return noSuchFunction(name);
  if (loop === undefined)
    return `${name} takes a variable and a condition, as in models.${name}(m, m.pinned)`;
  if (inLoop)
    return `${name} inside another loop would take too many steps: ask the tool for a derived fact`;
  if (listPathOf(loop.list, new Map()) === undefined && loop.list.op !== "list")
    return `${name} loops over a list of the manifest, or a list that is written out`;
  return undefined;
}

function noSuchFunction(name: string): string {
  if (name === "matches")
    return "matches is not allowed, because a pattern can take for ever: use startsWith, endsWith, contains or in";
  return `${name} is not a function of conditions: ${PERMITTED}`;
}

function isPlain(value: unknown): boolean {
  if (typeof value === "number") return Number.isFinite(value);
  return ["string", "bigint", "boolean"].includes(typeof value);
}
