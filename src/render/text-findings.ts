/** What is to be fixed and what is open, for a terminal. */

import type { Check } from "../checklist/checklist.ts";
import type { Finding } from "../evaluate/finding.ts";
import { askedOf } from "../review/gate-checks.ts";
import type { ReviewedManifest } from "../review/review-manifest.ts";
import { ASKED, destination, goodAnswer, type Writer } from "./answer-hint.ts";
import { escapeTerminal } from "./escape-terminal.ts";
import { letterHint } from "./letter-guide.ts";
import {
  BACKLOG,
  countFindings,
  type Failing,
  type FindingGroup,
  failingGroups,
  type Open,
  openGroups,
} from "./ranked-findings.ts";
import { shiftNote } from "./shift-note.ts";
import { displayWidth, hanging, type Look, paint } from "./text-layout.ts";

const MOST_ENTRIES = 5;
const MOST_PLACES = 3;
const MOST_EXCUSED = 10;

const PLAIN: Writer = {
  text: (text) => escapeTerminal(text, 200),
  code: (text) => escapeTerminal(text, 120),
};

export function toFixText(one: ReviewedManifest, look: Look): string[] {
  const groups = failingGroups(one);
  const blocking = groups.filter(({ blocks }) => blocks);
  const shown = (blocking.length > 0 ? blocking : groups).slice(0, MOST_ENTRIES);
  const limits = one.gate.hurdles.flatMap(({ because, verdict }) =>
    hanging(verdict === "fail" ? "  ✗ " : "  ? ", escapeTerminal(because), look.width),
  );
  const errors = one.findings.filter((finding) => finding.outcome === "error");
  const notRun = errors
    .slice(0, MOST_ENTRIES)
    .flatMap((finding) => notRunLines(one.path, finding, look));
  if (shown.length + limits.length + notRun.length === 0) return [];
  const head =
    blocking.length + limits.length + notRun.length > 0
      ? "To fix before merging"
      : "Worth doing next";
  return [
    paint(look, "bold", head),
    ...shown.flatMap((group) => fixLines(one, group, look)),
    ...limits,
    ...notRun,
    ...moreLine(errors.length - MOST_ENTRIES, "more, not run", look),
    ...restLine(groups, shown, look),
  ];
}

function fixLines(manifest: ReviewedManifest, group: FindingGroup<Failing>, look: Look): string[] {
  const { check, findings } = group;
  const shift = shiftNote(manifest, group);
  return [
    ...titleLines("  ✗ ", check, weightOf(group), look),
    ...findings
      .slice(0, MOST_PLACES)
      .flatMap((finding) =>
        placeLines(manifest.path, finding, escapeTerminal(finding.because), look),
      ),
    ...moreLine(findings.length - MOST_PLACES, "more", look),
    ...(shift === undefined ? [] : hanging("    Move: ", escapeTerminal(shift), look.width)),
    ...hanging("    Fix: ", escapeTerminal(check.fix), look.width),
  ];
}

/** The place as compilers write it, so that editors and terminals make it a link. */
function placeLines(path: string, finding: Finding, text: string, look: Look): string[] {
  const at = `${escapeTerminal(path)}:${finding.line}:${finding.column}`;
  return hanging("    ", `${at} ${text}`, look.width).map((line) =>
    line.replace(at, () => paint(look, "cyan", at)),
  );
}

function notRunLines(
  path: string,
  { check, line, column, because }: Extract<Finding, { outcome: "error" }>,
  look: Look,
): string[] {
  const at = `${escapeTerminal(path)}:${line}:${column}`;
  return hanging(
    "  ! ",
    `${at} ${escapeTerminal(check.id)} could not be run: ${escapeTerminal(because)}`,
    look.width,
  );
}

/** The title, with severity and id at the right edge where they fit. */
function titleLines(lead: string, { title, id }: Check, severity: string, look: Look): string[] {
  const lines = hanging(lead, escapeTerminal(title), look.width);
  const label = `${severity} ${escapeTerminal(id)}`;
  const last = lines.at(-1) ?? "";
  const gap = look.width - displayWidth(last) - displayWidth(label);
  const bold = lines.map((line) => paint(look, "bold", line));
  return gap >= 2
    ? [...bold.slice(0, -1), `${bold.at(-1)}${" ".repeat(gap)}${paint(look, "dim", label)}`]
    : [...bold, paint(look, "dim", `    ${label}`)];
}

export function questionsText(one: ReviewedManifest, look: Look): string[] {
  const groups = openGroups(one);
  if (groups.length === 0) return [];
  const waiting = groups.filter(({ blocks }) => blocks);
  const shown = (waiting.length > 0 ? waiting : groups).slice(0, MOST_ENTRIES);
  return [
    paint(look, "bold", waiting.length > 0 ? "To answer before merging" : "Open questions"),
    ...shown.flatMap((group) => questionLines(one, group, look)),
    ...restLine(groups, shown, look),
  ];
}

function questionLines(
  { path, manifest }: ReviewedManifest,
  group: FindingGroup<Open>,
  look: Look,
): string[] {
  const { check, findings } = group;
  const [first, ...more] = findings;
  if (first === undefined) return [];
  const also =
    more.length > 0
      ? ` Also for ${more
          .slice(0, MOST_PLACES)
          .map(({ item }) => item.key)
          .join(", ")}${more.length > MOST_PLACES ? " and others" : ""}.`
      : "";
  const hint = letterHint(check, path, (text) => PLAIN.code(`\`${text}\``));
  const answer = `A good answer ${goodAnswer(check, first.asks, PLAIN)} ${destination(findings, manifest, PLAIN)}${hint === undefined ? "" : ` ${hint}`}`;
  return [
    ...hanging(
      "  ? ",
      `${ASKED[askedOf(check)]}: ${escapeTerminal(first.question + also)}`,
      look.width,
    ),
    ...hanging("    ", answer, look.width),
    ...placeLines(path, first, `${weightOf(group)} ${escapeTerminal(check.id)}`, look),
  ];
}

function weightOf({ severity, isBacklog }: FindingGroup): string {
  return isBacklog ? `${BACKLOG}, ${severity}` : severity;
}

/** What people have excused, with the days left: it never hides. */
export function excusedText(one: ReviewedManifest, look: Look): string[] {
  const excused = one.findings.flatMap((finding) =>
    finding.outcome === "waived" || finding.outcome === "accepted" ? [finding] : [],
  );
  if (excused.length === 0) return [];
  return [
    paint(look, "bold", "Excused or accepted"),
    ...excused
      .slice(0, MOST_EXCUSED)
      .flatMap((finding) => [
        ...titleLines("  ~ ", finding.check, finding.severity, look),
        ...placeLines(one.path, finding, escapeTerminal(finding.because), look),
      ]),
    ...moreLine(excused.length - MOST_EXCUSED, "more", look),
  ];
}

/** What is not shown, apart by whether it blocks. */
function restLine(groups: readonly FindingGroup[], shown: readonly FindingGroup[], look: Look) {
  const rest = groups.filter((group) => !shown.includes(group));
  const blocking = countFindings(rest.filter(({ blocks }) => blocks));
  return [
    ...moreLine(blocking, "more, blocking too", look),
    ...moreLine(countFindings(rest) - blocking, "more, not blocking", look),
  ];
}

/** Worded so that it is right for one and for many. */
export function moreLine(more: number, what: string, look: Look): string[] {
  return more > 0 ? [paint(look, "dim", `    …and ${more} ${what}`)] : [];
}
