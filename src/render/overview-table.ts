/** One row per manifest, one for all of them together, and what that says to the limits of the policy. */

import type { Review } from "../review/review.ts";
import type { ManifestReview } from "../review/review-manifest.ts";
import { coveragePercent, scorePercent } from "../score/score.ts";
import type { Together } from "../score/together.ts";
import { codeSpan, escapeMarkdown } from "./escape-markdown.ts";
import { percentText, renderFigure } from "./figure.ts";

/** Bounds the table, whatever the number of manifests. */
const MOST_ROWS = 100;

export function overviewTable({
  manifests,
  together,
}: Pick<Review, "manifests" | "together">): string {
  const rows = manifests.slice(0, MOST_ROWS).map((one) => `| ${cells(one).join(" | ")} |`);
  const more = manifests.length - rows.length;
  return [
    "| Manifest | Verdict | Score | Decided | Energy per month | Carbon per month | Cost per month |",
    "| :-- | :-- | --: | --: | :-- | :-- | :-- |",
    ...rows,
    ...(together === undefined ? [] : [`| ${togetherCells(together).join(" | ")} |`]),
    ...(more > 0 ? ["", `…and ${more} more manifests, in the JSON report.`] : []),
    ...(together === undefined ? [] : limitLines(together)),
  ].join("\n");
}

/** Verdicts and scores do not add up; what is used does. */
function togetherCells({ manifests, month }: Together): string[] {
  return [`**All ${manifests} together**`, "", "", "", ...figureCells(month)];
}

function limitLines({ budgets }: Together): string[] {
  if (budgets.length === 0) return [];
  const lines = budgets.map(
    ({ state, sentence }) => `- ${LIMIT[state]} ${escapeMarkdown(sentence, 400)}`,
  );
  return ["", "Limits of the policy for all manifests together:", "", ...lines];
}

const LIMIT = { met: "✓", over: "✗", undecided: "?", unknown: "?", "no-base": "–" } as const;

const VERDICT = {
  pass: "✓ ready",
  fail: "✗ to fix",
  waiting: "? waits",
  "not-applicable": "– nothing applies",
  error: "! not evaluated",
} as const;

function figureCells({
  energyKwh,
  carbonKg,
  costUsd,
}: Pick<Together["month"], "energyKwh" | "carbonKg" | "costUsd">): string[] {
  return [energyKwh, carbonKg, costUsd].map((figure) =>
    renderFigure(figure, (path) => escapeMarkdown(path)),
  );
}

function cells(one: ManifestReview): string[] {
  const name = codeSpan(one.path, 120);
  const blank = ["", "", "", "", ""];
  switch (one.state) {
    case "reviewed": {
      const { month } = one.estimate;
      return [
        `${name}<br>${escapeMarkdown(one.manifest.product.name, 60)}`,
        VERDICT[one.gate.verdict],
        percentText(scorePercent(one.tally)),
        percentText(coveragePercent(one.tally)),
        ...figureCells(month),
      ];
    }
    case "invalid":
      return [name, "! not evaluated", ...blank];
    case "removed":
      return [name, "✗ removed", ...blank];
    case "not-judged":
      return [name, "! not evaluated", ...blank];
  }
}
