/** Every finding, by practice. */

import type { Finding } from "../evaluate/finding.ts";
import type { ReviewedManifest } from "../review/review-manifest.ts";
import { codeSpan, escapeMarkdown } from "./escape-markdown.ts";
import { shownFindings } from "./ranked-findings.ts";
import { sourceLink } from "./source-link.ts";

const SYMBOL: Record<Finding["outcome"], string> = {
  fail: "✗",
  question: "?",
  error: "!",
  pass: "✓",
  accepted: "✓",
  waived: "✓",
  "not-applicable": "–",
};

const WORD: Record<Finding["outcome"], string> = {
  fail: "to fix",
  question: "open",
  error: "not evaluated",
  pass: "met",
  accepted: "accepted",
  waived: "waived",
  "not-applicable": "does not apply",
};

/** What is decided against or open, and on request also what is met. */
export function findingsDetail(
  manifest: ReviewedManifest,
  { passed }: { passed: boolean },
): string {
  const findings = shownFindings(manifest.findings).filter(
    ({ outcome }) => passed || outcome === "fail" || outcome === "question" || outcome === "error",
  );
  return manifest.practices
    .flatMap(({ pack, id, title }) => {
      const own = findings.filter((one) => one.pack === pack && one.check.practice === id);
      if (own.length === 0) return [];
      return [`**${escapeMarkdown(id)}** ${escapeMarkdown(title, 120)}\n`, ...lines(own, manifest)];
    })
    .join("\n");
}

/** The publications that the checks go back to, each once. */
export function checkSources({ findings }: ReviewedManifest): string {
  const sources = findings.flatMap(({ check: { source } }) => source ?? []);
  const byUrl = new Map(sources.map((source) => [source.url, source]));
  return [...byUrl.values()].map(({ title, url }) => `- ${sourceLink(title, url)}`).join("\n");
}

/** Items that do not apply to a check say nothing new one by one. */
function lines(findings: readonly Finding[], { path }: ReviewedManifest): string[] {
  const apart = findings.filter(({ outcome }) => outcome !== "not-applicable");
  const idle = [
    ...new Set(findings.filter((one) => !apart.includes(one)).map((one) => one.check.id)),
  ];
  const silent = idle.filter((id) => !apart.some(({ check }) => check.id === id));
  return [
    ...apart.map((finding) => findingLine(finding, path)),
    ...(silent.length > 0
      ? [`- – do not apply here: ${silent.map((id) => escapeMarkdown(id)).join(", ")}`]
      : []),
    "",
  ];
}

function findingLine(finding: Finding, path: string): string {
  const { check, item, line, outcome, severity } = finding;
  const because = "because" in finding ? `: ${escapeMarkdown(finding.because)}` : "";
  const about = item.key === "manifest" ? "" : ` ${codeSpan(item.key, 120)}`;
  const at = outcome === "pass" ? "" : ` ${codeSpan(`${path}:${line}`)}`;
  return `- ${SYMBOL[outcome]} ${WORD[outcome]}: ${escapeMarkdown(check.title)}${about}${at}${because} <sub>${severity}, ${escapeMarkdown(check.id)}</sub>`;
}
