/** Runs the cases that the checks of a pack carry: facts in, expected outcome against actual one. */

import type { Case, Check, Checklist } from "../checklist/checklist.ts";
import { compileChecklist } from "../checklist/compile-checklist.ts";
import type { CompiledCheck } from "../checklist/load-pack.ts";
import { proofOf } from "../facts/evidence.ts";
import type { FactItem } from "../facts/fact-items.ts";
import type { FactType } from "../facts/fact-type.ts";
import { type FactObject, type FactValue, factObject, factView } from "../facts/fact-view.ts";
import type { Facts } from "../facts/facts.ts";
import { SINGLE_SECTIONS, valueAt } from "../facts/facts.ts";
import type { Scope } from "../facts/scope.ts";
import { type RootTypes, rootTypes } from "../facts/scope-types.ts";
import { nearest } from "../yaml/nearest.ts";
import { judgeShown } from "./judge-shown.ts";

export interface CaseResult {
  readonly check: string;
  /** The case's own name, or its number. */
  readonly name: string;
  readonly expected: Case["expect"];
  /** The outcome, or what is wrong with the case. */
  readonly actual: string;
  readonly ok: boolean;
}

export function runPackTests(checklist: Checklist): readonly CaseResult[] {
  const parameters = Object.fromEntries(
    Object.entries(checklist.params).map(([name, { value }]) => [name, value]),
  );
  return compileChecklist(checklist).checks.flatMap((compiled) => {
    const types = rootTypes(compiled.check.for);
    return compiled.check.tests.map((one, index) => {
      const actual = outcomeOf(compiled, one, types, parameters);
      const { id } = compiled.check;
      const name = one.name ?? String(index + 1);
      return { check: id, name, expected: one.expect, actual, ok: actual === one.expect };
    });
  });
}

function outcomeOf(
  compiled: CompiledCheck,
  { given, files = [] }: Case,
  types: RootTypes,
  parameters: Readonly<Record<string, number>>,
): string {
  const stranger = unknownFact(given, types);
  if (stranger !== undefined) return stranger;
  const { facts, item, seen } = caseFacts(compiled.check, given, types, parameters, files);
  const judgement = judgeShown(compiled, compiled.check.severity, item, facts, seen);
  return judgement.is === "error" ? `error: ${judgement.because}` : judgement.is;
}

/** The facts of a case, and what conditions see of them. */
export function caseFacts(
  check: Check,
  given: Case["given"],
  types: RootTypes,
  parameters: Readonly<Record<string, number>>,
  files: readonly string[] = [],
): { readonly facts: Facts; readonly item: FactItem; readonly seen: FactObject } {
  const { roots, item } = contextOf(check, given, types);
  const seen = { ...roots, params: factObject(parameters), it: item.it };
  return {
    facts: { roots, items: NO_ITEMS, absent: new Set(), proofAt: proofsOf(given, item, files) },
    item,
    seen: factObject(seen),
  };
}

/** In a repository with these files, and the manifest at its root. */
function proofsOf(
  given: Case["given"],
  item: FactItem,
  files: readonly string[],
): Facts["proofAt"] {
  const among = (paths: readonly string[]) => new Set(paths.filter((path) => files.includes(path)));
  const head = { manifest: "architecture.yaml", address: undefined, among };
  return (path) => {
    const isOwn = item.it !== undefined && item.path.every((key, index) => path[index] === key);
    const evidence = isOwn
      ? valueAt(given["it"], path.slice(item.path.length))
      : valueAt(given, path);
    return proofOf(evidence, head);
  };
}

const NO_ITEMS: Facts["items"] = {
  manifest: [],
  models: [],
  training: [],
  components: [],
  flows: [],
  steps: [],
  data: [],
  environments: [],
};

/** What a case says, in the least that a system with a model has: other sections that it leaves out are empty. */
function contextOf(
  { for: scope }: Check,
  given: Case["given"],
  types: RootTypes,
): { roots: FactObject; item: FactItem } {
  const roots: Record<string, FactValue> = { d: factObject(), models: [factObject()], flows: [] };
  for (const section of SINGLE_SECTIONS) roots[section] = factObject();
  for (const [name, type] of types) {
    const view = name in given && name !== "it" ? factView(given[name], type) : undefined;
    if (view !== undefined) roots[name] = view;
  }
  return { roots: factObject(roots), item: itemOf(scope, given, types) };
}

function itemOf(scope: Scope, given: Case["given"], types: RootTypes): FactItem {
  const type = types.get("it");
  const item = { key: `${scope}/example`, path: [scope, 0], onlyFor: [] };
  if (type?.kind !== "object") return { ...item, key: scope, path: [], it: undefined };
  const view = factView(given["it"] ?? {}, type);
  const fields = factObject({ d: factObject(), ...(view as FactObject) });
  return { ...item, it: fields };
}

/** The first fact of a case that does not exist, or is of another kind, in words. */
function unknownFact(given: unknown, types: RootTypes): string | undefined {
  return mismatch(given, { kind: "object", fields: types }, "given");
}

function mismatch(value: unknown, type: FactType, path: string): string | undefined {
  if (type.kind === "list" && Array.isArray(value))
    return firstOf(
      value.map((element, index) => () => mismatch(element, type.of, `${path}[${index}]`)),
    );
  if (type.kind === "object" && typeof value === "object" && value !== null)
    return firstOf(
      Object.entries(value).map(([name, field]) => () => {
        const inner = type.fields.get(name);
        if (inner !== undefined) return mismatch(field, inner, `${path}.${name}`);
        const guess = nearest(name, [...type.fields.keys()]);
        const meant = guess === undefined ? "" : `; did you mean "${guess}"?`;
        return `there is no fact "${name}" in ${path}${meant}`;
      }),
    );
  if (type.kind === "text" && typeof value === "string")
    return type.choices === undefined || type.choices.includes(value)
      ? undefined
      : `${path} is never "${value}"`;
  return factView(value, type) === undefined ? `${path} is not a ${type.kind}` : undefined;
}

function firstOf(questions: readonly (() => string | undefined)[]): string | undefined {
  for (const question of questions) {
    const answer = question();
    if (answer !== undefined) return answer;
  }
  return undefined;
}
