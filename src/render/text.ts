/** A review to text for a terminal. */

import { isUnknown } from "../quantity/quantity.ts";
import { type Review, verdictOf } from "../review/review.ts";
import type { ManifestReview } from "../review/review-manifest.ts";
import type { Verdict } from "../score/gate.ts";
import type { Together } from "../score/together.ts";
import type { Problem } from "../yaml/parse-yaml.ts";
import { escapeTerminal } from "./escape-terminal.ts";
import { renderFigure } from "./figure.ts";
import { METRIC_ROWS } from "./figures-table.ts";
import { headlineOf } from "./headline.ts";
import { hanging, type Look, paint, type Style, wrap } from "./text-layout.ts";
import { manifestText } from "./text-manifest.ts";

const STYLE: Record<Verdict, Style> = {
  pass: "green",
  fail: "red",
  waiting: "yellow",
  error: "yellow",
  "not-applicable": "green",
};

/** Everything a person needs; the verdict first, and last again, where a terminal stops scrolling. */
export function renderText(review: Review, look: Look, linesOf?: AdviceLines): string {
  const { verdict, manifests, problems, notices } = review;
  const { title, advice } = headlineOf(review);
  const headline = wrap(title, look.width).map((line) => paint(look, STYLE[verdict], line));
  const blocks = [
    [...headline, ...wrap(advice, look.width)],
    problemLines(problems, look),
    ...manifests.flatMap((one) => section(one, manifests.length > 1, look, linesOf)),
    togetherLines(review.together, look),
    noteLines(notices, look),
    [...wrap(receipt(review), look.width).map((line) => paint(look, "dim", line)), ...headline],
  ];
  const text = blocks.filter((block) => block.length > 0).map((block) => block.join("\n"));
  return `${text.join("\n\n")}\n`;
}

/** What to do next about a manifest, as blocks of lines; see text-advice.ts, which few runs load. */
type AdviceLines = (path: string) => string[][];

function section(
  one: ManifestReview,
  several: boolean,
  look: Look,
  advice: AdviceLines | undefined,
): string[][] {
  const path = escapeTerminal(one.path);
  const head = several ? [[paint(look, "bold", `${path}: ${verdictOf(one)}`)]] : [];
  switch (one.state) {
    case "reviewed":
      return [...head, ...manifestText(one, look, advice?.(one.path) ?? adviceHint(look))];
    case "invalid":
      return [...head, problemLines(one.problems, look)];
    case "removed":
      return [
        ...head,
        wrap(`${path} is on the base branch and removed here: put it back.`, look.width),
      ];
    case "not-judged":
      return [
        ...head,
        wrap(`${path} is sound, but there is nothing sound to judge it by.`, look.width),
      ];
  }
}

/** Working it out takes about as long as the review. */
function adviceHint(look: Look): string[][] {
  const hint = "`--advice` adds the shortest way to a pass, and what would save most.";
  return [wrap(hint, look.width).map((line) => paint(look, "dim", line))];
}

function togetherLines(together: Together | undefined, look: Look): string[] {
  if (together === undefined) return [];
  const { manifests, month, budgets } = together;
  const figures = METRIC_ROWS.map(({ metric, name }) => {
    const figure = month[metric];
    return `${name} ${isUnknown(figure) ? "unknown" : renderFigure(figure, escapeTerminal)}`;
  });
  return [
    paint(look, "bold", `All ${manifests} manifests together, per month`),
    ...hanging("  ", `${figures.join("; ")}.`, look.width),
    ...budgets.flatMap(({ state, sentence }) =>
      hanging(`  ${LIMIT[state]} `, escapeTerminal(sentence), look.width),
    ),
  ];
}

const LIMIT = { met: "✓", over: "✗", undecided: "?", unknown: "?", "no-base": "–" } as const;

function problemLines(problems: readonly Problem[], look: Look): string[] {
  return problems.flatMap(({ file, line, column, message }) =>
    hanging(
      "  ",
      `${escapeTerminal(`${file}:${line}:${column}`)}: ${escapeTerminal(message)}`,
      look.width,
    ),
  );
}

function noteLines(notices: readonly string[], look: Look): string[] {
  if (notices.length === 0) return [];
  return [
    paint(look, "bold", "Notes"),
    ...notices.flatMap((notice) => hanging("  ", escapeTerminal(notice), look.width)),
  ];
}

function receipt({ packs, policy, today, toolVersion }: Review): string {
  const judges = packs.map(({ pack, version }) => `pack ${escapeTerminal(pack)} ${version}`);
  const by = policy.found ? `policy ${escapeTerminal(policy.path)}` : "default policy";
  return `Greenlight ${toolVersion}, ${today}, ${[by, ...judges].join(", ")}`;
}
