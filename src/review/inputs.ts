/** What a review rests on, as one text: manifests, policy and packs, on head and base. What people say, the day, and files that manifests link to are not in it. */

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
