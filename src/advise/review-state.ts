/** A review to what the scorecard remembers of it: the verdict, and hashes of all that it rests on. */

import type { Considered } from "../answers/consider.ts";
import type { ReviewState } from "../conversation/review-memory.ts";
import type { Metrics } from "../estimate/result.ts";
import { canonicalJson } from "../facts/hash-facts.ts";
import { sha256 } from "../facts/sha256.ts";
import { isUnknown } from "../quantity/quantity.ts";
import type { ReviewedManifest } from "../review/review-manifest.ts";
import type { ManifestPair, SourceFile } from "../review/source-file.ts";

const MOST_MANIFESTS = 20;
/** Of hashes. */
const DIGITS = 16;

export function reviewState(
  { review, decisions }: Considered,
  manifests: readonly ManifestPair[],
  commit: string,
): ReviewState {
  const voices = [...decisions].map(([key, { voices: all }]) => ({
    key,
    all: all.map(({ statement: { by, on, said }, standing }) => ({
      said: [by, on, said],
      counts: standing.counts,
    })),
  }));
  return {
    verdict: review.verdict,
    commit,
    day: review.today,
    tool: review.toolVersion,
    coefficients: review.coefficients.slice(0, DIGITS),
    policy: hashOf(review.policy.text ?? ""),
    packs: sha256(JSON.stringify(review.packs)).slice(0, DIGITS),
    said: hashOf(voices.map(({ key, all }) => [key, all.map(({ said }) => said)])),
    counts: hashOf(voices),
    manifests: review.manifests.slice(0, MOST_MANIFESTS).flatMap((one) => {
      const pair = manifests.find(({ head }) => head.path === one.path);
      return one.state === "reviewed" && pair !== undefined ? [seen(one, pair)] : [];
    }),
  };
}

function seen(one: ReviewedManifest, { head, base }: ManifestPair) {
  const onBase = one.base === one.manifest ? undefined : one.onBase();
  return {
    path: one.path.slice(0, 300),
    head: hashOf(textOf(head)),
    base: hashOf(textOf(base)),
    month: likelyOf(one.estimate.month),
    ...(onBase === undefined ? {} : { baseMonth: likelyOf(onBase.estimate.month) }),
  };
}

function textOf(file: SourceFile): string {
  return file.state === "text" ? file.text : file.state;
}

function likelyOf({ energyKwh, carbonKg, waterL, costUsd }: Metrics): (number | null)[] {
  return [energyKwh, carbonKg, waterL, costUsd].map((figure) =>
    isUnknown(figure) ? null : figure.likely,
  );
}

function hashOf(value: unknown): string {
  return sha256(canonicalJson(value)).slice(0, DIGITS);
}
