// Reviews manifests in this process, with the packs as they are in source: no build needed.
import { readFileSync } from "node:fs";
import { compileChecklist } from "../src/checklist/compile-checklist.ts";
import { parseChecklist } from "../src/checklist/parse-checklist.ts";
import { resolvePolicy } from "../src/review/packs.ts";
import { type Review, review, type Shipped } from "../src/review/review.ts";
import type { ReviewedManifest } from "../src/review/review-manifest.ts";
import type { ManifestPair, SourceFile } from "../src/review/source-file.ts";
import { readShipped } from "../src/shipped/read-shipped.ts";
import { DAY } from "./run-cli.ts";

const PACK = "checklists/12-refine-architecture.yaml";

/** The release, with the shipped pack as it is in source. */
export function shippedFromSource(): Shipped {
  const parsed = parseChecklist(PACK, readFileSync(PACK, "utf8"));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const pack = compileChecklist(parsed.located.value);
  return { ...readShipped("dist/data"), packs: new Map([[pack.checklist.pack, pack]]) };
}

/** Texts of manifests by path, judged by this policy. */
export function reviewFiles(
  files: Readonly<Record<string, string>>,
  policyText?: string,
  shipped = shippedFromSource(),
): Review {
  const pairs = Object.entries(files).map(([path, text]): ManifestPair => {
    const file = { state: "text" as const, path, text };
    return { head: file, base: file, isAlone: true };
  });
  return reviewPairs(pairs, policyText, shipped);
}

export function reviewPairs(
  manifests: readonly ManifestPair[],
  policyText?: string,
  shipped = shippedFromSource(),
  parted?: ReadonlyMap<string, SourceFile>,
): Review {
  const path = ".github/greenlight.yaml";
  const file =
    policyText === undefined
      ? { state: "absent" as const, path }
      : { state: "text" as const, path, text: policyText };
  const policyFile = { file, origin: "branch main", changedByHead: false };
  const policy = resolvePolicy(policyFile, []);
  const input = { manifests, policyFile, policy, packFiles: [], today: DAY };
  return review(parted === undefined ? input : { ...input, parted }, shipped);
}

/** The one manifest of a review, which must have been judged. */
export function judged({ manifests: [one], problems }: Review): ReviewedManifest {
  if (one?.state === "reviewed") return one;
  throw new Error(JSON.stringify(one ?? problems));
}
