/**
 * The tree of a condition to a function of facts, as CEL means it. A part has no value (undefined) when a
 * fact that it needs is missing, or when its arithmetic leaves the numbers there are.
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

/** A part of a condition, ready to run on facts. */
export type Run = (names: Names) => unknown;

export function evaluateNode(node: Node, names: Names): unknown {
  return compileNode(node)(names);
}

/** Everything that the tree alone decides is decided here, once, and not on each of a thousand items. */
export function compileNode(node: Node): Run {
  switch (node.op) {
    case "value": {
      const { args: value } = node;
      return () => value;
    }
    case "int": {
      const value = BigInt(node.args);
      return () => value;
    }
    case "id": {
      const { args: name } = node;
      return (names) => named(name, names);
    }
    case ".": {
      const [parent, name] = [compileNode(node.args[0]), node.args[1]];
      return (names) => fieldOf(parent(names), name);
    }
    case "&&":
      return both(node.args, false);
    case "||":
      return both(node.args, true);
    case "?:":
      return chosen(node.args);
    case "list": {
      const parts = node.args.map(compileNode);
      return (names) => known(parts.map((part) => part(names)));
    }
    case "!_":
    case "-_":
      return unary(node.op, compileNode(node.args));
    case "call":
    case "rcall":
      return called(node);
    case "map":
    case ".?":
    case "[]":
    case "[?]":
      // No condition has them: see `forbidden`.
      return () => undefined;
    default: {
      const { op } = node;
      const [left, right] = [compileNode(node.args[0]), compileNode(node.args[1])];
      return (names) => binary(op, left(names), right(names));
    }
  }
}

function named(name: string, names: Names): unknown {
  const item = names.item === undefined ? undefined : itemNamed(name, names);
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

/** One argument that settles it is enough, whatever the other lacks. */
function both(args: readonly [Node, Node], settles: boolean): Run {
  const [first, second] = [compileNode(args[0]), compileNode(args[1])];
  return (names) => {
    const left = first(names);
    if (left === settles) return settles;
    const right = second(names);
    if (right === settles) return settles;
    return left === undefined || right === undefined ? undefined : !settles;
  };
}

function chosen(args: readonly [Node, Node, Node]): Run {
  const [condition, yes, no] = [compileNode(args[0]), compileNode(args[1]), compileNode(args[2])];
  return (names) => {
    const decided = condition(names);
    return decided === undefined ? undefined : (decided === true ? yes : no)(names);
  };
}

function known(values: readonly unknown[]): readonly unknown[] | undefined {
  return values.includes(undefined) ? undefined : values;
}

function unary(op: "!_" | "-_", operand: Run): Run {
  return (names) => {
    const value = operand(names);
    if (value === undefined) return undefined;
    if (op === "!_") return value !== true;
    return typeof value === "bigint" ? within64Bits(-value) : -(value as number);
  };
}

function called(node: Extract<Node, { op: "call" | "rcall" }>): Run {
  const asked = hasArgument(node);
  if (asked !== undefined) {
    const fact = compileNode(asked);
    return (names) => fact(names) !== undefined;
  }
  const loop = loopOf(node);
  if (loop !== undefined) return looped(loop);
  const [subject, argument] = node.op === "call" ? node.args[1] : [node.args[1], node.args[2][0]];
  return subject === undefined ? () => undefined : textCall(node.args[0], subject, argument);
}

function textCall(name: string, subject: Node, argument: Node | undefined): Run {
  const on = compileNode(subject);
  if (name === "size") return (names) => sizeOf(on(names));
  if (name === "lowerAscii")
    return (names) => {
      const text = on(names);
      return typeof text === "string" ? lowerAscii(text) : undefined;
    };
  const piece = argument && compileNode(argument);
  const test = TEXT_TESTS[name];
  return (names) => {
    const [text, part] = [on(names), piece?.(names)];
    return typeof text === "string" && typeof part === "string" ? test?.(text, part) : undefined;
  };
}

function lowerAscii(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
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

function looped({ name, list, variable, body }: Loop): Run {
  const [items, each] = [compileNode(list), compileNode(body)];
  return (names) => {
    const values = items(names);
    if (!Array.isArray(values)) return undefined;
    const at = (value: unknown) =>
      each({ ...names, item: { variable, value, place: undefined, outer: names.item } });
    if (name === "all" || name === "exists") return settled(values, name === "exists", at);
    return gathered(name, values, known(values.map(at)));
  };
}

/** One item that settles it is enough, whatever the others lack. */
function settled(
  items: readonly unknown[],
  settles: boolean,
  at: (item: unknown) => unknown,
): boolean | undefined {
  let isKnown = true;
  for (const item of items) {
    const each = at(item);
    if (each === settles) return settles;
    if (each === undefined) isKnown = false;
  }
  return isKnown ? !settles : undefined;
}

function gathered(
  name: string,
  items: readonly unknown[],
  values: readonly unknown[] | undefined,
): unknown {
  if (values === undefined || name === "map") return values;
  const chosenItems = items.filter((_, index) => values[index] === true);
  return name === "filter" ? chosenItems : chosenItems.length === 1;
}

function binary(op: string, left: unknown, right: unknown): unknown {
  return left === undefined || right === undefined ? undefined : operate(op, left, right);
}
