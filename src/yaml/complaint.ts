/** Zod's issues to single complaints, each about one key or one value; of a union, those of the branch that was meant. */

import type * as z from "zod/mini";
import type { Path } from "./parse-yaml.ts";

export interface Complaint {
  readonly issue: z.core.$ZodIssue;
  /** The part of the schema that complains. */
  readonly schema: unknown;
  /** Words that the schema's own author chose. */
  readonly own: string | undefined;
  readonly path: Path;
  /** What the author of the file wrote there, or undefined. */
  readonly written: unknown;
  /** The complaint is about the key that ends the path, not about its value. */
  readonly isKey: boolean;
  /** Of a union of which no branch fits: what each would take. */
  readonly choices: readonly Complaint[];
}

/** Zod forgets which schema an issue came from; its error map, asked for words, notes it under a number. */
export interface Sources {
  readonly errorMap: (issue: z.core.$ZodRawIssue) => string;
  of(issue: z.core.$ZodIssue): z.core.$ZodRawIssue | undefined;
}

export function noteSources(): Sources {
  const noted: z.core.$ZodRawIssue[] = [];
  return {
    errorMap: (issue) => `${MARK}${noted.push(issue) - 1}`,
    of: (issue) => (hasOwnWords(issue) ? undefined : noted[Number(issue.message.slice(1))]),
  };
}

/** True when the schema's author chose the words, so that zod did not ask us for any. */
export const hasOwnWords = ({ message }: z.core.$ZodIssue): boolean => !message.startsWith(MARK);

const MARK = "\0";

export function complaintsOf(
  issue: z.core.$ZodIssue,
  root: unknown,
  sources: Sources,
  base: Path = [],
): readonly Complaint[] {
  const path = [...base, ...issue.path.map((key) => (typeof key === "symbol" ? "" : key))];
  const source = sources.of(issue);
  const own = source ? undefined : issue.message;
  const written = valueAt(root, path);
  const complaint: Complaint = {
    issue,
    schema: source?.inst,
    own,
    path,
    written,
    isKey: issue.code === "invalid_key",
    choices: [],
  };
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({ ...complaint, path: [...path, key], isKey: true }));
  }
  if (issue.code === "invalid_union" && own === undefined && issue.errors.length > 0) {
    const branches = issue.errors.map((errors) =>
      errors.flatMap((error) => complaintsOf(error, root, sources, path)),
    );
    return chooseBranch(branches, complaint);
  }
  return [complaint];
}

/** Of the branches that take the kind of value that was written, the one with the least to complain about. */
function chooseBranch(
  branches: readonly (readonly Complaint[])[],
  union: Complaint,
): readonly Complaint[] {
  const depth = union.path.length;
  const fitting = branches.filter((branch) => branch.every((one) => fits(one, depth)));
  const inner = fitting.filter((branch) => branch.some(({ path }) => path.length > depth));
  if (inner.length > 0) {
    return inner.reduce((best, branch) =>
      weight(branch, depth) < weight(best, depth) ? branch : best,
    );
  }
  const choices = (fitting.length > 0 ? fitting : branches).flatMap((branch) => branch.slice(0, 1));
  const [only] = choices;
  return choices.length === 1 && only ? [only] : [{ ...union, choices }];
}

/** False when the branch takes another kind of value, such as a number where a mapping was written. */
function fits({ issue, path, written, choices }: Complaint, depth: number): boolean {
  if (path.length > depth) return true;
  if (choices.length > 0) return choices.some((choice) => fits(choice, depth));
  if (issue.code === "invalid_type") {
    return issue.expected === "int" && typeof written === "number";
  }
  if (issue.code !== "invalid_value") return true;
  return issue.values.some((value) => typeof value === typeof written);
}

// A key such as `kind` that names another branch says more than any number of other faults.
function weight(branch: readonly Complaint[], depth: number): number {
  const named = branch.filter(
    ({ issue, path }) => issue.code === "invalid_value" && path.length === depth + 1,
  );
  return named.length * 1000 + branch.length;
}

function valueAt(root: unknown, path: Path): unknown {
  let value = root;
  for (const key of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    value = Reflect.get(value, key);
  }
  return value;
}
