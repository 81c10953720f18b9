/** The same review of a changed manifest. Nothing is stored, and no gate is touched. */

import { amend } from "../amend/amend.ts";
import { readPlainValue } from "../amend/read-plain-value.ts";
import { resolveKey } from "../amend/resolve-key.ts";
import type { Problem } from "../yaml/parse-yaml.ts";
import type { Shipped } from "./review.ts";
import { type ManifestReview, type ReviewedManifest, reviewManifest } from "./review-manifest.ts";
import type { ManifestPair } from "./source-file.ts";
import type { Rules } from "./weigh.ts";

export interface Assignment {
  /** "models.answer.precision.weights", with ids or numbers of items. */
  readonly key: string;
  readonly value: string;
}

export type WhatIf =
  | { readonly ok: true; readonly before: ReviewedManifest; readonly after: ReviewedManifest }
  /** Sentences of ours about what cannot be read; they may quote a key. */
  | { readonly ok: false; readonly faults: readonly string[] };

/** All that is wrong is said at once. */
export function whatIf(
  before: ReviewedManifest,
  assignments: readonly Assignment[],
  pair: ManifestPair,
  rules: Rules,
  today: string,
  shipped: Shipped,
): WhatIf {
  const faults: string[] = [];
  let { text } = before;
  for (const { key, value } of assignments) {
    const path = resolveKey(key, before.manifest);
    const plain = readPlainValue(value);
    if (!path.ok) faults.push(path.because);
    else if (!plain.ok) faults.push(`${key}: ${plain.because}`);
    else {
      const amended = amend(text, path.path, plain.value);
      if (amended.ok) text = amended.text;
      else faults.push(`${key}: ${amended.because}`);
    }
  }
  if (faults.length > 0) return { ok: false, faults };
  const head = { state: "text" as const, path: before.path, text };
  const after = reviewManifest({ ...pair, head }, rules, today, shipped);
  return after.state === "reviewed"
    ? { ok: true, before, after }
    : { ok: false, faults: problemsOf(after).map(({ message }) => message) };
}

function problemsOf(one: ManifestReview): readonly Problem[] {
  return one.state === "invalid" ? one.problems : [];
}
