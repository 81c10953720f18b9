/** The scorecard of one manifest, as blocks of Markdown. */

import type { ManifestAdvice } from "../advise/advice.ts";
import type { Checklist } from "../checklist/checklist.ts";
import type { ManifestReview, ReviewedManifest } from "../review/review-manifest.ts";
import { coveragePercent, scorePercent } from "../score/score.ts";
import { changedSection, pathSection, saveSection } from "./advice-section.ts";
import { carbonDetail } from "./carbon-detail.ts";
import type { ConversationText } from "./conversation-text.ts";
import { diagram } from "./diagram.ts";
import { codeSpan, escapeMarkdown } from "./escape-markdown.ts";
import { allAssumptions, assumptionsList, partsTable, sourcesTable } from "./estimate-detail.ts";
import { percentText } from "./figure.ts";
import { figuresTable } from "./figures-table.ts";
import { checkSources, findingsDetail } from "./findings-detail.ts";
import { machinesDetail } from "./machines-detail.ts";
import { practiceTable } from "./practice-table.ts";
import { problemList } from "./problem-list.ts";
import { questions, type RestOfQuestions } from "./questions.ts";
import { toFix } from "./to-fix.ts";

/** How much a section says. */
export interface SectionDetail {
  readonly sources: boolean;
  readonly assumptions: boolean;
  readonly parts: boolean;
  /** Checks that are met, in the list of all findings. */
  readonly passed: boolean;
  readonly findings: boolean;
  readonly diagram: boolean;
  readonly questions: RestOfQuestions;
  /** What to do next, and whether small changes stand there as patches. */
  readonly advice: "with patches" | "lines" | "none";
  /** Entries in the list of what is to be fixed. */
  readonly entries: number;
}

export function manifestSection(
  one: ManifestReview,
  detail: SectionDetail,
  packs: readonly Checklist[],
  talk?: ConversationText | undefined,
  advice?: ManifestAdvice | undefined,
): string[] {
  switch (one.state) {
    case "reviewed":
      return reviewed(one, detail, packs, talk, advice);
    case "invalid":
      return [
        `These lines of ${codeSpan(one.path)} have to be corrected:`,
        problemList(one.problems),
      ];
    case "removed":
      return [
        `${codeSpan(one.path)} is on the branch that this goes to, and is removed here. ${removalText(one)}`,
        ...(one.was === undefined ? [] : questions(one.was, detail.questions, talk)),
      ];
    case "not-judged":
      return [
        `${codeSpan(one.path)} is sound, but there is no sound policy or pack to judge it by.`,
      ];
  }
}

function removalText({ was }: Extract<ManifestReview, { state: "removed" }>): string {
  const [finding] = was?.findings ?? [];
  if (finding !== undefined && "word" in finding && finding.word !== undefined)
    return `${escapeMarkdown(finding.word.by)} agreed: ${escapeMarkdown(finding.word.text, 300)}.`;
  return "A manifest may not vanish unseen: put it back, or let an owner of the policy write here, on a line of its own, `/greenlight answer GATE-REMOVED because …`.";
}

function reviewed(
  one: ReviewedManifest,
  detail: SectionDetail,
  packs: readonly Checklist[],
  talk: ConversationText | undefined,
  advice: ManifestAdvice | undefined,
): string[] {
  const advised = detail.advice === "none" ? undefined : advice;
  return [
    identity(one),
    practiceTable(one),
    "### Per month and per unit",
    figuresTable(one),
    ...(advised === undefined ? [] : [...changedSection(advised), ...pathSection(advised)]),
    ...toFix(one, detail.entries, advised?.levers.effects),
    ...(advised === undefined
      ? []
      : saveSection(one, advised, { patches: detail.advice === "with patches" })),
    ...questions(one, detail.questions, talk),
    ...(talk?.sectionOf(one) ?? []),
    ...(detail.diagram ? [diagram(one)] : []),
    ...folds(one, detail, packs),
  ];
}

function identity({ manifest, path, tally, gate, isNew }: ReviewedManifest): string {
  const { name, summary } = manifest.product;
  const what = summary === undefined ? "" : ` ${escapeMarkdown(summary, 240)}`;
  const score = scorePercent(tally);
  const decided = [
    `Score **${percentText(score)}** of what is decided`,
    `**${percentText(coveragePercent(tally))}** decided`,
  ];
  const parts = [
    ...(score === undefined ? ["**No score yet**: nothing is decided"] : decided),
    `judged as ${gate.stage}`,
    `${codeSpan(path)}${isNew ? ", new here" : ""}`,
  ];
  return `**${escapeMarkdown(name, 80)}.**${what}\n\n${parts.join(" · ")}`;
}

function folds(
  one: ReviewedManifest,
  detail: SectionDetail,
  packs: readonly Checklist[],
): string[] {
  const { components } = one.estimate;
  return [
    ...(detail.findings
      ? [fold("All findings, by practice", findingsDetail(one, { passed: detail.passed }))]
      : []),
    ...(detail.parts && components.length > 0
      ? [fold("The estimate, part by part", parts(one))]
      : []),
    ...(detail.assumptions && allAssumptions(one.estimate).length > 0
      ? [fold("What was assumed", assumptionsList(one))]
      : []),
    ...(detail.sources
      ? [
          fold(
            "Coefficients and sources",
            [sourcesTable(one), "", checkSources(one, packs)].join("\n"),
          ),
        ]
      : []),
  ];
}

function parts(one: ReviewedManifest): string {
  const { estimate } = one;
  const details = [partsTable(one), machinesDetail(estimate), carbonDetail(estimate)];
  return details.filter((text) => text !== "").join("\n\n");
}

function fold(summary: string, body: string): string {
  return `<details><summary>${summary}</summary>\n\n${body.trim()}\n\n</details>`;
}
