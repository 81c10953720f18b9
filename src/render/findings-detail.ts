/** Every finding, by practice: one line per check and outcome. */

import type { Check, Checklist } from "../checklist/checklist.ts";
import type { Finding, Item, NotApplicable } from "../evaluate/finding.ts";
import type { ReviewedManifest } from "../review/review-manifest.ts";
import { codeSpan, escapeMarkdown } from "./escape-markdown.ts";
import { linesText } from "./place-text.ts";
import { shownFindings } from "./ranked-findings.ts";
import { sourceLink, sourceOf } from "./source-link.ts";

const MOST_ITEMS = 6;

const WORD: Record<Finding["outcome"], string> = {
  fail: "✗ to fix",
  error: "! not evaluated",
  question: "? open",
  waived: "✓ waived",
  accepted: "✓ accepted",
  "not-applicable": "– does not apply",
  pass: "✓ met",
};
/** In the order in which a reader wants them. */
const OUTCOMES = Object.keys(WORD) as Finding["outcome"][];
const UNDECIDED_OR_WORSE: typeof OUTCOMES = ["fail", "error", "question"];

/** What is to be fixed or open, and on request also what is met. */
export function findingsDetail(
  manifest: ReviewedManifest,
  { passed }: { readonly passed: boolean },
): string {
  const outcomes = passed ? OUTCOMES : UNDECIDED_OR_WORSE;
  const findings = shownFindings(manifest.findings);
  return manifest.practices
    .flatMap(({ pack, id, title }) => {
      const own = findings.filter((one) => one.pack === pack && one.check.practice === id);
      const lines = outcomes.flatMap((outcome) =>
        checkLines(own.filter((one) => one.outcome === outcome)),
      );
      if (passed) lines.push(...outsideLines(manifest.notApplicable, pack, id));
      if (lines.length === 0) return [];
      return [`**${escapeMarkdown(id)}** ${escapeMarkdown(title, 120)}\n`, ...lines, ""];
    })
    .join("\n");
}

/** The publications that the checks go back to, each once. */
export function checkSources({ findings }: ReviewedManifest, packs: readonly Checklist[]): string {
  const sources = findings.flatMap((finding) => sourceOf(finding, packs) ?? []);
  const byUrl = new Map(sources.map((source) => [source.url, source]));
  return [...byUrl.values()].map(({ title, url }) => `- ${sourceLink(title, url)}`).join("\n");
}

function checkLines(findings: readonly Finding[]): string[] {
  const byCheck = new Map<Check, Finding[]>();
  for (const one of findings) {
    const group = byCheck.get(one.check);
    if (group === undefined) byCheck.set(one.check, [one]);
    else group.push(one);
  }
  return [...byCheck].map(([check, of]) => checkLine(check, of));
}

function checkLine(check: Check, findings: readonly Finding[]): string {
  const [first] = findings;
  const outcome = first?.outcome ?? "pass";
  const because =
    first !== undefined && "because" in first ? `: ${escapeMarkdown(first.because)}` : "";
  const at = outcome === "pass" ? "" : ` (${linesText(findings)})`;
  return `- ${WORD[outcome]}: ${escapeMarkdown(check.title)}${named(findings.map(({ item }) => item))}${at}${because} <sub>${escapeMarkdown(check.id)}</sub>`;
}

/** What does not apply, and to what. */
function outsideLines(all: readonly NotApplicable[], pack: string, practice: string): string[] {
  return all
    .filter((one) => one.pack === pack && one.check.practice === practice)
    .map(
      ({ check: { id, title }, items }) =>
        `- – does not apply: ${escapeMarkdown(title)}${named(items)} <sub>${escapeMarkdown(id)}</sub>`,
    );
}

function named(items: readonly Item[]): string {
  const keys = items.map(({ key }) => key).filter((key) => key !== "manifest");
  const first = keys.slice(0, MOST_ITEMS).map((key) => codeSpan(key, 80));
  const more = keys.length - first.length;
  if (first.length === 0) return "";
  return ` ${first.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
