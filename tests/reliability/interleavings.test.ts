// Two and three runs at once, call by call, with what people do in between: one state in the end.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { talk } from "../conversation-scene.ts";
import { edit } from "../github-double/people.ts";
import { comment, push } from "../github-double/seed.ts";
import { type Stepped, stepped } from "./schedule.ts";
import {
  duplicatesIn,
  type Moment,
  run,
  verdictOn,
  type World,
  wordsIn,
  worldOf,
} from "./world.ts";

const isWhole = process.env["RELIABILITY"] === "whole";

const WRITE = { contents: "write", pull_requests: "write", checks: "write" } as const;

/** Nothing is asked yet; or it is, and lea has just said this. */
async function moment(said?: string): Promise<Moment> {
  const it = await talk({ checks: ["STOP"], permissions: WRITE });
  if (said !== undefined) {
    await it.look();
    await it.look();
    it.say("lea", said);
  }
  return { state: it.state, settings: {}, token: "ghs_actions", policyToken: undefined };
}

interface Story {
  readonly begin: () => Promise<Moment>;
  /** What happens once the first run has begun. */
  readonly event: (world: World) => void;
}

const ADVISORY = "version: 1\npacks: [{ use: .github/pack.yaml, enforce: advisory }]\n";

const stories: Readonly<Record<string, Story>> = {
  "two first runs": { begin: () => moment(), event: () => {} },
  "a push while the first run reads": {
    begin: () => moment(),
    event: ({ state, repository }) =>
      void push(state, repository, "feature/x", { "other.txt": "More.\n" }),
  },
  "an answer while a run reads": {
    begin: () => moment("Let me see"),
    event: ({ state, repository, pull }) =>
      void comment(state, repository, pull.number, "lea", "Q1: yes"),
  },
  "a yes that becomes a no while a run reads": {
    begin: () => moment("Q1: yes"),
    event: ({ state, repository }) => {
      const said = repository.comments.find(({ author }) => author === "lea");
      if (said !== undefined) edit(state, said, "Q1: no, it cannot");
    },
  },
  "a policy that changes while a run reads": {
    begin: () => moment("Q1: no, it cannot"),
    event: ({ state, repository }) =>
      void push(state, repository, "main", { ".github/greenlight.yaml": ADVISORY }),
  },
};

interface Ended {
  /** What was on the pull request when all runs had ended. */
  readonly shown: string | undefined;
  readonly truth: string | undefined;
  readonly doubles: readonly string[];
  readonly problems: readonly string[];
}

/** Lets the runs come to their end, and one more after them. */
async function end(
  world: World,
  runs: readonly Stepped[],
  words: readonly string[],
): Promise<Ended> {
  for (const one of runs) await one.finish();
  return settle(world, words);
}

async function settle(world: World, words: readonly string[]): Promise<Ended> {
  world.github.gate(undefined);
  const [shown, doubles] = [verdictOn(world), duplicatesIn(world)];
  const more = await run(world);
  const further = await run(world);
  // Of what was announced twice, both stay: nobody can take back a notification.
  const left = duplicatesIn(world).filter((one) => /scorecard|greenlight:/.test(one));
  const problems = [
    ...(more.end.is === "judged" && more.end.outcome.denied.length === 0 ? [] : ["not judged"]),
    ...left.map((one) => `twice: ${one.slice(0, 80)}`),
    ...further.writes.map((one) => `not at rest: ${one}`),
    ...words.filter((one) => !wordsIn(world).includes(one)).map((one) => `lost: ${one}`),
  ];
  return { shown, truth: verdictOn(world), doubles, problems };
}

/** Some of the places from the last look to the end, the first and the last of them included. */
const MOST_PLACES = 4;

/** Where something can come between: before the last look and some writes; or anywhere. */
async function placesIn(story: Story, begun: Moment, hasHappened: boolean): Promise<number[]> {
  const world = await worldOf(begun);
  if (hasHappened) story.event(world);
  const { calls, writes } = await run(world);
  await world.github.close();
  const all = Array.from({ length: calls.length + 1 }, (_, at) => at);
  if (isWhole) return all;
  const late = all.slice(calls.length - writes.length - 1);
  const every = Math.max(1, Math.ceil((late.length - 1) / (MOST_PLACES - 1)));
  return late.filter((at, index) => index % every === 0 || at === calls.length);
}

/** `before` calls of one run, then the event, then `between` calls of the other; then each to its end. */
async function interrupted(story: Story, begun: Moment, before: number, between: number) {
  const world = await worldOf(begun);
  const [one, other] = stepped(world, ["one", "other"]) as [Stepped, Stepped];
  for (let step = 0; step < before; step += 1) await one.step();
  story.event(world);
  const words = wordsIn(world);
  for (let step = 0; step < between; step += 1) await other.step();
  const { shown, truth, problems } = await end(world, [one, other], words);
  await world.github.close();
  const stale = shown === truth ? [] : [`shown is ${shown}, and the truth is ${truth}`];
  return [...problems, ...stale].map((what) => `${before}/${between}: ${what}`);
}

/** Ended after so many calls, or when the next one has taken effect and nobody has told it. */
async function killed(story: Story, begun: Moment, calls: number, isDeaf: boolean) {
  const world = await worldOf(begun);
  story.event(world);
  const words = wordsIn(world);
  const [one] = stepped(world, ["one"]) as [Stepped];
  for (let step = 0; step < calls; step += 1) await one.step();
  if (isDeaf) await one.dieAfterCall();
  const { doubles, problems } = await settle(world, words);
  await world.github.close();
  return [...problems, ...doubles].map((what) => `${calls} ${isDeaf}: ${what}`);
}

const LIMIT = { timeout: 3600_000 };

describe("two runs, each interrupted once: in the end the newest truth is shown, and one of each is left", () => {
  test.each(Object.entries(stories))("%s", LIMIT, async (_, story) => {
    const begun = await story.begin();
    const problems: string[] = [];
    for (const before of await placesIn(story, begun, false))
      for (const between of await placesIn(story, begun, true))
        problems.push(...(await interrupted(story, begun, before, between)));
    expect(problems).toEqual([]);
  });
});

describe("a run that is ended between two of its calls, or while it waits for an answer", () => {
  test.each(Object.entries(stories))("%s: the next one completes it", LIMIT, async (_, story) => {
    const begun = await story.begin();
    const problems: string[] = [];
    for (const calls of await placesIn(story, begun, true))
      for (const isDeaf of [false, true])
        problems.push(...(await killed(story, begun, calls, isDeaf)));
    expect(problems).toEqual([]);
  });
});

test("three runs in any order, with all that people do in between", {
  timeout: 3600_000,
}, async () => {
  const turns = fc.array(fc.nat(2), { minLength: 20, maxLength: 60 });
  const happens = fc.array(
    fc.record({ at: fc.nat(50), story: fc.constantFrom(...Object.values(stories)) }),
    {
      maxLength: 3,
    },
  );
  const begun = await moment("Q1: yes");
  await fc.assert(
    fc.asyncProperty(turns, happens, async (order, events) => {
      const world = await worldOf(begun);
      const runs = stepped(world, ["one", "two", "three"]);
      for (const [step, who] of order.entries()) {
        for (const { at, story } of events) if (at === step) story.event(world);
        await runs[who]?.step();
      }
      const ended = await end(world, runs, wordsIn(world));
      await world.github.close();
      expect(ended.problems).toEqual([]);
      // A run that began before the last word may have been the last to speak; none may open the gate by that.
      if (ended.truth !== "success") expect(ended.shown).not.toBe("success");
    }),
    { numRuns: isWhole ? 500 : 8 },
  );
});
