/**
 * A check on an item, where words alone do not satisfy what is important: evidence counts for a high
 * or blocking check only when it leads to a file at head. Until then a person is asked.
 */

import type { Severity } from "../checklist/checklist.ts";
import type { CompiledCheck } from "../checklist/load-pack.ts";
import type { FactItem } from "../facts/fact-items.ts";
import { formatPath, parsePath } from "../facts/fact-path.ts";
import { type FactValue, factObject, isFactObject } from "../facts/fact-view.ts";
import type { Facts } from "../facts/facts.ts";
import { placeOf } from "../facts/missing-fields.ts";
import type { Path } from "../yaml/parse-yaml.ts";
import { type Claim, type Judgement, judge } from "./judge.ts";

/** `severity` is the one that counts, be it the check's own or policy's. */
export function judgeShown(
  compiled: CompiledCheck,
  severity: Severity,
  item: FactItem,
  facts: Facts,
  roots: object,
): Judgement {
  const judgement = judge(compiled, item, facts, roots);
  const isImportant = severity === "high" || severity === "blocker";
  if (judgement.is !== "pass" || !isImportant) return judgement;
  const claims = compiled.evidence().flatMap((path) => claimsAt(path, item, facts, roots));
  if (claims.length === 0 || isMetWithout(claims, compiled, roots)) return judgement;
  const missing = [...new Set(claims.map(({ field }) => field))];
  return { is: "question", gap: "evidence", facts: [], missing, claims };
}

/** A claim, and where conditions see it. */
interface SeenClaim extends Claim {
  /** As the check names it, such as "it.smaller_tried". */
  readonly path: string;
  /** Keys and indexes below a root of the condition. */
  readonly keys: Path;
}

function claimsAt(path: string, item: FactItem, facts: Facts, roots: object): SeenClaim[] {
  const [root = "", ...names] = parsePath(path);
  return placesOf(rootOf(roots, String(root)), names).flatMap((keys) => {
    const place = placeOf(String(root), item);
    const field = [...place, ...keys];
    const proof = facts.proofAt(field);
    if (proof.is === "shown") return [];
    return [{ path, keys: [root, ...keys], field: formatPath(field), proof }];
  });
}

/** Keys and indexes of everything that stands at a path which lists have no index in. */
function placesOf(value: FactValue, [name, ...rest]: Path): Path[] {
  if (value === undefined) return [];
  if (name === undefined) return [[]];
  if (Array.isArray(value))
    return value.flatMap((element: FactValue, index) =>
      placesOf(element, [name, ...rest]).map((keys) => [index, ...keys]),
    );
  return isFactObject(value) ? placesOf(value[name], rest).map((keys) => [name, ...keys]) : [];
}

/** Whether the check would be met if nobody had said it. */
function isMetWithout(
  claims: readonly SeenClaim[],
  { check: { needs }, pass }: CompiledCheck,
  roots: object,
): boolean {
  if (claims.some(({ path }) => needs.includes(path))) return false;
  const reduced: Record<string, FactValue> = Object.create(roots);
  for (const { keys } of claims) {
    const [root = "", ...below] = keys;
    reduced[root] = without(rootOf(reduced, String(root)), below);
  }
  return pass?.evaluate(reduced).is === "true";
}

function without(value: FactValue, [key, ...rest]: Path): FactValue {
  if (value === undefined || key === undefined) return undefined;
  if (Array.isArray(value))
    return value.map((element: FactValue, index) =>
      index === key ? without(element, rest) : element,
    );
  return isFactObject(value)
    ? factObject({ ...value, [key]: without(value[key], rest) })
    : undefined;
}

function rootOf(roots: object, name: string): FactValue {
  return Reflect.get(roots, name) as FactValue;
}
