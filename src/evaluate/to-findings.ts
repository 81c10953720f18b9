/** Drafts to findings: what explains what, the words, the line to look at, and the hashes. */

import type { Severity } from "../checklist/checklist.ts";
import { compareSeverity } from "../checklist/severity.ts";
import { parsePath } from "../facts/fact-path.ts";
import type { Facts } from "../facts/facts.ts";
import { fieldMarks, fieldStates, hashFacts } from "../facts/hash-facts.ts";
import { placeOf } from "../facts/missing-fields.ts";
import type { Located, Path, Position } from "../yaml/parse-yaml.ts";
import type { Draft, Explanation } from "./draft.ts";
import { evidenceQuestion } from "./evidence-question.ts";
import { becauseWords, factWords } from "./fact-words.ts";
import { fieldQuestion } from "./field-question.ts";
import type { Cause, Finding, Result } from "./finding.ts";
import type { Claim } from "./judge.ts";
import { rootCauses } from "./root-causes.ts";
import { type SharedGaps, sharedGaps } from "./shared-gaps.ts";
import { isWorse } from "./worsening.ts";

export type Positions = Pick<Located<unknown>, "positionOf">;

export function toFindings(
  drafts: readonly Draft[],
  facts: Facts,
  positions: Positions,
): Finding[] {
  const roots = rootCauses(drafts, facts);
  const gaps = sharedGaps(drafts, roots, facts);
  const explained = new Map<Draft, Explanation>([...roots, ...gaps.explained]);
  const severities = severitiesTakenOver(explained);
  const weights = severitiesTakenOver(roots);
  const at = placesOf(positions);
  return drafts.map((draft) => {
    const { use, item, roots: seen } = draft;
    const { compiled } = use;
    const { line, column } = at(draft);
    const base = {
      pack: use.pack,
      check: compiled.check,
      item,
      severity: severities.get(draft) ?? use.severity,
      weighsAs: weights.get(draft) ?? use.severity,
      line,
      column,
      mutedBy: causeOf(explained.get(draft)),
      hashes: () => ({
        version: compiled.version,
        facts: hashFacts(compiled.fields(), item, facts),
        fields: fieldMarks(compiled.fields(), item, facts),
      }),
      states: () => fieldStates(compiled.facts(), item, facts),
      isWorse: (field: string, change: readonly [number, number]) =>
        isWorse(compiled.pass, seen, field, change),
    };
    return { ...base, ...resultOf(draft, facts, gaps) };
  });
}

/** Whatever explains others is as severe as the worst of them, so that nothing is hidden behind it. */
function severitiesTakenOver(
  explained: ReadonlyMap<Draft, Explanation>,
): ReadonlyMap<Draft, Severity> {
  const severities = new Map<Draft, Severity>();
  for (const [{ use }, { by }] of explained) {
    const { severity } = use;
    const worst = severities.get(by) ?? by.use.severity;
    severities.set(by, compareSeverity(severity, worst) < 0 ? severity : worst);
  }
  return severities;
}

function causeOf(explanation: Explanation | undefined): Cause | undefined {
  if (explanation === undefined) return undefined;
  const { by, why } = explanation;
  return { check: by.use.compiled.check.id, item: by.item.key, why };
}

function resultOf(draft: Draft, facts: Facts, gaps: SharedGaps): Result {
  const { use, item, judgement } = draft;
  switch (judgement.is) {
    case "fail": {
      const reads = use.compiled.pass?.reads ?? [];
      return { outcome: "fail", because: becauseWords(reads, item, facts, use.parameters) };
    }
    case "question":
      return {
        outcome: "question",
        ...wording(draft, facts, gaps, judgement.claims),
        missing: missingOf(draft, judgement.missing, gaps),
      };
    case "error":
      return { outcome: "error", because: judgement.because };
    default:
      return { outcome: judgement.is };
  }
}

function wording(
  draft: Draft,
  facts: Facts,
  { asksFor, sections }: SharedGaps,
  claims: readonly Claim[] | undefined,
): Pick<Extract<Result, { readonly outcome: "question" }>, "question" | "asks"> {
  const { check } = draft.use.compiled;
  if (claims !== undefined) return { question: evidenceQuestion(check, claims), asks: "evidence" };
  const fields = asksFor.get(draft);
  if (fields !== undefined)
    return { question: fieldQuestion(fields, sections, facts), asks: "fields" };
  return { question: ownQuestion(draft, facts), asks: "check" };
}

/** Who asks for an absent section asks for all that checks look for in it. */
function missingOf(
  draft: Draft,
  missing: readonly string[],
  { asksFor, sections }: SharedGaps,
): readonly string[] {
  const asked = asksFor.get(draft) ?? [];
  const inSections = asked.flatMap((field) => sections.get(field) ?? []);
  return inSections.length === 0 ? missing : [...new Set([...inSections, ...missing])];
}

function ownQuestion({ use, item }: Draft, facts: Facts): string {
  return use.compiled.question((path) => factWords(path, item, facts, use.parameters));
}

/** Where to look: at the first missing field, or at the first field that failed; else at the item. */
function placesOf({ positionOf }: Positions): (draft: Draft) => Position {
  const known = new Map<Path, Position>();
  const itemPlace = (path: Path) => {
    const position = known.get(path) ?? positionOf(path);
    known.set(path, position);
    return position;
  };
  return (draft) => {
    const { judgement, item } = draft;
    if (judgement.is === "fail") return positionOf(firstFailed(draft));
    const missing = judgement.is === "question" ? judgement.missing[0] : undefined;
    return missing === undefined ? itemPlace(item.path) : positionOf(parsePath(missing));
  };
}

/** A field of the item itself where there is one, so that the line is one of the item's. */
function firstFailed({ use, item }: Draft): Path {
  const reads = use.compiled.pass?.reads ?? [];
  for (const path of reads) {
    const shown = item.shown?.get(path);
    if (shown !== undefined) return shown.place;
  }
  const own = item.it === undefined ? /^(?!d\.|params\.)/ : /^it\.(?!d\.)/;
  const field = reads.find((path) => own.test(path));
  return field === undefined ? item.path : placeOf(field, item);
}
