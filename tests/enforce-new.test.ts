// What a pull request neither causes nor worsens does not block it where the policy enforces what is new.
import { describe, expect, test } from "vitest";
import { reportOf } from "../src/render/json.ts";
import { renderMarkdown } from "../src/render/scorecard.ts";
import { renderText } from "../src/render/text.ts";
import type { ManifestPair } from "../src/review/source-file.ts";
import { RAG } from "./action-scene.ts";
import { MANIFEST, PullRequest } from "./attack-scene.ts";
import { judged, reviewPairs } from "./review-files.ts";

const NEW = "version: 1\npacks: [{ use: cpl-12, enforce: new }]\n";
const ALL = NEW.replace("enforce: new", "enforce: all");

const file = (text: string) => ({ state: "text" as const, path: "architecture.yaml", text });
const pair = (head: string, base: string, more: Partial<ManifestPair> = {}): ManifestPair => ({
  head: file(head),
  base: file(base),
  ...more,
});
const gateOf = (one: ManifestPair, policy = NEW) => judged(reviewPairs([one], policy)).gate;
const ids = (findings: readonly { readonly check: { readonly id: string } }[]) =>
  findings.map(({ check }) => check.id);

/** How much of its time a server of the team is busy, in percent: below 30 it is a finding of the gate. */
const busy = (percent: number) =>
  RAG.replace("busy_pct: { value: 0.6,", `busy_pct: { value: ${percent},`);

describe("what base has too", () => {
  test("does not block, and is told apart", () => {
    const all = gateOf(pair(RAG, RAG), ALL);
    expect(all.verdict).not.toBe("pass");
    const { verdict, blocking, waitingFor, backlog } = gateOf(pair(RAG, RAG));
    expect({ verdict, blocking, waitingFor }).toEqual({
      verdict: "pass",
      blocking: [],
      waitingFor: [],
    });
    expect(ids(backlog).sort()).toEqual(ids([...all.blocking, ...all.waitingFor]).sort());
  });

  test("blocks from the policy's day on", () => {
    const due = (day: string) =>
      gateOf(pair(RAG, RAG), NEW.replace("enforce: new", `enforce: new, all_from: ${day}`)).verdict;
    expect([due("2999-01-01"), due("2020-01-01")]).toEqual([
      "pass",
      gateOf(pair(RAG, RAG), ALL).verdict,
    ]);
  });

  test.each<[string, ManifestPair]>([
    ["a new manifest", pair(RAG, "", { base: { state: "absent", path: "architecture.yaml" } })],
    ["a base that cannot be read", pair(RAG, "version: [")],
    ["a laptop", pair(RAG, RAG, { isAlone: true })],
  ])("is nothing for %s", (_, one) => {
    expect(gateOf(one)).toMatchObject({ verdict: gateOf(one, ALL).verdict, backlog: [] });
  });

  test("is nothing where anybody may have written base", () => {
    const stacked = new PullRequest({
      policy: "version: 1\npacks: [{ use: .github/pack.yaml, enforce: new }]\n",
    });
    stacked.baseGoverns = false;
    return expect(stacked.settle()).resolves.toMatchObject({ review: { verdict: "waiting" } });
  });
});

test("is said in the headline, and beside what it is about", () => {
  const review = reviewPairs(
    [pair(RAG, RAG)],
    NEW.replace("enforce: new", "enforce: new, all_from: 2999-01-01"),
  );
  const text = renderText(review, { width: 400, colour: false });
  const markdown = renderMarkdown(review);
  for (const shown of [text, markdown]) {
    expect(shown).toContain("Nothing new blocks.");
    expect(shown).toMatch(/\d+ of them would block if they were new, and do from 2999-01-01 on\./);
  }
  expect(text).toMatch(/on base too, high CH12-/);
  expect(markdown).toMatch(/<sub>high, CH12-[\w-]+, on base too/);
  const { findings } = reportOf(review).manifests[0] as {
    findings: { backlog?: true; blocks: boolean }[];
  };
  const old = findings.filter(({ backlog }) => backlog);
  expect([old.length > 0, old.some(({ blocks }) => blocks)]).toEqual([true, false]);
});

describe("what the pull request does", () => {
  test.each<[string, number, number, string[]]>([
    // The server weighs less then, so that the largest vendor weighs more: that gets worse too.
    ["causes", 45, 0.6, ["CH12-D1-03", "CH12-D3-02"]],
    ["makes worse", 0.6, 0.5, ["CH12-D3-02"]],
    ["makes better, if not good", 0.6, 12, []],
    ["leaves as it was", 0.6, 0.6, []],
    ["mends", 0.6, 45, []],
  ])("of findings, one that it %s blocks or does not", (_, before, now, blocking) => {
    const gate = gateOf(pair(busy(now), busy(before)));
    expect(ids(gate.blocking)).toEqual(blocking);
    expect(gate.verdict).toBe(blocking.length > 0 ? "fail" : "pass");
    expect(ids(gate.backlog)).toContain("CH12-C3-01");
  });

  test("data that it takes away open a question that blocks", () => {
    const without = RAG.replace(/^usage:\n(?: .*\n)+/m, "");
    expect(without).not.toBe(RAG);
    expect(gateOf(pair(without, RAG)).verdict).toBe("waiting");
  });
});

describe("what people said", () => {
  const setting = {
    policy:
      "version: 1\npacks: [{ use: .github/pack.yaml, enforce: new }]\nanswer: { users: [lea] }\n",
  };

  test("a no to an old question is no new finding", async () => {
    const pull = new PullRequest(setting);
    expect((await pull.settle()).review.verdict).toBe("pass");
    pull.say("lea", `Q${pull.numberOf("ASK-1")}: no, we never did`);
    expect(await pull.outcomes()).toMatchObject({ "ASK-1": "fail" });
    expect((await pull.settle()).review.verdict).toBe("pass");
  });

  test("an answer that base keeps and that has ended is due again: it is not old", async () => {
    const fresh = new PullRequest(setting);
    fresh.base = undefined;
    await fresh.settle();
    const { version, facts } = fresh.memory("ASK-1").shown;
    const kept = (on: string) =>
      `${MANIFEST}answers:\n  - { check: ASK-1, version: "${version}", facts: "${facts}", by: lea, on: ${on}, answer: yes, reason: we counted }\n`;
    const verdictWith = async (text: string) =>
      (await new PullRequest({ ...setting, head: text, base: text }).settle()).review.verdict;
    expect(await verdictWith(kept("2026-11-01"))).toBe("pass");
    expect(await verdictWith(kept("2025-11-01"))).toBe("waiting");
  });
});
