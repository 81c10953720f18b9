/**
 * A look at the pull request after a run has posted something, and before it goes on: whether it is still what
 * was read, and whether another run has posted at the same time. GitHub numbers comments in the order in which
 * they are made, so that of two runs which post and then look, the second always sees the first.
 */

import type { Plan } from "../reconcile/reconcile.ts";
import type { Client } from "./client.ts";
import { clockOf } from "./clock.ts";
import { Beaten, isRefusal } from "./failure.ts";
import type { ForgeSettings } from "./forge.ts";
import { type Moment, readMoment } from "./read-moment.ts";
import { isSameCommit, type Seen } from "./still.ts";

export interface SecondLook {
  /** What all that is posted from now on rests on. */
  restOn(seen: Seen | undefined): void;
  /** That nothing has been looked at since it was read. */
  owe(): void;
  /** Id of the scorecard that this run has posted; undefined where it has posted none. */
  scorecard: number | undefined;
  /** Whether it was posted since the last reading and looked at, too short a time ago for another run to come and go. */
  readonly isAlone: boolean;
  posted(change: Plan[number]): void;
  /** Looks where that is due. Throws Beaten where another run was faster. `last`: what was said does not count. */
  before(change: Plan[number], last: boolean): Promise<void>;
  /** Where nothing came after what was posted. What cannot be told now, the next run sees. */
  atEnd(last: boolean): Promise<void>;
}

/** What may not be done before the look: all that is to be posted or published; or only the rest, once questions are asked. */
type Owed = "nothing" | "before asking" | "after asking";

/**
 * Seconds in which another run that begins once a scorecard is posted is not taken to have published its verdict:
 * from its first call to that, it waits for GitHub five times and reviews in between.
 */
const SOON = 2;

export function secondLook(
  client: Client,
  { place, clock = clockOf(1000) }: Pick<ForgeSettings, "place" | "clock">,
): SecondLook {
  let seen: Seen | undefined;
  let owed: Owed = "nothing";
  let begun = 0;
  let isNew = false;
  let postedAt = 0;

  const look: SecondLook = {
    scorecard: undefined,
    get isAlone() {
      return isNew && owed === "nothing" && clock.now() - postedAt < SOON;
    },
    restOn(read) {
      seen = read;
      owed = "nothing";
      begun = 0;
      isNew = false;
    },
    owe() {
      owed = "before asking";
    },
    posted(change) {
      if (change.do === "postComment") {
        owed = "before asking";
        isNew = true;
      }
      if (!isAsking(change)) return;
      owed = "after asking";
      begun += change.do === "ask" ? change.threads.length : 1;
    },
    async before(change, last) {
      if (change.do === "postComment") postedAt = clock.now();
      if (owed === "nothing" || !WAITS.has(change.do)) return;
      if (isAsking(change) && owed === "after asking") return;
      if (seen !== undefined) await compare(seen, last);
      owed = "nothing";
    },
    async atEnd(last) {
      if (owed === "nothing" || seen === undefined) return;
      await compare(seen, last).catch((error) => {
        if (error instanceof Beaten) throw error;
      });
      owed = "nothing";
    },
  };
  return look;

  async function compare(read: Seen, last: boolean): Promise<void> {
    const now = await momentOf(read.pull.number);
    if (now === undefined) return;
    if (!isSameCommit(read, now)) throw new Beaten("The pull request has moved on in between.");
    if (last) return;
    const isOthers = (id: number) => !read.ids.has(id) && id !== look.scorecard;
    const threads = now.threads.filter((id) => !read.threadIds.has(id));
    // Which of the threads are its own, GitHub does not say where it takes a whole review.
    if (now.comments.some(isOthers) || threads.length > begun)
      throw new Beaten("Another run, or somebody, has posted at the same time.");
  }

  async function momentOf(number: number): Promise<Moment | undefined> {
    try {
      return await readMoment(client, place, number);
    } catch (error) {
      // Without the right to read pull requests, what was read is all that can be known.
      if (isRefusal(error)) return undefined;
      throw error;
    }
  }
}

const WAITS = new Set<Plan[number]["do"]>([
  "ask",
  "askOnFile",
  "reply",
  "createCheck",
  "setStatus",
]);

function isAsking(
  change: Plan[number],
): change is Extract<Plan[number], { readonly do: "ask" | "askOnFile" }> {
  return change.do === "ask" || change.do === "askOnFile";
}
