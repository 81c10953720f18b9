/** What the scorecard remembers of the review before the one that it shows: so that a reader is told why the verdict is another. */

import * as z from "zod/mini";
import { hiddenLine, readHiddenLine } from "./hidden-line.ts";

const Hash = z.string().check(z.regex(/^[0-9a-f]{16}$/));
/** Likely energy in kWh, carbon in kg, water in litres and cost in US dollars of a month; null where it is unknown. */
const Month = z.array(z.nullable(z.number())).check(z.length(4));

const Seen = z.object({
  path: z.string().check(z.maxLength(300)),
  head: Hash,
  base: Hash,
  month: Month,
  /** Of base, where it differs from head and was estimated. */
  baseMonth: z.optional(Month),
});

const State = z.object({
  verdict: z.enum(["pass", "fail", "waiting", "not-applicable", "error"]),
  commit: z.string().check(z.regex(/^[0-9a-f]{7,64}$/)),
  /** As YYYY-MM-DD. */
  day: z.iso.date(),
  tool: z.string().check(z.maxLength(40)),
  coefficients: Hash,
  policy: Hash,
  packs: Hash,
  /** What people said, and what of it counts. */
  said: Hash,
  counts: Hash,
  manifests: z.array(Seen).check(z.maxLength(20)),
});

const Remembered = z.object({ now: State, before: z.optional(State) });

/** One review, by the hashes of what it rested on. */
export type ReviewState = z.infer<typeof State>;

/** The review that the scorecard shows, and the last one before it that rested on something else. */
export type RememberedReview = z.infer<typeof Remembered>;

const NAME = "review";

/** One hidden line. */
export function writeReviewMemory(remembered: RememberedReview): string {
  return hiddenLine(NAME, remembered);
}

/** Undefined where there is none, or where it is broken. */
export function readReviewMemory(body: string): RememberedReview | undefined {
  const parsed = Remembered.safeParse(readHiddenLine(NAME, body));
  return parsed.success ? parsed.data : undefined;
}

/** What the scorecard is to remember now. A review that rests on the same as the one shown changes nothing. */
export function rememberReview(
  shown: RememberedReview | undefined,
  now: ReviewState,
): RememberedReview {
  if (shown === undefined) return { now };
  const isSame = JSON.stringify(basisOf(shown.now)) === JSON.stringify(basisOf(now));
  if (isSame) return shown;
  return { now, before: shown.now };
}

/** A day alone changes nothing that is shown. */
function basisOf({ day: _, ...basis }: ReviewState): Omit<ReviewState, "day"> {
  return basis;
}
