/** Answers to commands. All of them can be read by anyone, and none holds a command that would run. */

import type { Ask } from "../answers/ask.ts";
import { authorityWords } from "../answers/authority.ts";
import type { Considered } from "../answers/consider.ts";
import type { Request } from "../answers/heard.ts";
import type { Check } from "../checklist/checklist.ts";
import { COMMANDS } from "../reply/commands.ts";
import { GATE_CHECKLIST } from "../review/gate-checks.ts";
import { ASKED } from "./answer-hint.ts";
import { askState } from "./ask-state.ts";
import { codeSpan, escapeMarkdown } from "./escape-markdown.ts";
import { sourceLink } from "./source-link.ts";
import { renderWhatIf, type WhatIfs } from "./what-if.ts";

interface Known {
  readonly considered: Considered;
  readonly asks: readonly Ask[];
  readonly whatIfs: WhatIfs;
}

const MOST_LISTED = 30;

/** Undefined where nothing is to be said: what counts is shown in the scorecard, and has its receipt. */
export function commandReply(request: Request, known: Known): string | undefined {
  const { command, question } = request;
  switch (command.name) {
    case "help":
      return help(known.considered);
    case "recheck":
      return undefined;
    case "questions":
      return questionList(known.asks);
    case "explain":
      return explain(command.check, known.considered);
    case "whatif":
      return renderWhatIf(known.whatIfs.get(request));
    case "answer":
    case "waive":
      return question === undefined ? nothingNamed(command.check, command.item, known) : undefined;
    case "unknown":
      return `${escapeMarkdown(command.because, 400)} ${codeSpan("/greenlight help")} lists what can be said.`;
  }
}

function help({ review, authorityOf }: Considered): string {
  const manifest = review.manifests.find((one) => one.state === "reviewed");
  const who =
    manifest?.state === "reviewed"
      ? `\n\nWhose answers count here: ${escapeMarkdown(authorityWords(authorityOf(manifest)), 300)}.`
      : "";
  const rows = COMMANDS.map(
    ({ usage, does, who: may }) => `| ${codeSpan(usage)} | ${escapeMarkdown(does)} | ${MAY[may]} |`,
  );
  return [
    "| command, on a line of its own | does | who may |",
    "| --- | --- | --- |",
    ...rows,
    "",
    `Questions are answered in their threads, in a sentence, or here by their number: ${codeSpan("Q1: yes, because we tried it")}.${who}`,
  ].join("\n");
}

const MAY = {
  anyone: "anyone",
  answer: "whose answers count",
  waive: "whom the policy lets waive",
} as const;

function questionList(asks: readonly Ask[]): string {
  const open = asks.filter((ask) => ask.number !== undefined && askState(ask).is === "open");
  if (open.length === 0) return "No question is open.";
  const lines = open.slice(0, MOST_LISTED).map(({ number, question, addressee }) => {
    const asked =
      question?.finding.outcome === "question"
        ? escapeMarkdown(question.finding.question, 300)
        : "";
    return `- **Q${number}**, ${ASKED[addressee.role].toLowerCase()}: ${asked}`;
  });
  const more = open.length - lines.length;
  return [...lines, ...(more > 0 ? [`- …and ${more} more`] : [])].join("\n");
}

function explain(id: string, { review }: Considered): string {
  for (const { checks, practices, source } of [...review.packs, GATE_CHECKLIST]) {
    const check = checks.find((one) => one.id === id);
    if (check === undefined) continue;
    const practice = practices.find((one) => one.id === check.practice)?.title ?? "";
    return explanation(check, practice, check.source ?? source);
  }
  return `No check here is called ${codeSpan(id, 40)}.`;
}

function explanation(check: Check, practice: string, source: NonNullable<Check["source"]>): string {
  const rows = [
    `**${escapeMarkdown(check.id)}: ${escapeMarkdown(check.title)}** <sub>${check.severity}, ${escapeMarkdown(check.practice)} ${escapeMarkdown(practice, 120)}</sub>`,
    escapeMarkdown(check.why, 600),
    `*If it fails:* ${escapeMarkdown(check.fix, 600)}`,
    `*What shows it:* ${escapeMarkdown(check.evidence.join("; "), 400)}`,
    `*After:* ${sourceLink(source.title, source.url)}`,
  ];
  return rows.join("\n\n");
}

/** A check that is there on several items needs to be told which, and a command cannot tell a manifest. */
function nothingNamed(check: string, item: string | undefined, { considered }: Known): string {
  const all = [...considered.questions.values()]
    .filter(({ key }) => key.check === check)
    .map(({ key }) => key.item);
  const items = [...new Set(all)];
  if (all.filter((one) => one === (item ?? "manifest")).length > 1)
    return "Several manifests are asked that: answer in the thread of the one that is meant, or by its number.";
  if (items.length === 0) return `No check that applies here is called ${codeSpan(check, 40)}.`;
  const named = items.slice(0, 5).map((one) => codeSpan(`${check}@${one}`, 120));
  const begin = item === undefined ? "Say which one is meant" : "There is no such item";
  return `${begin}: ${named.join(", ")}${items.length > named.length ? " and others" : ""}.`;
}
