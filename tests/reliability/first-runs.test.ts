// First runs of one pull request at the same moment, call by call, without the `concurrency` of the workflow:
// when all have ended, and before another one runs, there is one of everything.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MANIFEST, type TalkSetting, talk } from "../conversation-scene.ts";
import type { Permissions } from "../github-double/github-state.ts";
import { push } from "../github-double/seed.ts";
import { type Stepped, stepped } from "./schedule.ts";
import { type Moment, run, shownOn, type World, worldOf } from "./world.ts";

const isWhole = process.env["RELIABILITY"] === "whole";

const WRITE: Permissions = {
  contents: "write",
  pull_requests: "write",
  checks: "write",
  statuses: "write",
};

async function begin(
  setting: TalkSetting,
  settings: Moment["settings"] = {},
  graphql: "missing" | "present" = "present",
): Promise<Moment> {
  const { state } = await talk({ permissions: WRITE, ...setting });
  if (graphql === "missing") state.graphql = graphql;
  return { state, settings, token: "ghs_actions", policyToken: undefined };
}

/** Of a manifest whose product is no part of the diff. */
const [product = "", rest = ""] = MANIFEST.split(/(?=models:)/);
const FAR = `version: 1\n${rest}${"# A remark.\n".repeat(20)}${product.replace("version: 1\n", "")}`;

const moments: Readonly<Record<string, () => Promise<Moment>>> = {
  "nothing is asked": () => begin({ checks: ["FEW"] }),
  "nothing is asked, and there is no GraphQL": () => begin({ checks: ["FEW"] }, {}, "missing"),
  "questions in threads": () => begin({ checks: ["STOP", "WHY"] }),
  "questions in threads of a file": () =>
    begin({ checks: ["STOP"], base: FAR, head: FAR.replace("pilot", "production") }),
  "questions by number": () => begin({ checks: ["STOP", "WHY"] }, { threads: false }),
  "a commit status": () => begin({ checks: ["STOP"] }, { publish: "status" }),
};

type Shown = ReturnType<typeof shownOn>;

/** What one run alone leaves, and how many calls it makes. */
async function alone(moment: Moment): Promise<{ calls: number; shown: Shown }> {
  const world = await worldOf(moment);
  const { calls } = await run(world);
  const shown = shownOn(world);
  await world.github.close();
  return { calls: calls.length, shown };
}

/** All places between calls; else the first, and some of those where a run writes: each is a story of its own. */
function placesAmong(calls: number, beforeItsEnd = [0, 1, 4]): readonly number[] {
  const all = Array.from({ length: calls + 1 }, (_, at) => at);
  return isWhole ? all : all.filter((at) => at === 0 || beforeItsEnd.includes(calls - at));
}

/** Each run goes so many calls, one after the other; then each to its end. */
async function inTurns(moment: Moment, wanted: Shown, turns: readonly number[]): Promise<string[]> {
  const world = await worldOf(moment);
  const runs = stepped(world, ["one", "two", "three"].slice(0, turns.length));
  for (const [at, count] of turns.entries())
    for (let step = 0; step < count; step += 1) await runs[at]?.step();
  const problems = await problemsIn(world, runs, wanted);
  await world.github.close();
  return problems.map((one) => `${turns.join("/")}: ${one}`);
}

/** How a run that has posted a scorecard has called that. */
const POSTS = "POST issues/:n/comments";

async function problemsIn(
  world: World,
  runs: readonly Stepped[],
  wanted: Shown,
): Promise<string[]> {
  for (const one of runs) await one.finish();
  world.github.gate(undefined);
  const shown = shownOn(world);
  // Who begins when a scorecard is there already, and asks while the run that posted it stands still, asks too.
  const mayAsk = runs.filter(({ calls }) => !calls.includes(POSTS)).length + 1;
  const isAnnounced = shown.announced <= wanted.announced * mayAsk;
  const isOne =
    JSON.stringify({ ...shown, announced: 0 }) === JSON.stringify({ ...wanted, announced: 0 });
  await run(world);
  const { writes } = await run(world);
  return [
    ...(isOne && isAnnounced ? [] : [JSON.stringify(shown)]),
    ...writes.map((one) => `not at rest: ${one}`),
  ];
}

const LIMIT = { timeout: 3600_000 };

describe("two first runs, each interrupted once, leave what one leaves", () => {
  test.each(Object.entries(moments))("%s", LIMIT, async (_, make) => {
    const moment = await make();
    const { calls, shown } = await alone(moment);
    const problems: string[] = [];
    for (const before of placesAmong(calls))
      for (const between of placesAmong(calls))
        problems.push(...(await inTurns(moment, shown, [before, between])));
    expect(problems).toEqual([]);
  });
});

describe("three first runs leave what one leaves", () => {
  test.each(Object.entries(moments))("%s", LIMIT, async (_, make) => {
    const moment = await make();
    const { calls, shown } = await alone(moment);
    const place = fc.integer({ min: 5, max: calls });
    await fc.assert(
      fc.asyncProperty(fc.tuple(place, place, place), async (turns) => {
        expect(await inTurns(moment, shown, turns)).toEqual([]);
      }),
      { numRuns: isWhole ? 100 : 4 },
    );
  });

  test("call by call, in any order", LIMIT, async () => {
    const moment = await begin({ checks: ["STOP", "WHY"] });
    const { shown } = await alone(moment);
    const order = fc.array(fc.nat(2), { minLength: 20, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(order, async (turns) => {
        const world = await worldOf(moment);
        const runs = stepped(world, ["one", "two", "three"]);
        for (const who of turns) await runs[who]?.step();
        expect(await problemsIn(world, runs, shown)).toEqual([]);
        await world.github.close();
      }),
      { numRuns: isWhole ? 300 : 8 },
    );
  });
});

describe("a policy that changes while a first run reads: the newest verdict is shown", () => {
  const LENIENT = "version: 1\npacks: [{ use: .github/pack.yaml, enforce: advisory }]\n";
  test.each<[string, Moment["settings"]]>([
    ["of runs that post no comment, wherever they are interrupted", { comment: "never" }],
    ["of runs that post a scorecard, wherever they stand still", {}],
  ])("%s", LIMIT, async (_, settings) => {
    const moment = await begin({ checks: ["STOP"] }, { threads: false, ...settings });
    const { calls } = await alone(moment);
    const problems: string[] = [];
    for (const before of placesAmong(calls, [0, 1, 2, 4, 5, 7, 8])) {
      const world = await worldOf(moment);
      const [one, other] = stepped(world, ["one", "other"]) as [Stepped, Stepped];
      for (let step = 0; step < before; step += 1) await one.step();
      push(world.state, world.repository, "main", { ".github/greenlight.yaml": LENIENT });
      await other.finish();
      await one.finish();
      world.github.gate(undefined);
      const { verdict } = shownOn(world);
      await run(world);
      const truth = shownOn(world).verdict;
      await world.github.close();
      if (verdict !== truth) problems.push(`${before} of ${calls}: ${verdict} instead of ${truth}`);
    }
    expect(problems).toEqual([]);
  });
});
