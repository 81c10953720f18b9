/**
 * Answers that outlive their pull request: the file of the ledger branch, read and written. What is in it
 * was counted when it was merged; here it counts until it expires or its facts change.
 */

import * as z from "zod/mini";
import { Answer, Waiver } from "../manifest/answer.ts";
import { GATE_PACK } from "../policy/enforcement.ts";
import type { Considered } from "./consider.ts";
import { addDays } from "./days.ts";
import { entryOf, statementOf } from "./kept.ts";
import type { Statement } from "./statement.ts";

const path = { manifest: z.string().check(z.maxLength(300)) };
const KeptAnswer = z.extend(Answer, path);
const KeptWaiver = z.extend(Waiver, path);
const Ledger = z.object({
  version: z.literal(1),
  answers: z.array(KeptAnswer).check(z.maxLength(10_000)),
  waivers: z.array(KeptWaiver).check(z.maxLength(10_000)),
});
type Ledger = z.infer<typeof Ledger>;
type Kept = Ledger["answers"][number] | Ledger["waivers"][number];

const EMPTY: Ledger = { version: 1, answers: [], waivers: [] };

/** None where there is no ledger yet, and where it cannot be read: then it has answered nothing. */
export function ledgerStatements(text: string | undefined): Statement[] {
  const { answers, waivers } = parseLedger(text) ?? EMPTY;
  return [...answers, ...waivers].map(({ manifest, ...entry }) =>
    statementOf(manifest, entry, { from: "ledger", where: entry.where }),
  );
}

/** A sentence for readers where the ledger holds something that cannot be read. */
export function ledgerNotice(text: string | undefined): string[] {
  return text === undefined || parseLedger(text) !== undefined
    ? []
    : [
        "The ledger of earlier answers cannot be read, so it answers nothing, and nothing is added to it.",
      ];
}

/** The ledger with what counted when the pull request was merged; undefined where nothing is to be added. */
export function keptAfterMerge(
  { review, decisions }: Considered,
  before: string | undefined,
): { readonly text: string; readonly message: string } | undefined {
  const { rules, today } = review;
  const known = before === undefined ? EMPTY : parseLedger(before);
  // A ledger that cannot be read is somebody's work: it is not written over.
  if (rules?.policy.ledger !== "branch" || known === undefined) return undefined;
  // Who had a say there need not have one elsewhere, and the ledger counts everywhere.
  if (review.policy.ignoresBase) return undefined;
  const fresh = [...decisions.values()].flatMap(({ voices, question }) =>
    (question.finding.pack === GATE_PACK ? [] : voices).flatMap(
      ({ statement, standing, effect }): Kept[] => {
        if (!standing.counts || statement.source.from !== "remark" || effect.is === "value")
          return [];
        const entry = entryOf(statement);
        return entry === undefined ? [] : readable({ manifest: statement.key.manifest, ...entry });
      },
    ),
  );
  if (fresh.length === 0) return undefined;
  const all = [...known.answers, ...known.waivers].filter(
    (old) =>
      isCurrent(old, today, rules.policy.answers_expire_days) &&
      !fresh.some((one) => isSameWord(one, old)),
  );
  const entries = [...all, ...fresh].toSorted(byPlace);
  const ledger: Ledger = {
    version: 1,
    answers: entries.filter((one) => !("until" in one)) as Ledger["answers"],
    waivers: entries.filter((one) => "until" in one) as Ledger["waivers"],
  };
  const count = fresh.length === 1 ? "1 answer" : `${fresh.length} answers`;
  return { text: `${JSON.stringify(ledger, undefined, 2)}\n`, message: `Record ${count}` };
}

/** One entry that cannot be read again would take all others with it. */
function readable(entry: Kept): Kept[] {
  const parsed = ("until" in entry ? KeptWaiver : KeptAnswer).safeParse(entry);
  return parsed.success ? [entry] : [];
}

function parseLedger(text: string | undefined): Ledger | undefined {
  if (text === undefined) return undefined;
  try {
    const parsed = Ledger.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

function isCurrent(one: Kept, today: string, days: number): boolean {
  return ("until" in one ? one.until : addDays(one.on, days)) >= today;
}

/** A person's newer word on the same thing takes the place of the older one. */
function isSameWord(one: Kept, other: Kept): boolean {
  return (
    one.manifest === other.manifest &&
    one.check === other.check &&
    one.item === other.item &&
    one.by.toLowerCase() === other.by.toLowerCase() &&
    "until" in one === "until" in other
  );
}

function byPlace(one: Kept, other: Kept): number {
  const [a, b] = [one, other].map(({ manifest, check, item = "", by, on }) =>
    JSON.stringify([manifest, check, item, by, on]),
  ) as [string, string];
  return a < b ? -1 : a > b ? 1 : 0;
}
