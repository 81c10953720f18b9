/** What is wrong with a checklist that has the right shape: names that lead nowhere, conditions that do not hold together. */

import { compileCondition } from "../condition/compile-condition.ts";
import { derivationOf } from "../facts/fact-path.ts";
import type { FactType } from "../facts/fact-type.ts";
import type { Scope } from "../facts/scope.ts";
import { type RootTypes, rootTypes } from "../facts/scope-types.ts";
import { nearest } from "../yaml/nearest.ts";
import type { Path } from "../yaml/parse-yaml.ts";
import { quote } from "../yaml/quote.ts";
import { placeholdersOf } from "./ask-text.ts";
import type { Check, Checklist } from "./checklist.ts";

/** A fault at a path of the checklist; `part` is the piece of that text which is wrong. */
export interface ChecklistFault {
  readonly path: Path;
  readonly message: string;
  readonly part?: { readonly start: number; readonly end: number };
}

export function checklistFaults(checklist: Checklist): readonly ChecklistFault[] {
  const parameters = Object.keys(checklist.params);
  const typesByScope = new Map<Scope, RootTypes>();
  const typesOf = (scope: Scope) => {
    const types = typesByScope.get(scope) ?? rootTypes(scope, parameters);
    typesByScope.set(scope, types);
    return types;
  };
  return [
    ...repeated(checklist),
    ...parameterFaults(checklist),
    ...checklist.checks.flatMap((check, index) =>
      checkFaults(check, checklist, typesOf(check.for)).map((fault) => ({
        ...fault,
        path: ["checks", index, ...fault.path],
      })),
    ),
  ];
}

function repeated({ practices, checks }: Checklist): ChecklistFault[] {
  const twice = (list: string, key: string, values: readonly string[]) =>
    values.flatMap((value, index) => {
      const first = values.indexOf(value);
      const message = `${quote(value)} is the ${key} of item ${first + 1} of this list already`;
      return first === index ? [] : [{ path: [list, index, key], message }];
    });
  return [
    ...twice(
      "practices",
      "id",
      practices.map(({ id }) => id),
    ),
    ...twice(
      "checks",
      "id",
      checks.map(({ id }) => id),
    ),
    ...twice(
      "checks",
      "slug",
      checks.map(({ slug }) => slug),
    ),
  ];
}

function parameterFaults({ params, checks }: Checklist): ChecklistFault[] {
  const used = new Set(
    checks.flatMap(({ when = "", pass = "", ask }) =>
      [...[when, pass, ask].join("\n").matchAll(PARAMETER)].map(([, name]) => name),
    ),
  );
  return Object.entries(params).flatMap(([name, { value, min, max }]) => {
    const path = ["params", name];
    const faults: ChecklistFault[] = [];
    if ((min !== undefined && value < min) || (max !== undefined && value > max))
      faults.push({ path: [...path, "value"], message: "must lie between min and max" });
    if (!used.has(name))
      faults.push({ path, message: `the parameter ${quote(name)} is used by no check` });
    return faults;
  });
}

const PARAMETER = /\bparams\.(\w+)/g;

function checkFaults(check: Check, { practices }: Checklist, types: RootTypes): ChecklistFault[] {
  const ids = practices.map(({ id }) => id);
  return [
    ...(ids.includes(check.practice)
      ? []
      : [{ path: ["practice"], message: unknown("practice", check.practice, ids) }]),
    ...wordingFaults(check),
    ...structureFaults(check),
    ...conditionFaults("when", check.when, types),
    ...conditionFaults("pass", check.pass, types),
    ...pathFaults(check, types),
  ];
}

function wordingFaults({ title, ask }: Check): ChecklistFault[] {
  const faults: ChecklistFault[] = [];
  if (title.trim().endsWith("?"))
    faults.push({
      path: ["title"],
      message: "must be a statement that is true when the check is met",
    });
  if (!/\?(\s|$)/.test(ask))
    faults.push({ path: ["ask"], message: 'must be a question that ends in "?"' });
  return faults;
}

function structureFaults(check: Check): ChecklistFault[] {
  const { pass, covers = [], when, needs, root, answer, tests } = check;
  const { kind, choices, field } = answer;
  const noCase = tests.findIndex(({ expect }) => expect === "not-applicable");
  const twice = needs.findIndex((path, index) => needs.indexOf(path) !== index);
  const faults: [boolean, Path, string][] = [
    [
      pass === undefined && covers.length === 0,
      [],
      "has no pass, so it must name under covers what an answer rests on",
    ],
    [
      pass === undefined && root,
      ["root"],
      "is for checks with pass: only a failure explains others",
    ],
    [
      kind === "choice" && choices === undefined && field === undefined,
      ["answer"],
      "needs choices, or a field that has them",
    ],
    [
      noCase >= 0 && when === undefined,
      ["tests", noCase, "expect"],
      "cannot be: without when, the check always applies",
    ],
    [twice >= 0, ["needs", twice], "is named twice"],
  ];
  return faults.flatMap(([applies, path, message]) => (applies ? [{ path, message }] : []));
}

function conditionFaults(
  key: string,
  text: string | undefined,
  types: RootTypes,
): ChecklistFault[] {
  if (text === undefined) return [];
  const compiled = compileCondition(text, types);
  if (compiled.ok) return [];
  return compiled.faults.map(({ start, end, message }) => ({
    path: [key],
    message,
    part: { start, end },
  }));
}

function pathFaults(check: Check, types: RootTypes): ChecklistFault[] {
  const { needs, covers = [], ask, answer, for: scope } = check;
  const inList = (key: string, paths: readonly string[], throughLists: boolean) =>
    paths.flatMap((path, index) =>
      unknownPath(path, types, throughLists).map((message) => ({ path: [key, index], message })),
    );
  const { field } = answer;
  const isDerived = field !== undefined && derivationOf(scope, field) !== undefined;
  const derived = isDerived
    ? [`${quote(field)} is derived: name the field of the manifest behind it`]
    : [];
  return [
    ...inList("needs", needs, false),
    ...inList("covers", covers, true),
    ...placeholdersOf(ask).flatMap((path) =>
      unknownPath(path, types, false).map((message) => ({ path: ["ask"], message })),
    ),
    ...(field === undefined ? [] : [...unknownPath(field, types, false), ...derived]).map(
      (message) => ({ path: ["answer", "field"], message }),
    ),
  ];
}

function unknownPath(path: string, types: RootTypes, throughLists: boolean): string[] {
  let fields: ReadonlyMap<string, FactType> | undefined = types;
  for (const key of path.split(".")) {
    const type: FactType | undefined = fields?.get(key);
    if (type === undefined)
      return [`there is no fact ${quote(path)}${meant(key, [...(fields?.keys() ?? [])])}`];
    const inner: FactType = throughLists && type.kind === "list" ? type.of : type;
    fields = inner.kind === "object" ? inner.fields : undefined;
  }
  return [];
}

function unknown(what: string, name: string, known: readonly string[]): string {
  return `there is no ${what} ${quote(name)}${meant(name, known)}`;
}

function meant(name: string, known: readonly string[]): string {
  const guess = nearest(name, known);
  return guess === undefined ? "" : `; did you mean ${quote(guess)}?`;
}
