/** One finding to its part of the JSON report. */

import type { Source } from "../checklist/checklist.ts";
import type { Finding } from "../evaluate/finding.ts";
import { askedOf } from "../review/gate-checks.ts";
import type { Gate } from "../score/gate.ts";
import { optional } from "./figure-json.ts";
import type { Report } from "./report-schema.ts";

type ManifestReport = Report["manifests"][number];
type FindingReport = Extract<ManifestReport, { state: "reviewed" }>["findings"][number];

/** What keeps the gate shut, and what would if it were not on base too. */
export interface Gated {
  readonly blocking: ReadonlySet<Finding>;
  readonly backlog: ReadonlySet<Finding>;
}

export function gatedIn({ blocking, waitingFor, backlog }: Gate): Gated {
  return { blocking: new Set([...blocking, ...waitingFor]), backlog: new Set(backlog) };
}

export function findingReport(
  finding: Finding,
  { blocking, backlog }: Gated,
  source: Source | undefined,
): FindingReport {
  const { pack, check, item, outcome, severity, line, column, mutedBy } = finding;
  const { version, facts } = finding.hashes();
  return {
    pack,
    check: check.id,
    title: check.title,
    practice: check.practice,
    item: item.key,
    outcome,
    severity,
    blocks: blocking.has(finding),
    ...optional("backlog", backlog.has(finding) || undefined),
    line,
    column,
    ...("because" in finding ? { because: finding.because } : {}),
    ...optional("answered", finding.word && { ...finding.word }),
    ...(finding.outcome === "question"
      ? { question: finding.question, missing: [...finding.missing], who: askedOf(check) }
      : {}),
    ...(outcome === "fail" || outcome === "question" ? { fix: check.fix } : {}),
    ...(mutedBy === undefined ? {} : { mutedBy: { ...mutedBy } }),
    version,
    facts,
    ...(source === undefined ? {} : { source: { title: source.title, url: source.url } }),
  };
}
