/** The same review of a changed manifest, as differences. Nothing is stored, and no gate is touched. */

import type { Review, Shipped } from "../review/review.ts";
import type { ReviewedManifest } from "../review/review-manifest.ts";
import type { ManifestPair } from "../review/source-file.ts";
import { listed, quote } from "../yaml/quote.ts";
import { type Assignment, changedManifest, valueAt } from "./changed-manifest.ts";
import { compareReviews } from "./compare-reviews.ts";
import { type Delta, deltaOf } from "./delta.ts";

/** What is asked of which manifest. */
export interface Question {
  /** Path of the manifest, or the name of its product; undefined where the only one is meant. */
  readonly manifest: string | undefined;
  readonly assignments: readonly Assignment[];
}

/** A review, and how to come to it again. */
export interface Reviewed {
  /** As it counts now. */
  readonly review: Review;
  readonly manifests: readonly ManifestPair[];
  /** The review of other manifests, as it would count with the same policy, packs and answers. */
  readonly again: (manifests: readonly ManifestPair[]) => Review;
  readonly shipped: Shipped;
}

export type WhatIf =
  | {
      readonly ok: true;
      readonly path: string;
      readonly product: string;
      readonly settings: readonly Setting[];
      readonly delta: Delta;
    }
  /** Sentences of ours about what cannot be read; they may quote a key or a value. */
  | { readonly ok: false; readonly faults: readonly string[] };

/** A field that is set, with what the manifest says there; undefined where it says nothing. */
export interface Setting {
  readonly key: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** All that is wrong is said at once. */
export function whatIf({ manifest, assignments }: Question, reviewed: Reviewed): WhatIf {
  const { review, manifests, again, shipped } = reviewed;
  const before = meant(manifest, review);
  if (!before.ok) return { ok: false, faults: [before.because] };
  const { path, manifest: now } = before.one;
  const changed = changedManifest(before.one, assignments);
  if (!changed.ok) return changed;
  const { text, paths } = changed;
  const head = { state: "text" as const, path, text };
  const pairs = manifests.map((pair) => {
    if (pair.head.path !== path) return pair;
    // Where a manifest stands for its own base, the changed one does too.
    return pair.isAlone === true ? { ...pair, head, base: head } : { ...pair, head };
  });
  const after = again(pairs).manifests.find((one) => one.path === path);
  if (after?.state !== "reviewed")
    return {
      ok: false,
      faults: after?.state === "invalid" ? after.problems.map(({ message }) => message) : [NOTHING],
    };
  const comparison = compareReviews(before.one, after, shipped, review.today);
  return {
    ok: true,
    path,
    product: after.manifest.product.name,
    settings: assignments.map(({ key }, index) => ({
      key,
      before: valueAt(now, paths[index] ?? []),
      after: valueAt(after.manifest, paths[index] ?? []),
    })),
    delta: deltaOf(before.one, after, comparison),
  };
}

type Meant =
  | { readonly ok: true; readonly one: ReviewedManifest }
  | { readonly ok: false; readonly because: string };

function meant(name: string | undefined, { manifests }: Review): Meant {
  const judged = manifests.flatMap((one) => (one.state === "reviewed" ? [one] : []));
  const [first, ...others] =
    name === undefined ? judged : judged.filter((one) => isCalled(one, name));
  if (first !== undefined && others.length === 0) return { ok: true, one: first };
  const known = listed(judged.map(({ path }) => path));
  if (judged.length === 0) return { ok: false, because: NOTHING };
  return {
    ok: false,
    because:
      name === undefined
        ? `several manifests are reviewed here: name one before the values. There are ${known}`
        : `there is no manifest ${quote(name)}: there are ${known}`,
  };
}

function isCalled({ path, manifest }: ReviewedManifest, name: string): boolean {
  return path === name || manifest.product.name.toLowerCase() === name.toLowerCase();
}

const NOTHING = "nothing could be judged here, so there is nothing to compare with";
