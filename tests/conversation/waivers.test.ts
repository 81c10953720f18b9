// Exceptions: by whom, until when, from what, how many; and how they end.
import { describe, expect, test } from "vitest";
import {
  LEA,
  MANIFEST,
  receipts,
  saidIn,
  type Talk,
  TODAY,
  talk,
  visible,
} from "../conversation-scene.ts";

const later = (days: number) =>
  new Date(Date.parse(TODAY) + days * 86_400_000).toISOString().slice(0, 10);
const TWO = MANIFEST.replace(
  "flows:",
  "  - { id: spare, name: gpt-5.4-nano-2026-03-17, access: api, vendor: openai, platform: openai, used_for: fallback }\nflows:",
);
const waive = (check: string, days = 9) =>
  `/greenlight waive ${check} until ${later(days)} because cost: the second one is for outages`;

const scene = async (policy: readonly string[] = [], checks: Parameters<typeof talk>[0] = {}) => {
  const it = await talk({ checks: ["FEW"], head: TWO, ...checks, policy: [LEA, ...policy] });
  await it.look();
  return it;
};
const says = async (it: Talk, by: string, body: string) => {
  const said = it.say(by, body);
  await it.look();
  return {
    verdict: it.verdict(),
    receipt: receipts(said)[0],
    told: visible(it.told().at(-1) ?? ""),
  };
};

test("a failed check is excused for a time, stays visible, and is listed with its days left", async () => {
  const it = await scene();
  expect(it.verdict()).toBe("failure");
  it.say("lea", waive("FEW"));
  await it.act();
  expect(it.verdict()).toBe("success");
  expect(it.scorecard()).toMatch(
    /waived until [\d-]+ \(9 days left\) by lea: cost, the second one is for outages/,
  );
  expect(saidIn(it.scorecard())).toMatch(/excused until [\d-]+, 9 days left:\*\* FEW/);
  expect([it.told(), (await it.look()).writes]).toEqual([[], []]);
  await it.look({ today: later(9) });
  expect([it.verdict(), it.scorecard().includes("its last day")]).toEqual(["success", true]);
  await it.look({ today: later(10) });
  expect(it.verdict()).toBe("failure");
  expect(saidIn(it.scorecard())).toContain(`It ended on ${later(9)}.`);
});

test("it lapses when its facts change, and is not told twice", async () => {
  const it = await scene();
  it.say("lea", waive("FEW"));
  await it.look();
  const third =
    "  - { id: third, name: gpt-5.4-2026-03-05, access: api, vendor: openai, platform: openai, used_for: judge }\nflows:";
  it.push({ "architecture.yaml": TWO.replace("flows:", third) });
  await it.look();
  expect([it.verdict(), (await it.look()).writes]).toEqual(["failure", []]);
  expect(it.told()).toHaveLength(1);
});

describe("refused, with what would be allowed", () => {
  test.each([
    ["longer than 90 days", [], "lea", waive("FEW", 91), "The policy allows 90 days: until"],
    [
      "longer than policy says",
      ["waivers: { max_days: 5 }"],
      "lea",
      waive("FEW"),
      "The policy allows 5 days: until",
    ],
    [
      "unwaivable",
      ["waivers: { unwaivable: [FEW] }"],
      "lea",
      waive("FEW"),
      "The policy allows no exception from this check.",
    ],
    ["by nobody who may", [], "mallory", waive("FEW"), "Only they may waive: lea or marc."],
    [
      "by who may only answer",
      ["waive: { users: [olga] }"],
      "lea",
      waive("FEW"),
      "Only they may waive: olga.",
    ],
    ["past", [], "lea", waive("FEW", -1), "It ended on"],
    [
      "no day",
      [],
      "lea",
      "/greenlight waive FEW until soon because cost: it is cheap",
      "After until comes a day",
    ],
    [
      "no reason",
      [],
      "lea",
      `/greenlight waive FEW until ${later(3)}`,
      "After the day come because and the reason.",
    ],
    ["no such check", [], "lea", waive("NONE"), "No check that applies here is called `NONE`."],
  ])("%s", async (_, policy, by, body, because) => {
    const { verdict, receipt, told } = await says(await scene(policy), by, body);
    expect([verdict, receipt]).toEqual(["failure", "eyes"]);
    expect(told).toContain(because);
  });

  test("by the author of the pull request, unless policy allows it", async () => {
    const people = "answer: { users: [alice, lea] }";
    for (const [rule, verdict] of [
      ["deny", "failure"],
      ["allow", "success"],
    ]) {
      const it = await talk({
        checks: ["FEW"],
        head: TWO,
        policy: [people, `self_answer: ${rule}`],
      });
      await it.look();
      expect((await says(it, "alice", waive("FEW"))).verdict).toBe(verdict);
    }
  });

  test("beyond the cap: the oldest stand", async () => {
    const it = await scene(["waivers: { max_open: 1 }"], { checks: ["FEW", "STOP"] });
    await says(it, "lea", waive("FEW"));
    const { verdict, told } = await says(it, "marc", waive("STOP"));
    expect(verdict).toBe("action_required");
    expect(told).toContain("The policy allows 1 open exceptions at a time");
    expect(saidIn(it.scorecard())).toMatch(/excused until [\d-]+, 9 days left:\*\* FEW/);
  });
});

test("those whom policy lets waive may do so although their answers do not count", async () => {
  const it = await scene(["waive: { users: [olga] }"]);
  expect((await says(it, "olga", waive("FEW"))).verdict).toBe("success");
});
