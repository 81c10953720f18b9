/** YAML text and a schema in; a checked value with positions, or every problem its author must fix, out. */

import type * as z from "zod/mini";
import { checkText } from "./check-text.ts";
import { checkValue } from "./check-value.ts";
import { type Fault, listProblems, positionsIn } from "./fault.ts";
import { findPlaces } from "./find-node.ts";
import { readDocument } from "./read-document.ts";
import { readValue } from "./read-value.ts";

/** A place in a text file; both count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Something the author of a file must fix, and where. */
export interface Problem extends Position {
  readonly file: string;
  readonly message: string;
}

/** A path into a document: keys and list indexes. */
export type Path = readonly (string | number)[];

/** A value as its author wrote it, and where each part of it stands. */
export interface Located<T> {
  readonly file: string;
  readonly value: T;
  /** Where the value at a path starts; for a missing key, where its nearest parent does. */
  positionOf(path: Path): Position;
}

export type Parsed<T> =
  | { readonly ok: true; readonly located: Located<T> }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * One YAML (or JSON) document, checked by the schema. Keys that begin with `x-` are left out first.
 * Every problem is reported at once, in the order of the text; when the syntax is wrong, only the syntax.
 * `byHand`: people have written it, so that a number that can be read in two ways is refused.
 */
export function parseYaml<T>(
  file: string,
  text: string,
  schema: z.core.$ZodType<T>,
  { byHand = false }: { readonly byHand?: boolean } = {},
): Parsed<T> {
  // A byte order mark takes no column.
  const source = text.startsWith("\uFEFF") ? text.slice(1) : text;
  const refuse = (faults: readonly Fault[]): Parsed<T> => ({
    ok: false,
    problems: listProblems(file, source, faults),
  });

  const unreadable = checkText(source);
  if (unreadable.length > 0) return refuse(unreadable);
  const read = readDocument(source);
  if (!read.ok) return refuse(read.faults);
  const plain = readValue(read.document, byHand);
  if (plain.stopped) return refuse(plain.faults);

  const places = findPlaces(read.document, plain.targets);
  const checked = checkValue(schema, plain, places);
  if (!checked.ok) return refuse([...plain.faults, ...checked.faults]);
  if (plain.faults.length > 0) return refuse(plain.faults);

  const positionAt = positionsIn(source);
  const positionOf = (path: Path): Position => positionAt(places.offsetOf(path));
  return { ok: true, located: { file, value: checked.value, positionOf } };
}

/** Every value, or every problem: an author sees all there is to fix in all files at once. */
export function all<T>(
  parsed: readonly Parsed<T>[],
):
  | { readonly ok: true; readonly located: readonly Located<T>[] }
  | { readonly ok: false; readonly problems: readonly Problem[] } {
  const problems = parsed.flatMap((one) => (one.ok ? [] : one.problems));
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, located: parsed.flatMap((one) => (one.ok ? [one.located] : [])) };
}
