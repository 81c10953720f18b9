/** The version of this release, from its data folder. */

import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Name and version of this release. */
interface Release {
  readonly version: string;
}

export function readVersion(folder: string): string {
  const release: Release = JSON.parse(readFileSync(join(folder, "release.json"), "utf8"));
  return release.version;
}
