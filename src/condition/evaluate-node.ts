/**
 * Runs the tree of a condition on facts, as CEL does. A part has no value (undefined) when a fact
 * that it needs is missing, or when its arithmetic leaves the numbers there are.
 */

import { hasArgument, type Loop, loopOf, type Node } from "./condition-tree.ts";
import { operate, within64Bits } from "./operate.ts";

/** What a name means at a place in a condition: the item of the loop around it, or a root. */
export interface Names {
  readonly roots: object;
  readonly item?: LoopItem | undefined;
}

export interface LoopItem {
  readonly variable: string;
  readonly value: unknown;
  /** Where it stands, such as "models[2]"; undefined for what filter and map make. */
  readonly place: string | undefined;
  readonly outer: LoopItem | undefined;
}

export function evaluateNode(node: Node, names: Names): unknown {
  switch (node.op) {
    case "value":
      return node.args;
    case "int":
      return BigInt(node.args);
    case "id":
      return named(node.args, names);
    case ".":
      return fieldOf(evaluateNode(node.args[0], names), node.args[1]);
    case "&&":
      return settle(node.args, false, (arg) => evaluateNode(arg, names));
    case "||":
      return settle(node.args, true, (arg) => evaluateNode(arg, names));
    case "?:":
      return chosen(node.args, names);
    case "list":
      return known(node.args.map((arg) => evaluateNode(arg, names)));
    case "!_":
    case "-_":
      return unary(node.op, evaluateNode(node.args, names));
    case "call":
    case "rcall":
      return called(node, names);
    case "map":
    case ".?":
    case "[]":
    case "[?]":
      // No condition has them: see `forbidden`.
      return undefined;
    default:
      return binary(node.op, node.args, names);
  }
}

function named(name: string, names: Names): unknown {
  const item = itemNamed(name, names);
  return item === undefined ? fieldOf(names.roots, name) : item.value;
}

/** The innermost loop item of that name. */
export function itemNamed(name: string, { item }: Names): LoopItem | undefined {
  let found = item;
  while (found !== undefined && found.variable !== name) found = found.outer;
  return found;
}

export function fieldOf(object: unknown, name: string): unknown {
  return typeof object === "object" && object !== null
    ? (object as Readonly<Record<string, unknown>>)[name]
    : undefined;
}

/** One argument that settles it is enough, whatever the others lack. */
function settle<T>(
  args: readonly T[],
  settles: boolean,
  value: (arg: T) => unknown,
): boolean | undefined {
  let isKnown = true;
  for (const arg of args) {
    const each = value(arg);
    if (each === settles) return settles;
    if (each === undefined) isKnown = false;
  }
  return isKnown ? !settles : undefined;
}

function chosen([condition, yes, no]: readonly [Node, Node, Node], names: Names): unknown {
  const decided = evaluateNode(condition, names);
  return decided === undefined ? undefined : evaluateNode(decided === true ? yes : no, names);
}

function known(values: readonly unknown[]): readonly unknown[] | undefined {
  return values.includes(undefined) ? undefined : values;
}

function unary(op: "!_" | "-_", value: unknown): unknown {
  if (value === undefined) return undefined;
  if (op === "!_") return value !== true;
  return typeof value === "bigint" ? within64Bits(-value) : -(value as number);
}

type Call = Extract<Node, { op: "call" | "rcall" }>;

function called(node: Call, names: Names): unknown {
  const asked = hasArgument(node);
  if (asked !== undefined) return evaluateNode(asked, names) !== undefined;
  const loop = loopOf(node);
  if (loop !== undefined) return looped(loop, names);
  const [subject, argument] = node.op === "call" ? node.args[1] : [node.args[1], node.args[2][0]];
  const on = subject && evaluateNode(subject, names);
  if (node.args[0] === "size") return sizeOf(on);
  if (typeof on !== "string") return undefined;
  if (node.args[0] === "lowerAscii") return on.replace(/[A-Z]+/g, (text) => text.toLowerCase());
  const piece = argument && evaluateNode(argument, names);
  return typeof piece === "string" ? TEXT_TESTS[node.args[0]]?.(on, piece) : undefined;
}

const TEXT_TESTS: Readonly<Record<string, (text: string, piece: string) => boolean>> = {
  startsWith: (text, piece) => text.startsWith(piece),
  endsWith: (text, piece) => text.endsWith(piece),
  contains: (text, piece) => text.includes(piece),
};

/** Of a text, its characters as Unicode counts them. */
function sizeOf(value: unknown): bigint | undefined {
  if (typeof value === "string") return BigInt([...value].length);
  return Array.isArray(value) ? BigInt(value.length) : undefined;
}

function looped({ name, list, variable, body }: Loop, names: Names): unknown {
  const items = evaluateNode(list, names);
  if (!Array.isArray(items)) return undefined;
  const at = (value: unknown) =>
    evaluateNode(body, {
      ...names,
      item: { variable, value, place: undefined, outer: names.item },
    });
  if (name === "all" || name === "exists") return settle(items, name === "exists", at);
  const values = known(items.map(at));
  if (values === undefined || name === "map") return values;
  const chosenItems = items.filter((_, index) => values[index] === true);
  return name === "filter" ? chosenItems : chosenItems.length === 1;
}

function binary(op: string, [first, second]: readonly [Node, Node], names: Names): unknown {
  const left = evaluateNode(first, names);
  const right = evaluateNode(second, names);
  return left === undefined || right === undefined ? undefined : operate(op, left, right);
}
