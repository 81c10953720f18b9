/** What a review rests on, apart from what people say and from the day, as one text: equal texts give equal findings. */

import { canonicalJson } from "../facts/hash-facts.ts";
import type { ManifestPair, PolicyFile, SourceFile } from "./source-file.ts";

export interface Inputs {
  readonly manifests: readonly ManifestPair[];
  readonly policy: PolicyFile;
  readonly packs: readonly SourceFile[];
  readonly baseRef: string;
  readonly toolVersion: string;
}

export function inputsText({ manifests, policy, packs, baseRef, toolVersion }: Inputs): string {
  return canonicalJson({
    toolVersion,
    baseRef,
    policy: [policy.file, policy.floor, policy.ignoresBase ?? false],
    packs,
    manifests: manifests.map(({ head, base }) => [head, base]),
  });
}
