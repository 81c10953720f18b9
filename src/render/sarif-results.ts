/** What of a review has to be looked at, to results of SARIF, each with an identity that survives when lines move. */

import type { Finding } from "../evaluate/finding.ts";
import { canonicalJson } from "../facts/hash-facts.ts";
import { sha256 } from "../facts/sha256.ts";
import type { Review } from "../review/review.ts";
import {
  decidable,
  type ManifestReview,
  type ReviewedManifest,
} from "../review/review-manifest.ts";
import type { Hurdle } from "../score/gate.ts";
import type { Position } from "../yaml/parse-yaml.ts";
import { escapeSarif } from "./escape-sarif.ts";
import { gatedIn } from "./finding-json.ts";
import { shownFindings } from "./ranked-findings.ts";
import type { SarifLevel, SarifLocation, SarifResult, SarifSuppression } from "./sarif-log.ts";
import { GATE_RULE, LEVEL, MANIFEST_RULE, type SarifRules } from "./sarif-rules.ts";

/** Path of a file from the root of its repository, by the path that the review has it under. */
export type FileOf = (path: string) => string;

/** Worst first. What passes, what does not apply, and what another finding explains is left out. */
export function sarifResults(
  { manifests, together }: Review,
  rules: SarifRules,
  fileOf: FileOf,
): readonly SarifResult[] {
  const results = distinct([
    ...manifests.flatMap(ofManifest),
    ...(together?.hurdles ?? []).map((hurdle) => ofHurdle(hurdle, manifests[0]?.path ?? ".", TOP)),
  ]);
  const made = results.map((one) => toResult(one, rules, fileOf));
  return made.toSorted((one, other) => rank(one) - rank(other));
}

/** A result before it has its place among the rules. */
interface Draft {
  readonly rule: string;
  readonly pack?: string;
  readonly level: SarifLevel;
  readonly message: string;
  readonly path: string;
  readonly at: Position;
  /** What it is about, in the manifest. */
  readonly identity: readonly string[];
  readonly suppression?: string | undefined;
  readonly properties: Readonly<Record<string, string | boolean>>;
}

const TOP: Position = { line: 1, column: 1 };

function ofManifest(one: ManifestReview): Draft[] {
  const { path } = one;
  if (one.state === "invalid")
    return one.problems.map(({ message, ...at }) => problem(path, at, message));
  const judged = decidable(one);
  if (judged !== undefined) return ofReviewed(judged);
  return one.state === "removed"
    ? [problem(path, TOP, "This manifest is gone, and what it said before cannot be read.")]
    : [];
}

function problem(path: string, at: Position, message: string): Draft {
  const identity = ["problem", message];
  return { rule: MANIFEST_RULE, level: "error", message, path, at, identity, properties: {} };
}

function ofReviewed(one: ReviewedManifest): Draft[] {
  const { blocking, backlog } = gatedIn(one.gate);
  const findings = shownFindings(one.findings).flatMap((finding) => {
    const said = saidOf(finding);
    if (said === undefined) return [];
    const { check, pack, item, severity, outcome, line, column } = finding;
    return [
      {
        rule: check.id,
        pack,
        ...said,
        path: one.path,
        at: { line, column },
        identity: ["finding", pack, check.id, item.key],
        properties: {
          outcome,
          severity,
          item: item.key,
          practice: check.practice,
          blocks: blocking.has(finding),
          ...(backlog.has(finding) ? { backlog: true } : {}),
        },
      },
    ];
  });
  return [
    ...findings,
    ...one.gate.hurdles.map((hurdle) => ofHurdle(hurdle, one.path, one.productAt)),
  ];
}

function saidOf(finding: Finding): Pick<Draft, "level" | "message" | "suppression"> | undefined {
  const { check, item, severity } = finding;
  const about = item.key === "manifest" ? "" : ` for ${item.key}`;
  switch (finding.outcome) {
    case "pass":
    case "not-applicable":
      return undefined;
    case "question":
      return { level: "note", message: finding.question };
    case "error":
      return {
        level: "error",
        message: `Not evaluated${about}: ${sentence(check.title)} ${sentence(finding.because)}`,
      };
    case "fail":
      return {
        level: LEVEL[severity],
        message: `Not met${about}: ${sentence(check.title)} ${sentence(finding.because)}`,
      };
    case "accepted":
    case "waived":
      return {
        level: finding.outcome === "accepted" ? "note" : LEVEL[severity],
        message: `Not met${about}, and ${finding.outcome}: ${sentence(check.title)} ${sentence(finding.because)}`,
        suppression: finding.because,
      };
  }
}

function sentence(text: string): string {
  return /[.?!]$/.test(text) ? text : `${text}.`;
}

function ofHurdle({ verdict, because, about }: Hurdle, path: string, at: Position): Draft {
  return {
    rule: GATE_RULE,
    level: verdict === "fail" ? "error" : "note",
    message: because,
    path,
    at,
    // Its figures change from run to run, and it is the same limit.
    identity: ["hurdle", about ?? "limit", because.replace(/[0-9][0-9.,]*/g, "#")],
    properties: { outcome: verdict, blocks: true },
  };
}

/** What would have one identity, such as a key that is misspelt twice, is counted. */
function distinct(drafts: readonly Draft[]): Draft[] {
  const seen = new Map<string, number>();
  return drafts.map((one) => {
    const key = canonicalJson([one.path, one.identity]);
    const before = seen.get(key) ?? 0;
    seen.set(key, before + 1);
    return before === 0 ? one : { ...one, identity: [...one.identity, String(before + 1)] };
  });
}

function toResult(draft: Draft, { rules, indexOf }: SarifRules, fileOf: FileOf): SarifResult {
  const { rule, pack, level, message, path, at, identity, suppression, properties } = draft;
  const ruleIndex = indexOf(rule, pack);
  const file = fileOf(path);
  const fingerprint = sha256(canonicalJson([file, ...identity]));
  return {
    ruleId: rules[ruleIndex]?.id ?? rule,
    ruleIndex,
    level,
    message: { text: escapeSarif(message) },
    locations: [locationOf(file, at)],
    // The one that GitHub goes by, whatever its name says.
    partialFingerprints: { primaryLocationLineHash: fingerprint, "greenlight/v1": fingerprint },
    ...(suppression === undefined ? {} : { suppressions: [suppressionOf(suppression)] }),
    properties,
  };
}

function suppressionOf(because: string): SarifSuppression {
  return { kind: "external", status: "accepted", justification: escapeSarif(because) };
}

/** Names of files may hold anything: as a relative address they stay what they are. */
export function locationOf(file: string, { line, column }: Position): SarifLocation {
  const names = file.replace(/\p{Cs}/gu, "\ufffd").split("/");
  const uri = names
    .filter((name) => !/^\.{0,2}$/.test(name))
    .map(encodeURIComponent)
    .join("/");
  return {
    physicalLocation: {
      artifactLocation: { uri },
      region: { startLine: line, startColumn: column, endLine: line },
    },
  };
}

function rank({ level, suppressions }: SarifResult): number {
  return (suppressions === undefined ? 0 : 10) + ["error", "warning", "note"].indexOf(level);
}
