/** Findings and problems to notes on the lines of a manifest. GitHub shows them as plain text. */

import type { Finding } from "../evaluate/finding.ts";
import type { Annotation } from "../reconcile/reconcile.ts";
import type { Review } from "../review/review.ts";
import type { ManifestReview } from "../review/review-manifest.ts";
import type { Problem } from "../yaml/parse-yaml.ts";
import { escapeTerminal } from "./escape-terminal.ts";
import { type FindingGroup, failingGroups, openGroups } from "./ranked-findings.ts";
import { shorten } from "./visible-text.ts";

/** GitHub takes this many in one request. */
const MOST_ANNOTATIONS = 50;
const MOST_TITLE = 255;
const ORDER: readonly Annotation["level"][] = ["failure", "warning", "notice"];

export interface Notes {
  /** Worst first: problems and what blocks, then what is waited for, then the rest. */
  readonly annotations: readonly Annotation[];
  /** How many more there would be. */
  readonly more: number;
}

export function notesOf({ manifests }: Review): Notes {
  const notes = manifests.map(manifestNotes);
  const annotations = notes
    .flatMap((one) => one.annotations)
    .toSorted((one, other) => ORDER.indexOf(one.level) - ORDER.indexOf(other.level))
    .slice(0, MOST_ANNOTATIONS);
  const total = notes.reduce((sum, one) => sum + one.annotations.length + one.more, 0);
  return { annotations, more: total - annotations.length };
}

const NONE: Notes = { annotations: [], more: 0 };

function manifestNotes(one: ManifestReview): Notes {
  if (one.state === "invalid") return { annotations: one.problems.map(problemNote), more: 0 };
  if (one.state !== "reviewed") return NONE;
  const { path, gate } = one;
  const blocking = new Set<Finding>([...gate.blocking, ...gate.waitingFor]);
  const [failed, asked] = [failingGroups(one), openGroups(one)];
  const failing = failed.flatMap(({ check, findings }) =>
    worst(findings, blocking).map((finding) => ({
      path,
      line: finding.line,
      level: blocking.has(finding) ? ("failure" as const) : ("notice" as const),
      title: title(check, "To fix"),
      message: `${escapeTerminal(finding.because)}\n${escapeTerminal(check.fix)}`,
    })),
  );
  const open = asked.flatMap(({ check, findings }) =>
    worst(findings, blocking).map((finding) => ({
      path,
      line: finding.line,
      level: blocking.has(finding) ? ("warning" as const) : ("notice" as const),
      title: title(check, "Open"),
      message: escapeTerminal(finding.question),
    })),
  );
  const annotations = [...failing, ...open];
  const total = [...failed, ...asked].reduce((sum, { findings }) => sum + findings.length, 0);
  return { annotations, more: total - annotations.length };
}

/** No more of a group than can be shown at all. */
function worst<F extends Finding>(findings: readonly F[], blocking: ReadonlySet<Finding>): F[] {
  return findings
    .toSorted((one, other) => Number(blocking.has(other)) - Number(blocking.has(one)))
    .slice(0, MOST_ANNOTATIONS);
}

function problemNote({ file, line, message }: Problem): Annotation {
  return {
    path: file,
    line,
    level: "failure",
    title: "Not evaluated: this has to be corrected",
    message: escapeTerminal(message),
  };
}

function title({ id, title }: FindingGroup["check"], state: string): string {
  // What is escaped is longer than it was.
  return shorten(escapeTerminal(`${state}: ${title} (${id})`, MOST_TITLE), MOST_TITLE);
}
