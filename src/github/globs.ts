/** Patterns to what they match. Loaded only where there is a pattern: most name their manifests. */

import picomatch from "picomatch";
import { Explained } from "./failure.ts";
import type { Trees } from "./trees.ts";

/** A name of git may hold a line break, and a pattern that passes over it lets a manifest go unseen. */
const OPTIONS = { dot: true, flags: "s" };

/** Mode of a folder in a tree: a pattern is about files. */
const FOLDER = "040000";

export function matchesAny(name: string, globs: readonly string[]): boolean {
  return globs.some((glob) => picomatch.isMatch(name, glob));
}

/** Of the files on head and base, and of those that are named by their path. */
export function matchingPaths(patterns: readonly string[], trees: Trees): string[] {
  const wanted = patterns.filter((pattern) => !isExclusion(pattern));
  const excluded = picomatch(
    patterns.filter(isExclusion).map((pattern) => pattern.slice(1)),
    OPTIONS,
  );
  const named = wanted.filter((pattern) => !isGlob(pattern));
  const matched = filesMatching(wanted.filter(isGlob), trees);
  return [...named, ...matched].filter((path) => !excluded(path));
}

function filesMatching(globs: string[], { head, base }: Trees): string[] {
  if (globs.length === 0) return [];
  if (head.truncated || base.truncated)
    throw new Explained(
      `The repository has more files than GitHub lists, so the pattern ${globs.join(", ")} cannot be looked up. Name each manifest by its path.`,
    );
  const matches = picomatch(globs, OPTIONS);
  return [head, base].flatMap(({ entries }) =>
    [...entries.values()]
      .filter(({ path, mode }) => mode !== FOLDER && matches(path))
      .map(({ path }) => path),
  );
}

/** As in the filters of workflows: what begins with an exclamation mark is left out. */
function isExclusion(pattern: string): boolean {
  return pattern.startsWith("!") && !pattern.startsWith("!(");
}

function isGlob(pattern: string): boolean {
  return picomatch.scan(pattern).isGlob;
}
