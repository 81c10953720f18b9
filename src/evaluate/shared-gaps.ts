/** Questions that wait for the same data: one of them asks for it, and explains the others. */

import { compareSeverity } from "../checklist/severity.ts";
import { formatPath, manifestFactAt, parsePath } from "../facts/fact-path.ts";
import type { Facts } from "../facts/facts.ts";
import { type AbsentSections, absentSections, bySection } from "./absent-sections.ts";
import type { Draft, Explanation } from "./draft.ts";

type Question = Extract<Draft["judgement"], { readonly is: "question" }>;

interface Asking {
  readonly draft: Draft;
  readonly question: Question;
  readonly rank: number;
}

export interface SharedGaps {
  readonly explained: ReadonlyMap<Draft, Explanation>;
  /** Questions that ask for fields in the words of the schema, because their own are about what comes after. */
  readonly asksFor: ReadonlyMap<Draft, readonly string[]>;
  /** Objects that are left out, with the fields of them that checks ask for. */
  readonly sections: AbsentSections;
}

/** `already` are drafts that something else explains. */
export function sharedGaps(
  drafts: readonly Draft[],
  already: ReadonlyMap<Draft, Explanation>,
  facts: Facts,
): SharedGaps {
  const open = drafts.flatMap((draft) => {
    const { judgement: question } = draft;
    if (question.is !== "question" || question.missing.length === 0 || already.has(draft))
      return [];
    // What is there and not shown is asked for check by check: each wants something else shown.
    if (question.gap === "evidence") return [];
    return [{ draft, question }];
  });
  const sections = absentSections(
    open.flatMap(({ question }) => question.missing),
    facts,
  );
  const sought = open.map((one) => bySections(one, sections));
  const gates = gateFields(sought, facts);
  const asking = sought
    .map((one): Asking => ({ ...one, rank: rankOf(one, gates) }))
    .sort((a, b) => a.rank - b.rank || compareSeverity(a.draft.use.severity, b.draft.use.severity));
  return { ...settle(asking, gates), sections };
}

/** A question whose fields all stand in one absent section asks for that section. */
function bySections(one: Omit<Asking, "rank">, sections: AbsentSections): Omit<Asking, "rank"> {
  const missing = bySection(one.question.missing, sections);
  const [first = ""] = missing;
  const isSection = missing.length === 1 && sections.has(first);
  const gap = isSection ? "section" : one.question.gap;
  return { ...one, question: { ...one.question, gap, missing } };
}

/** Whose words serve best for a missing field, best first. Equal ranks keep the order of packs and items. */
const RANK = { section: 0, ownWords: 1, schemaWords: 2, rest: 3 } as const;

function rankOf({ draft, question }: Omit<Asking, "rank">, gates: ReadonlySet<string>): number {
  if (question.gap === "section") return RANK.section;
  if (asksDirectly(question) && gates.has(question.missing[0] ?? "") && isOwn(draft, question))
    return RANK.ownWords;
  return question.missing.some((field) => gates.has(field)) && question.gap === "when"
    ? RANK.schemaWords
    : RANK.rest;
}

/**
 * Fields that are asked for once: those on which it hangs whether checks apply, and those outside
 * of the items that lack them.
 */
function gateFields(open: readonly Omit<Asking, "rank">[], facts: Facts): ReadonlySet<string> {
  const gates = new Set<string>();
  for (const { draft, question } of open)
    for (const field of question.missing) {
      const isShared =
        !isBelow(field, draft) && manifestFactAt(parsePath(field), facts) === undefined;
      if (question.gap !== "needs" || isShared) gates.add(field);
    }
  return gates;
}

function settle(
  asking: readonly Asking[],
  gates: ReadonlySet<string>,
): Omit<SharedGaps, "sections"> {
  const askedBy = new Map<string, Draft>();
  const explained = new Map<Draft, Explanation>();
  const asksFor = new Map<Draft, readonly string[]>();
  for (const { draft, question, rank } of asking) {
    const fresh = question.missing.filter((field) => !askedBy.has(field));
    const by = askedBy.get(question.missing[0] ?? "");
    if (fresh.length === 0 && by !== undefined) {
      explained.set(draft, { by, why: "missing" });
      continue;
    }
    const gated = fresh.filter((field) => gates.has(field));
    for (const field of gated) askedBy.set(field, draft);
    const inSchemaWords = question.gap === "section" || question.gap === "when";
    if (inSchemaWords || (rank === RANK.rest && gated.length === question.missing.length))
      asksFor.set(draft, fresh);
  }
  return { explained, asksFor };
}

/** Whether the check asks for one field itself, rather than for something derived from it. */
function asksDirectly({ gap, facts, missing }: Question): boolean {
  return (
    gap === "needs" && missing.length === 1 && facts.every((fact) => !/^(it\.)?d\./.test(fact))
  );
}

/** A check on the whole manifest asks for fields of the manifest; one on an item for the item's. */
function isOwn(draft: Draft, { missing }: Question): boolean {
  return draft.item.key === "manifest" || missing.every((field) => isBelow(field, draft));
}

function isBelow(field: string, { item }: Draft): boolean {
  return item.path.length === 0 || field.startsWith(`${formatPath(item.path)}.`);
}
