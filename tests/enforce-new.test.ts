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

const packOf = (...checks: readonly string[]) => `pack: own
title: Own
version: 1
source: { title: T, url: "https://example.org", relation: own }
practices: [{ id: H, title: H }]
checks:
${checks.map((more, at) => `  - { id: C-${at}, practice: H, slug: c-${at}, title: It is so., ask: Is it so?, why: It is., who: pm, answer: { kind: yes-no }, fix: Fix it., evidence: [A], ${more} }\n`).join("")}`;

/** What a team's own pack says of head, where base was as given. */
async function verdictBy(pack: string, base: string, head: string): Promise<string> {
  const policy = "version: 1\npacks: [{ use: .github/pack.yaml, enforce: new }]\n";
  return (await new PullRequest({ policy, pack, base, head }).settle()).review.verdict;
}

const model = (id: string, more: string) =>
  `  - { id: ${id}, name: n-${id}, vendor: openai, platform: azure, task: qa, generative: true, used_for: fallback, ${more} }\n`;
const withModels = (...models: readonly string[]) =>
  MANIFEST.replace("models:\n", `models:\n${models.join("")}`);

describe("what somebody might try so that something new looks old", () => {
  test("hiding it behind an old root cause", async () => {
    const pack = packOf(
      "for: models, severity: low, root: true, needs: [it.vendor], pass: \"it.vendor == 'acme'\"",
      "for: models, severity: blocker, needs: [it.params_b], pass: it.params_b < 50.0",
    );
    const at = (size: number) => MANIFEST.replace("task: qa", `params_b: ${size}, task: qa`);
    expect(await verdictBy(pack, at(3), at(3))).toBe("pass");
    expect(await verdictBy(pack, at(3), at(3000))).toBe("fail");
  });

  test("two values that change places", async () => {
    const pack = packOf(
      "for: manifest, severity: blocker, pass: 'models.all(m, m.access != \"api\" || !has(m.params_b) || m.params_b < 10.0)'",
    );
    const base = withModels(
      model("a", "access: api, params_b: 11"),
      model("b", "access: self-hosted, params_b: 900"),
    );
    const head = withModels(
      model("a", "access: self-hosted, params_b: 11"),
      model("b", "access: api, params_b: 900"),
    );
    expect(await verdictBy(pack, base, base)).toBe("pass");
    expect(await verdictBy(pack, base, head)).toBe("fail");
  });

  test("a check that covers less than it reads", async () => {
    const pack = packOf(
      "for: manifest, severity: blocker, covers: [product.name], needs: [usage.units_per_month], pass: usage.units_per_month < 10.0",
    );
    const head = MANIFEST.replace("units_per_month: 1000", "units_per_month: 9000000");
    expect(await verdictBy(pack, MANIFEST, MANIFEST)).toBe("pass");
    expect(await verdictBy(pack, MANIFEST, head)).toBe("fail");
  });

  test("a stage that is raised once the manifest is there", async () => {
    const pack = packOf("for: manifest, severity: high, covers: [product.name]");
    const [idea, production] = ["idea", "production"].map((stage) =>
      MANIFEST.replace("stage: pilot", `stage: ${stage}`),
    ) as [string, string];
    expect(await verdictBy(pack, idea, idea)).toBe("pass");
    expect(await verdictBy(pack, idea, production)).toBe("waiting");
    expect(await verdictBy(pack, production, production)).toBe("pass");
  });
});

test("half of what an old question asks for makes it no new one", async () => {
  const pack = packOf(
    "for: manifest, severity: blocker, needs: [usage.peak_to_average, usage.repeated_pct], pass: usage.repeated_pct > 1.0",
  );
  const head = MANIFEST.replace(
    "units_per_month: 1000",
    "units_per_month: 1000\n  peak_to_average: 3",
  );
  expect(await verdictBy(pack, MANIFEST, head)).toBe("pass");
});
