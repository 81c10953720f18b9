import type { Manifest } from "../manifest/manifest.ts";

const LONGEST = 60;

/** The wanted id, or with a number behind it where the manifest has it already. */
export function freeId(manifest: Manifest, wanted: string): string {
  const taken = takenIn(manifest);
  const short = wanted.slice(0, LONGEST).replace(/-+$/, "");
  for (let count = 1; ; count++) {
    const id = count === 1 ? short : `${short}-${count}`;
    if (!taken.has(id)) return id;
  }
}

const TAKEN = new WeakMap<Manifest, ReadonlySet<string>>();

function takenIn(manifest: Manifest): ReadonlySet<string> {
  const { models, flows, components = [] } = manifest;
  const taken =
    TAKEN.get(manifest) ?? new Set([...models, ...flows, ...components].map(({ id }) => id));
  TAKEN.set(manifest, taken);
  return taken;
}
