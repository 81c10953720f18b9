/** Values as JSON knows them: comparing them, and setting one within another. */

import type { Path } from "../yaml/parse-yaml.ts";

/** What an answer can state in a manifest. */
export type PlainValue =
  | string
  | number
  | boolean
  | readonly PlainValue[]
  | { readonly [key: string]: PlainValue };

/** A mapping of a manifest or of an answer. */
export type PlainObject<Value = unknown> = Readonly<Record<string, Value>>;

export const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

export const isObject = (value: unknown): value is PlainObject =>
  typeof value === "object" && value !== null && !isList(value);

/** A list or a mapping of an answer, told apart for the compiler. */
export const isPlainList = (value: PlainValue): value is readonly PlainValue[] => isList(value);
export const isPlainObject = (value: PlainValue): value is PlainObject<PlainValue> =>
  isObject(value);

/** Equal in all they hold; the order of keys does not count. */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (isList(a)) {
    if (!isList(b) || a.length !== b.length) return false;
    return a.every((item, index) => isSame(item, b[index]));
  }
  if (!isObject(a) || !isObject(b)) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => Object.hasOwn(b, key) && isSame(a[key], b[key]));
}

/** The value that holds nothing but `value`, at the path. */
export function wrapped(path: Path, value: PlainValue): PlainValue {
  return path.reduceRight<PlainValue>(
    (inner, key) => (typeof key === "number" ? [inner] : { [key]: inner }),
    value,
  );
}

/** A copy of the root in which the value at the path is this one. */
export function withValue(root: unknown, path: Path, value: PlainValue): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (isList(root) && typeof key === "number") {
    const items = [...root];
    items[key] = withValue(root[key], rest, value);
    return items;
  }
  if (!isObject(root)) return wrapped(path, value);
  const inner = Object.hasOwn(root, key) ? root[key] : undefined;
  return { ...root, [key]: withValue(inner, rest, value) };
}
