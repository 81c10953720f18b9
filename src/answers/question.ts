/** Findings as what can be answered: who they are about, what was shown of them, and which answer fits. */

import type { QuestionKey, Shown } from "../conversation/memory.ts";
import { keyText } from "../conversation/memory.ts";
import type { Finding } from "../evaluate/finding.ts";
import type { Review } from "../review/review.ts";
import { decidable, type ReviewedManifest } from "../review/review-manifest.ts";
import { type ExpectedAnswer, expectedAnswer } from "./expected-answer.ts";

/** A finding of a manifest, as something that a person may speak to. */
export interface Question {
  readonly key: QuestionKey;
  readonly manifest: ReviewedManifest;
  readonly finding: Finding;
  /** What a reader of the finding is shown of its facts; worked out when asked for. */
  shown(): Shown;
  /** The answer that fits, and the field that a value fills. */
  expected(): ExpectedAnswer;
}

/** All findings of a review by their identity. Two packs with one check id share it: the first counts. */
export type Questions = ReadonlyMap<string, Question>;

export function questionsOf({ manifests }: Review): Questions {
  const questions = new Map<string, Question>();
  for (const one of manifests) {
    const manifest = decidable(one);
    if (manifest === undefined) continue;
    for (const finding of manifest.findings) {
      const question = questionFor(manifest, finding);
      const text = keyText(question.key);
      if (!questions.has(text)) questions.set(text, question);
    }
  }
  return questions;
}

export function keyOf(manifest: string, { check, item }: Finding): QuestionKey {
  return { manifest, check: check.id, item: item.key };
}

function questionFor(manifest: ReviewedManifest, finding: Finding): Question {
  let expected: ExpectedAnswer | undefined;
  const expectedOnce = () => {
    expected ??= expectedAnswer(manifest, finding);
    return expected;
  };
  return {
    key: keyOf(manifest.path, finding),
    manifest,
    finding,
    shown: () => {
      // What is decided proposes nothing.
      const proposed = isOpen(finding) ? expectedOnce().proposed : undefined;
      return proposed === undefined ? finding.hashes() : { ...finding.hashes(), proposed };
    },
    expected: expectedOnce,
  };
}

/** Whether a person is asked: by itself, and not under another finding. */
export function isOpen({ outcome, mutedBy }: Finding): boolean {
  return outcome === "question" && mutedBy === undefined;
}
