/** A number for an amount that is more than a number. */

import { isObject, type PlainValue } from "./plain-value.ts";

const RANGE = ["value", "low", "high"];
const AMOUNT: ReadonlySet<string> = new Set([...RANGE, "basis", "as_of", "source"]);

/**
 * What stands in a manifest once a number is given. An amount with nothing but a range becomes that number. One with
 * a basis, a date or a source keeps these: its value is replaced, and a low or high end that no longer fits goes.
 * The number that is its value already changes nothing. Anything else becomes what was given.
 */
export function settled(old: unknown, given: PlainValue): PlainValue {
  if (!isAmount(old) || typeof given !== "number") return given;
  if (old["value"] === given) return old;
  if (Object.keys(old).every((key) => RANGE.includes(key))) return given;
  const { low, high, ...rest } = old;
  return {
    ...rest,
    value: given,
    ...(typeof low === "number" && low <= given ? { low } : {}),
    ...(typeof high === "number" && high >= given ? { high } : {}),
  };
}

type Amount = Readonly<Record<string, PlainValue>>;

function isAmount(old: unknown): old is Amount {
  return (
    isObject(old) &&
    typeof old["value"] === "number" &&
    Object.keys(old).every((key) => AMOUNT.has(key))
  );
}
