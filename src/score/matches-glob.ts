/** A path and a glob to whether they match. Few policies have globs, and bundles load this file for those alone. */

import picomatch from "picomatch";

/** A name of git may hold a line break, which the engine of patterns else stops at. */
export function matchesGlob(path: string, glob: string): boolean {
  return picomatch.isMatch(path, glob, { dot: true, flags: "s" });
}
