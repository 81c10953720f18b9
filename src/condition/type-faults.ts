/** What in a condition does not fit the types of the facts: unknown fields, unknown values, mixed kinds. */

import { Environment } from "@marcbachmann/cel-js";
import type { FactType } from "../facts/fact-type.ts";
import type { RootTypes } from "../facts/scope-types.ts";
import { nearest } from "../yaml/nearest.ts";
import { type Loop, loopOf, type Node, partsOf } from "./condition-tree.ts";
import { LIMITS, reasonOf } from "./parse-condition.ts";
import { type Fault, faultAt } from "./permitted.ts";
import { valueFaults } from "./value-faults.ts";

/** Types of loop variables and roots at a place in the condition; undefined is a type we cannot tell. */
export type Types = ReadonlyMap<string, FactType | undefined>;

export function typeFaults(text: string, root: Node, types: RootTypes): readonly Fault[] {
  const faults: Fault[] = [];
  inspect(root, types, faults);
  return faults.length > 0 ? faults : libraryFaults(text, types);
}

/** The type of a part, as far as fields and values need it; tells of unknown fields on the way. */
function inspect(node: Node, types: Types, faults: Fault[]): FactType | undefined {
  if (node.op === "id") return rootType(node, node.args, types, faults);
  if (node.op === ".") {
    const parent = inspect(node.args[0], types, faults);
    return parent === undefined ? undefined : fieldType(node, node.args[1], parent, faults);
  }
  const loop = loopOf(node);
  if (loop !== undefined) return inspectLoop(loop, types, faults);
  const parts = partsOf(node);
  const kinds = parts.map((part) => inspect(part, types, faults));
  faults.push(...valueFaults(node, parts, kinds));
  return undefined;
}

function inspectLoop(
  { name, list, variable, body }: Loop,
  types: Types,
  faults: Fault[],
): FactType | undefined {
  const source = inspect(list, types, faults);
  const inner = new Map(types).set(variable, source?.kind === "list" ? source.of : undefined);
  const result = inspect(body, inner, faults);
  if (name === "filter") return source;
  if (name !== "map") return { kind: "bool" };
  return result === undefined ? undefined : { kind: "list", of: result };
}

function rootType(node: Node, name: string, types: Types, faults: Fault[]): FactType | undefined {
  if (!types.has(name)) faults.push(unknown(node, name, "there is no", [...types.keys()]));
  return types.get(name);
}

function fieldType(
  node: Node,
  name: string,
  parent: FactType,
  faults: Fault[],
): FactType | undefined {
  if (parent.kind === "object") {
    const type = parent.fields.get(name);
    if (type === undefined)
      faults.push(unknown(node, name, "there is no field", [...parent.fields.keys()]));
    return type;
  }
  const hint = parent.kind === "list" ? ": loop over the list, as in list.exists(x, ...)" : "";
  faults.push(faultAt(node, `a ${parent.kind} has no field "${name}"${hint}`));
  return undefined;
}

function unknown(node: Node, name: string, what: string, known: readonly string[]): Fault {
  const guess = nearest(name, known);
  const meant = guess === undefined ? "" : `; did you mean "${guess}"?`;
  return faultAt(node, `${what} "${name}"${meant}`);
}

/** What the type checker of the CEL library finds. */
function libraryFaults(text: string, types: RootTypes): readonly Fault[] {
  const result = environmentOf(types).check(text);
  if (result.valid && result.type === "bool") return [];
  if (result.valid)
    return [
      { start: 0, end: text.length, message: `must be true or false, and is ${result.type}` },
    ];
  const { start = 0, end = text.length } = result.error?.range ?? {};
  return [{ start, end, message: inOurWords(reasonOf(result.error)) }];
}

function inOurWords(reason: string): string {
  const mixed = /double.*\bint\b|\bint\b.*double/.test(reason);
  return mixed ? `${reason}. Numbers of a manifest are doubles: write 3.0 instead of 3` : reason;
}

const environments = new WeakMap<RootTypes, Environment>();

function environmentOf(types: RootTypes): Environment {
  const known = environments.get(types);
  if (known !== undefined) return known;
  const environment = new Environment({ limits: LIMITS });
  for (const [name, type] of types) {
    const celType = register(environment, type, `Facts${capitalised(name)}`);
    environment.registerVariable(name, celType);
  }
  environments.set(types, environment);
  return environment;
}

/** Name of the CEL type; objects are registered under the path that leads to them. */
function register(environment: Environment, type: FactType, path: string): string {
  switch (type.kind) {
    case "number":
      return "double";
    case "bool":
      return "bool";
    case "text":
      return "string";
    case "list":
      return `list<${register(environment, type.of, path)}>`;
    case "object": {
      const fields: Record<string, string> = Object.create(null);
      for (const [name, field] of type.fields)
        fields[name] = register(environment, field, path + capitalised(name));
      environment.registerType(path, { fields: { ...fields } });
      return path;
    }
  }
}

function capitalised(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
