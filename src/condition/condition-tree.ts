/** The tree of a condition: its parts, the lists it loops over, and the facts it names. */

/**
 * A part of a condition, as plain data that JSON can hold. Its place counts characters of the text
 * from 0; trees that ship have no places, because their faults were found when they were built.
 */
export type Node = {
  readonly [Op in keyof Operands]: {
    readonly op: Op;
    readonly args: Operands[Op];
    readonly start?: number;
    readonly end?: number;
  };
}[keyof Operands];

/** What each kind of part is made of. Those that are no part of conditions are here to be refused. */
interface Operands {
  readonly value: unknown;
  /** A whole number of the language, in digits. */
  readonly int: string;
  readonly id: string;
  readonly ".": readonly [Node, string];
  readonly ".?": readonly [Node, string];
  readonly "[]": Pair;
  readonly "[?]": Pair;
  readonly call: readonly [string, readonly Node[]];
  readonly rcall: readonly [string, Node, readonly Node[]];
  readonly list: readonly Node[];
  readonly map: readonly Pair[];
  readonly "?:": readonly [Node, Node, Node];
  readonly "!_": Node;
  readonly "-_": Node;
  readonly "||": Pair;
  readonly "&&": Pair;
  readonly "==": Pair;
  readonly "!=": Pair;
  readonly "<": Pair;
  readonly "<=": Pair;
  readonly ">": Pair;
  readonly ">=": Pair;
  readonly in: Pair;
  readonly "+": Pair;
  readonly "-": Pair;
  readonly "*": Pair;
  readonly "/": Pair;
  readonly "%": Pair;
}
type Pair = readonly [Node, Node];

/** A loop over a list: `list.exists(variable, body)` and its kin. */
export interface Loop {
  readonly name: string;
  readonly list: Node;
  readonly variable: string;
  readonly body: Node;
}

/** Variables of the loops around a node, and the fact path of the list that each runs through. */
export type Variables = ReadonlyMap<string, string | undefined>;

const LOOPS = new Set(["all", "exists", "exists_one", "filter", "map"]);

export function loopOf(node: Node): Loop | undefined {
  if (node.op !== "rcall" || !LOOPS.has(node.args[0])) return undefined;
  const [name, list, [variable, body, more]] = node.args;
  if (variable?.op !== "id" || body === undefined || more !== undefined) return undefined;
  return { name, list, variable: variable.args, body };
}

/** The selection that a `has()` asks about. */
export function hasArgument(node: Node): Node | undefined {
  return node.op === "call" && node.args[0] === "has" ? node.args[1][0] : undefined;
}

/** The parts of a node, in the order of the text. */
export function partsOf(node: Node): readonly Node[] {
  switch (node.op) {
    case "value":
    case "int":
    case "id":
      return [];
    case ".":
    case ".?":
      return [node.args[0]];
    case "!_":
    case "-_":
      return [node.args];
    case "call":
      return node.args[1];
    case "rcall":
      return [node.args[1], ...node.args[2]];
    case "map":
      return node.args.flat();
    default:
      return node.args;
  }
}

/**
 * The fact that a chain of selections names, such as "it.input_tokens". A loop variable stands for
 * its list: in `models.all(m, m.pinned)` the fact is "models.pinned". Undefined for anything else.
 */
export function pathOf(node: Node, variables: Variables): string | undefined {
  if (node.op === "id") return variables.has(node.args) ? variables.get(node.args) : node.args;
  if (node.op !== ".") return undefined;
  const parent = pathOf(node.args[0], variables);
  return parent === undefined ? undefined : `${parent}.${node.args[1]}`;
}

/** The fact whose values a list holds; `filter` and `map` are seen through. */
export function listPathOf(list: Node, variables: Variables): string | undefined {
  const loop = loopOf(list);
  if (loop === undefined) return pathOf(list, variables);
  const source = listPathOf(loop.list, variables);
  if (loop.name === "filter") return source;
  return loop.name === "map"
    ? pathOf(loop.body, new Map(variables).set(loop.variable, source))
    : undefined;
}

/** The variables inside the body of a loop. */
export function variablesIn(loop: Loop, variables: Variables): Variables {
  return new Map(variables).set(loop.variable, listPathOf(loop.list, variables));
}
