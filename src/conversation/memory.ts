/**
 * What the bot remembers, hidden in its own comments: which facts each question showed, and to which
 * of them each answer was given. A run begins with nothing else.
 */

import * as z from "zod/mini";
import { hiddenLine, readHiddenLine } from "./hidden-line.ts";

/** A question as it was shown: an answer counts while both hashes are what they were. */
export interface Shown {
  /** Of the check: see `Hashes`. */
  readonly version: string;
  /** Of the facts that the check covers. */
  readonly facts: string;
  /** Short hashes of the single facts, so that one that has changed can be named. */
  readonly fields: Readonly<Record<string, string>>;
  /** The value that a bare yes accepts, where one was proposed. */
  readonly proposed?: Proposed | undefined;
}

export type Proposed = string | number | boolean;

/** The newest answer of one person that a run has seen. Older ones of theirs never count again, even when it is deleted. */
export interface HeardWord {
  readonly id: number;
  readonly by: string;
  /** A waiver and an answer are two things. */
  readonly kind: WordKind;
  /** When it was written. */
  readonly at: string;
  /** Hash of its text: an edited answer is a new one. */
  readonly text: string;
  /** What was shown when it was given. */
  readonly shown: Shown;
}

export type WordKind = "answer" | "waive";

/** Whether one was written after the other; of one second, the later has the higher id. */
export function isLater(
  one: Pick<HeardWord, "at" | "id">,
  other: Pick<HeardWord, "at" | "id">,
): boolean {
  return one.at === other.at ? one.id > other.id : one.at > other.at;
}

/** One question, wherever it was asked. */
export interface QuestionMemory {
  readonly key: QuestionKey;
  /** By which people name it: Q3. Undefined where there is no scorecard to number it. */
  readonly number: number | undefined;
  /** The newest comment when it got its number: an answer by number in that or an older one meant something else. */
  readonly since: number;
  /** What the bot's comment shows at present. */
  readonly shown: Shown;
  readonly heard: readonly HeardWord[];
  /** Whether the person asked has been told. */
  readonly asked: boolean;
  /** Whether a thread that somebody resolved without an answer has been reopened. */
  readonly reopened: boolean;
}

/** Identity of a question: never its line. */
export interface QuestionKey {
  readonly manifest: string;
  readonly check: string;
  readonly item: string;
}

const Fields = z.record(z.string(), z.string());
const ShownSchema = z.object({
  version: z.string(),
  facts: z.string(),
  fields: Fields,
  proposed: z.optional(z.union([z.string(), z.number(), z.boolean()])),
});
const HeardSchema = z.object({
  id: z.number(),
  by: z.string(),
  kind: z.enum(["answer", "waive"]),
  at: z.string(),
  text: z.string(),
  /** Position in the list of what was shown: answers to the same facts share an entry. */
  shown: z.number(),
});
const QuestionSchema = z.object({
  manifest: z.string(),
  check: z.string(),
  item: z.string(),
  number: z.optional(z.number()),
  since: z.optional(z.number()),
  shown: z.array(ShownSchema),
  heard: z._default(z.array(HeardSchema), []),
  asked: z._default(z.boolean(), false),
  reopened: z._default(z.boolean(), false),
});
const Memory = z.array(QuestionSchema);
type Stored = z.infer<typeof QuestionSchema>;

const NAME = "memory";

/** One hidden line. */
export function writeMemory(questions: readonly QuestionMemory[]): string {
  return hiddenLine(NAME, questions.map(store));
}

/** What the last hidden line of a comment says; nothing where there is none, or where it is broken. */
export function readMemory(body: string): readonly QuestionMemory[] {
  const parsed = Memory.safeParse(readHiddenLine(NAME, body));
  return parsed.success ? parsed.data.flatMap(restore) : [];
}

/** Two keys are equal when their texts are. */
export function keyText({ manifest, check, item }: QuestionKey): string {
  return JSON.stringify([manifest, check, item]);
}

function store({ key, number, since, shown, heard, asked, reopened }: QuestionMemory): Stored {
  const all = [shown];
  const positionOf = (one: Shown) => {
    const known = all.findIndex(
      (other) => isSameShown(one, other) && one.proposed === other.proposed,
    );
    return known === -1 ? all.push(one) - 1 : known;
  };
  const stored = heard.map((one) => ({ ...one, shown: positionOf(one.shown) }));
  return {
    ...key,
    ...(number === undefined ? {} : { number, since }),
    shown: all,
    heard: stored,
    asked,
    reopened,
  };
}

function restore({ manifest, check, item, shown, heard, ...rest }: Stored): QuestionMemory[] {
  const [current] = shown;
  if (current === undefined) return [];
  return [
    {
      key: { manifest, check, item },
      number: rest.number,
      since: rest.since ?? 0,
      shown: current,
      heard: heard.map((one) => ({ ...one, shown: shown[one.shown] ?? NEVER_SHOWN })),
      asked: rest.asked,
      reopened: rest.reopened,
    },
  ];
}

/** What no question has ever shown: an answer to it needs a confirmation. */
export const NEVER_SHOWN: Shown = { version: "", facts: "", fields: {} };

export function isSameShown(one: Shown, other: Shown): boolean {
  return one.version === other.version && one.facts === other.facts;
}
