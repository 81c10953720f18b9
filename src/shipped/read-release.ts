/** What this release is, from its data folder. */

import { readFileSync } from "node:fs";
import { join } from "node:path";

export interface ReleaseFacts {
  readonly version: string;
  /** SHA-256 of all coefficients, worked out when it was built. */
  readonly coefficients: string;
}

export function readRelease(folder: string): ReleaseFacts {
  return JSON.parse(readFileSync(join(folder, "release.json"), "utf8"));
}
