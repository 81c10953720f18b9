/** Open questions in the order in which they are worth a person's time: what they do to the verdict first, then to the range of the estimate. */

import { SEVERITIES } from "../checklist/severity.ts";
import type { Finding } from "../evaluate/finding.ts";
import { fieldName } from "../facts/field-name.ts";
import type { ReviewedManifest } from "../review/review-manifest.ts";
import { isOpen, type Question, type Questions } from "./question.ts";

/** Questions that stand by themselves, weightiest first. Of one check, the second item comes after other checks. */
export function rankedQuestions(questions: Questions): Question[] {
  const waiting = new Set<Finding>(
    [...questions.values()].flatMap(({ manifest }) => manifest.gate.waitingFor),
  );
  const open = [...questions.values()].filter(({ finding }) => isOpen(finding));
  const ranked = open
    .map((question) => ({ question, rank: rankOf(question, waiting) }))
    .toSorted((one, other) => one.rank - other.rank);
  return itemsLast(ranked);
}

const OF_VERDICT = 1000;
const OF_SEVERITY = 100;
const OF_UNCERTAINTY = 10;

function rankOf({ finding, manifest }: Question, waiting: ReadonlySet<Finding>): number {
  return (
    (waiting.has(finding) ? 0 : OF_VERDICT) +
    SEVERITIES.indexOf(finding.severity) * OF_SEVERITY +
    (widens(finding, manifest) ? 0 : OF_UNCERTAINTY) +
    (finding.check.who === "pm" ? 0 : 1)
  );
}

/** Whether its fields are what widens a range most. */
function widens(finding: Finding, { manifest, estimate }: ReviewedManifest): boolean {
  if (finding.outcome !== "question" || finding.missing.length === 0) return false;
  const { energyKwh, carbonKg, waterL, costUsd } = estimate.dominantUncertainty;
  const inputs = new Set(
    [energyKwh, carbonKg, waterL, costUsd]
      .concat(estimate.components.map(({ dominantUncertainty }) => dominantUncertainty))
      .flatMap((one) => one?.input ?? []),
  );
  return finding.missing.some((field) => inputs.has(fieldName(field, manifest)));
}

/** Ties keep their order: the first item of each check, then the second of each, within equal ranks of verdict. */
function itemsLast(ranked: readonly { question: Question; rank: number }[]): Question[] {
  const seen = new Map<string, number>();
  return ranked
    .map(({ question, rank }) => {
      const count = seen.get(question.key.check) ?? 0;
      seen.set(question.key.check, count + 1);
      const band = Math.floor(rank / OF_SEVERITY);
      return { question, order: band * 1e6 + count * 1e3 + (rank % OF_SEVERITY) };
    })
    .toSorted((one, other) => one.order - other.order)
    .map(({ question }) => question);
}
