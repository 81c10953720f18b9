/** One row per manifest. */

import type { ManifestReview } from "../review/review-manifest.ts";
import { coveragePercent, scorePercent } from "../score/score.ts";
import { codeSpan, escapeMarkdown } from "./escape-markdown.ts";
import { percentText, renderFigure } from "./figure.ts";

/** Bounds the table, whatever the number of manifests. */
const MOST_ROWS = 100;

export function overviewTable(manifests: readonly ManifestReview[]): string {
  const rows = manifests.slice(0, MOST_ROWS).map((one) => `| ${cells(one).join(" | ")} |`);
  const more = manifests.length - rows.length;
  return [
    "| Manifest | Verdict | Score | Decided | Energy per month | Carbon per month | Cost per month |",
    "| :-- | :-- | --: | --: | :-- | :-- | :-- |",
    ...rows,
    ...(more > 0 ? ["", `…and ${more} more manifests, in the JSON report.`] : []),
  ].join("\n");
}

const VERDICT = {
  pass: "✓ ready",
  fail: "✗ to fix",
  waiting: "? waits",
  "not-applicable": "– nothing applies",
  error: "! not evaluated",
} as const;

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
        ...[month.energyKwh, month.carbonKg, month.costUsd].map((figure) =>
          renderFigure(figure, (path) => escapeMarkdown(path)),
        ),
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
