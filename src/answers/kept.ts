/** Answers and waivers that a manifest or the ledger holds, as statements; and which of head's are only claims. */

import { canonicalJson } from "../facts/hash-facts.ts";
import type { Answer, Waiver } from "../manifest/answer.ts";
import type { Manifest } from "../manifest/manifest.ts";
import type { ReviewedManifest } from "../review/review-manifest.ts";
import type { Said, Statement, StatementSource } from "./statement.ts";

/**
 * What is kept of one manifest: base's own, and what head adds to it. What head takes out is kept as well,
 * for a no does not become a yes by being left out.
 */
export function keptStatements({ path, manifest, base }: ReviewedManifest): Statement[] {
  const [before, now] = [base, manifest].map(entriesByText) as [Entries, Entries];
  const kept = (entries: Entries, from: "base" | "head" | "removed") =>
    [...entries.values()].map((entry) => statementOf(path, entry, { from, where: entry.where }));
  const [inBoth, added] = [without(now, without(now, before)), without(now, before)];
  return [
    ...kept(inBoth, "base"),
    ...kept(added, "head"),
    ...kept(without(before, now), "removed"),
  ];
}

type Entries = ReadonlyMap<string, Entry>;

function entriesByText(manifest: Manifest | undefined): Entries {
  const all: readonly Entry[] = [...(manifest?.answers ?? []), ...(manifest?.waivers ?? [])];
  return new Map(all.map((entry) => [canonicalJson(entry), entry]));
}

function without(entries: Entries, others: Entries): Entries {
  return new Map([...entries].filter(([text]) => !others.has(text)));
}

export function statementOf(
  manifest: string,
  entry: Answer | Waiver,
  source: StatementSource,
): Statement {
  const { check, item = "manifest", by, on, version, facts } = entry;
  return {
    key: { manifest, check, item },
    by: by.replace(/^@/, ""),
    on,
    said: saidIn(entry),
    shown: { version, facts, fields: {} },
    source,
  };
}

type Entry = Answer | Waiver;

function saidIn(entry: Entry): Said {
  if ("until" in entry)
    return { is: "waive", until: entry.until, kind: entry.reason, because: entry.because };
  const { answer, value, reason, evidence } = entry;
  const grounds = { reason, evidence };
  switch (answer) {
    case "yes":
    case "no":
      return { is: answer, ...grounds };
    case "n/a":
      return { is: "not-applicable", ...grounds };
    case "reason":
      return reason === undefined
        ? { is: "unclear", because: "The answer is a reason, and holds none." }
        : { is: "reason", reason, evidence };
    case "value":
      return value === undefined
        ? { is: "unclear", because: "The answer is a value, and holds none." }
        : { is: "value", value, ...grounds };
  }
}

/** The other way round: what counts, as an entry for the manifest or the ledger. */
export function entryOf({ key, by, on, said, shown, source }: Statement): Entry | undefined {
  const where = source.from === "remark" ? source.remark.url : source.where;
  const bound = {
    check: key.check,
    ...(key.item === "manifest" ? {} : { item: key.item }),
    version: shown.version,
    facts: shown.facts,
    by,
    on,
    ...(where === undefined ? {} : { where }),
  };
  if (said.is === "waive")
    return { ...bound, reason: said.kind, because: said.because, until: said.until };
  const answer = ANSWER[said.is];
  if (answer === undefined) return undefined;
  const reason = "reason" in said ? said.reason : undefined;
  const evidence = "evidence" in said ? said.evidence : undefined;
  return {
    ...bound,
    answer,
    ...(said.is === "value" ? { value: said.value } : {}),
    ...(reason === undefined ? {} : { reason }),
    ...(evidence === undefined ? {} : { evidence }),
  };
}

const ANSWER: Readonly<Partial<Record<Said["is"], Answer["answer"]>>> = {
  yes: "yes",
  no: "no",
  "not-applicable": "n/a",
  reason: "reason",
  value: "value",
};
