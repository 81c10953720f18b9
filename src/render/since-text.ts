/** What is different since the review before, as sentences of Markdown. */

import type { NewerData, Reason, SinceLast } from "../advise/since-last.ts";
import { METRIC_UNITS } from "../estimate/result.ts";
import { codeSpan, escapeMarkdown } from "./escape-markdown.ts";
import { numberText } from "./figure.ts";
import { METRIC_ROWS } from "./figures-table.ts";
import { shortSha } from "./judged.ts";

export function sinceText(since: SinceLast): string[] {
  const { verdict, reasons, commit, day, newerData, tool } = since;
  const why = reasons.map((reason) => REASON[reason]).join(", and ");
  const changed =
    verdict.before === verdict.after
      ? []
      : [
          `Since the review of commit \`${shortSha(commit)}\` on ${day} the verdict went from ${verdict.before} to ${verdict.after}: ${why}.`,
        ];
  return [...changed, ...newerData.map((one) => newerText(one, tool))];
}

const REASON: Readonly<Record<Reason, string>> = {
  manifest: "the manifest changed",
  base: "the branch that it goes to changed",
  policy: "the policy changed",
  packs: "a checklist changed",
  answers: "people have answered",
  expiry: "an answer or an exception has ended, or its facts have changed",
  data: "Greenlight or its coefficients are newer",
  other: "files that the manifest links to, or what was there before, are others",
};

function newerText({ path, of, changes }: NewerData, tool: SinceLast["tool"]): string {
  const figures = changes.map(({ metric, before, after }) => {
    const name = METRIC_ROWS.find((row) => row.metric === metric)?.name.toLowerCase() ?? metric;
    return `${name} ${numberText(before)} → ${numberText(after)} ${METRIC_UNITS[metric]}`;
  });
  const which = of === "head" ? "is the same as then" : "on base is the same as then";
  const newer =
    tool.before === tool.after
      ? "Newer coefficients"
      : `Greenlight ${escapeMarkdown(tool.after, 40)} in place of ${escapeMarkdown(tool.before, 40)}`;
  return `${newer}, not this change: ${codeSpan(path, 120)} ${which}, and its month is now estimated as ${figures.join(", ")}.`;
}
