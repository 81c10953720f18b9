/** YAML text and a schema in; a checked value with positions, or every problem its author must fix, out. */

import type * as z from "zod";

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

export declare function parseYaml<T>(file: string, text: string, schema: z.ZodType<T>): Parsed<T>;
