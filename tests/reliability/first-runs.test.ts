// First runs of one pull request at the same moment, call by call, without the `concurrency` of the workflow:
// when all have ended, and before another one runs, there is one of everything.
import { describe, expect, test } from "vitest";
import { type TalkSetting, talk } from "../conversation-scene.ts";
import type { Permissions } from "../github-double/github-state.ts";
import { type Stepped, stepped } from "./schedule.ts";
import { type Moment, run, shownOn, type World, worldOf } from "./world.ts";

const isWhole = process.env["RELIABILITY"] === "whole";

const WRITE: Permissions = {
  contents: "write",
  pull_requests: "write",
  checks: "write",
  statuses: "write",
};

const begin = async (setting: TalkSetting, settings: Moment["settings"] = {}): Promise<Moment> => {
  const { state } = await talk({ permissions: WRITE, ...setting });
  return { state, settings, token: "ghs_actions", policyToken: undefined };
};

const moments: Readonly<Record<string, () => Promise<Moment>>> = {
  "nothing is asked": () => begin({ checks: ["FEW"] }),
  "questions in threads": () => begin({ checks: ["STOP", "WHY"] }),
  "questions by number": () => begin({ checks: ["STOP", "WHY"] }, { threads: false }),
  "a commit status": () => begin({ checks: ["STOP"] }, { publish: "status" }),
};

type Picture = ReturnType<typeof shownOn>;

/** What one run alone leaves, and how many calls it makes. */
async function alone(moment: Moment): Promise<{ calls: number; picture: Picture }> {
  const world = await worldOf(moment);
  const { calls } = await run(world);
  const picture = shownOn(world);
  await world.github.close();
  return { calls: calls.length, picture };
}

const MOST_PLACES = 7;

/** All places between calls; else the first, the last, and some of those between. */
function placesAmong(calls: number, most = MOST_PLACES): readonly number[] {
  const all = Array.from({ length: calls + 1 }, (_, at) => at);
  if (isWhole) return all;
  const every = Math.max(1, Math.ceil(calls / (most - 1)));
  return all.filter((at) => (calls - at) % every === 0 || at === 0);
}

type Problem = string;

/** Each run goes so many calls, one after the other; then each to its end. */
async function turns(
  moment: Moment,
  wanted: Picture,
  steps: readonly number[],
): Promise<Problem[]> {
  const world = await worldOf(moment);
  const runs = stepped(world, ["one", "two", "three"].slice(0, steps.length));
  for (const [at, count] of steps.entries())
    for (let step = 0; step < count; step += 1) await runs[at]?.step();
  const problems = await ended(world, runs, wanted);
  await world.github.close();
  return problems.map((one) => `${steps.join("/")}: ${one}`);
}

async function ended(world: World, runs: readonly Stepped[], wanted: Picture): Promise<Problem[]> {
  for (const one of runs) await one.finish();
  world.github.gate(undefined);
  const picture = shownOn(world);
  await run(world);
  const { writes } = await run(world);
  return [
    ...(JSON.stringify(picture) === JSON.stringify(wanted) ? [] : [JSON.stringify(picture)]),
    ...writes.map((one) => `not at rest: ${one}`),
  ];
}

const LIMIT = { timeout: 3600_000 };

describe("two first runs, each interrupted once, leave what one leaves", () => {
  test.each(Object.entries(moments))("%s", LIMIT, async (_, make) => {
    const moment = await make();
    const { calls, picture } = await alone(moment);
    const problems: Problem[] = [];
    for (const before of placesAmong(calls))
      for (const between of placesAmong(calls))
        problems.push(...(await turns(moment, picture, [before, between])));
    expect(problems).toEqual([]);
  });
});
