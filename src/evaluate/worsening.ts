/** Which way a number makes a check worse: its own condition tells, at both ends of what a manifest may hold. */

import type { CompiledCheck } from "../checklist/load-pack.ts";
import { keysOf } from "../facts/fact-path.ts";
import { type FactValue, factObject, isFactObject } from "../facts/fact-view.ts";

/** No amount of a manifest is larger. */
const MOST = 1e15;

/** Whether the step from one number to the other leads away from passing. Where nothing tells, it does. */
export function isWorse(
  pass: CompiledCheck["pass"],
  roots: object,
  field: string,
  [before, now]: readonly [number, number],
): boolean {
  const passesAt = (value: number) =>
    pass?.evaluate(withValue(roots, keysOf(field), value)).is === "true";
  const [least, most] = [passesAt(0), passesAt(MOST)];
  if (least === most) return true;
  return least ? now > before : now < before;
}

/** The same facts with another number at a path; unchanged where the path leads through a list. */
function withValue(roots: object, [root = "", ...keys]: readonly string[], value: number): object {
  const changed: Record<string, FactValue> = Object.create(roots);
  changed[root] = replaced(Reflect.get(roots, root) as FactValue, keys, value);
  return changed;
}

function replaced(at: FactValue, [key, ...below]: readonly string[], value: number): FactValue {
  if (key === undefined) return value;
  if (at === undefined || !isFactObject(at)) return at;
  return factObject({ ...at, [key]: replaced(at[key], below, value) });
}
