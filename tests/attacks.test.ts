// Ways in which somebody without the right tries to open the gate. Each is closed by a rule.
import { describe, expect, test } from "vitest";
import { MANIFEST, PullRequest } from "./attack-scene.ts";

/** On base the same system under another name and with another volume: its questions are asked in threads. */
const BASE = MANIFEST.replace("Shop assistant", "Shop").replace("1000", "10");
const threaded = () => new PullRequest({ base: BASE });
const grown = (text: string) => text.replace("units_per_month: 1000", "units_per_month: 900000");
const YES = "yes, because we counted";

test("an answer of who may answer counts, and the second run changes nothing", async () => {
  const pull = new PullRequest();
  expect(await pull.outcomes()).toEqual({
    "ASK-1": "question",
    "ASK-2": "question",
    "ASK-M@models/chat": "question",
  });
  pull.say("lea", `Q${pull.numberOf("ASK-1")}: ${YES}`);
  pull.say("mallory", `Q${pull.numberOf("ASK-2")}: ${YES}`);
  expect(await pull.outcomes()).toMatchObject({ "ASK-1": "pass", "ASK-2": "question" });
});

describe("memory that somebody else has edited is no state", () => {
  test("an answer is not moved to other facts, in that run or a later one", async () => {
    const pull = threaded();
    await pull.settle();
    pull.say("lea", YES, { on: "ASK-1" });
    expect(await pull.outcomes()).toMatchObject({ "ASK-1": "pass" });
    pull.head = grown(pull.head);
    expect(await pull.outcomes()).toMatchObject({ "ASK-1": "question" });
    pull.forge(pull.thread("ASK-1"), "alice", (memory) => ({
      ...memory,
      heard: memory.heard.map((word) => ({ ...word, shown: memory.shown })),
    }));
    expect(await pull.outcomes()).toMatchObject({ "ASK-1": "question" });
    expect(await pull.outcomes()).toMatchObject({ "ASK-1": "question" });
  });

  test("nor in the scorecard", async () => {
    const pull = new PullRequest();
    await pull.settle();
    pull.say("lea", `/greenlight answer ASK-1 ${YES}`);
    expect(await pull.outcomes()).toMatchObject({ "ASK-1": "pass" });
    pull.head = grown(pull.head);
    expect(await pull.outcomes()).toMatchObject({ "ASK-1": "question" });
    pull.forge(pull.scorecard, "alice", (memory) => ({
      ...memory,
      heard: memory.heard.map((word) => ({ ...word, shown: memory.shown })),
    }));
    expect(await pull.outcomes()).toMatchObject({ "ASK-1": "question" });
    expect(await pull.outcomes()).toMatchObject({ "ASK-1": "question" });
  });

  test("a thread does not become that of another question", async () => {
    const pull = threaded();
    await pull.settle();
    pull.say("lea", YES, { on: "ASK-1" });
    await pull.settle();
    const other = pull.memory("ASK-2", pull.thread("ASK-2"));
    pull.remove(pull.thread("ASK-2"));
    pull.forge(pull.thread("ASK-1"), "alice", () => ({ ...other, heard: [] }));
    await pull.settle();
    expect(await pull.outcomes()).toMatchObject({ "ASK-2": "question" });
  });

  test("numbers are not moved to other questions", async () => {
    const pull = new PullRequest();
    await pull.settle();
    pull.say("lea", `Q${pull.numberOf("ASK-1")}: ${YES}`);
    await pull.settle();
    const [one, two] = [pull.numberOf("ASK-1"), pull.numberOf("ASK-2")];
    pull.forge(pull.scorecard, "alice", (memory) => ({
      ...memory,
      heard: [],
      number: memory.number === one ? two : memory.number === two ? one : memory.number,
    }));
    await pull.settle();
    expect(await pull.outcomes()).toMatchObject({ "ASK-2": "question" });
  });
});

describe("a number means the question that it stood for when the answer was written", () => {
  test("an answer to a number that no question had yet counts for none that gets it", async () => {
    const pull = new PullRequest();
    await pull.settle();
    pull.say("lea", `Q4: ${YES}`);
    await pull.settle();
    pull.head = `${pull.head.replace("models:", "models:\n  - { id: big, name: gpt-5.4, access: api, vendor: openai, platform: azure, task: qa, generative: true, used_for: fallback }")}`;
    await pull.settle();
    expect(await pull.outcomes()).toMatchObject({ "ASK-M@models/big": "question" });
  });

  test("a scorecard that is deleted takes its numbers with it", async () => {
    const pull = new PullRequest();
    await pull.settle();
    expect(pull.numberOf("ASK-1")).toBe(1);
    pull.say("lea", `Q2: ${YES}`);
    expect(await pull.outcomes()).toMatchObject({ "ASK-2": "pass" });
    pull.remove(pull.scorecard);
    // Another order of the questions, by what the author can change.
    await pull.settle();
    pull.forge(pull.scorecard, "github-actions[bot]", (memory) => ({
      ...memory,
      number: memory.number === undefined ? undefined : 4 - memory.number,
    }));
    const outcomes = await pull.outcomes();
    expect(outcomes["ASK-1"]).toBe("question");
    expect(outcomes["ASK-M@models/chat"]).toBe("question");
  });
});

describe("what is deleted or edited away reopens, and revives nothing", () => {
  test("a thread that is deleted with a no in it brings back no older yes", async () => {
    const pull = threaded();
    await pull.settle();
    pull.say("lea", `/greenlight answer ASK-1 ${YES}`);
    await pull.settle();
    const no = pull.say("lea", "no, we never did", { on: "ASK-1" });
    expect(await pull.outcomes()).toMatchObject({ "ASK-1": "fail" });
    pull.remove(pull.thread("ASK-1"));
    pull.remove(no);
    expect(await pull.outcomes()).toMatchObject({ "ASK-1": "question" });
  });

  test("a scorecard that is deleted with a no beside it brings back no older yes in a thread", async () => {
    const pull = threaded();
    await pull.settle();
    pull.say("lea", YES, { on: "ASK-1" });
    await pull.settle();
    const no = pull.say("lea", "/greenlight answer ASK-1 no, we never did");
    expect(await pull.outcomes()).toMatchObject({ "ASK-1": "fail" });
    pull.remove(pull.scorecard);
    pull.remove(no);
    expect(await pull.outcomes()).toMatchObject({ "ASK-1": "question" });
  });

  test("a yes and a no of the same second", async () => {
    const pull = threaded();
    await pull.settle();
    pull.say("lea", YES, { on: "ASK-1" });
    const no = pull.say("lea", "no, we never did", { on: "ASK-1", minutes: 0 });
    expect(await pull.outcomes()).toMatchObject({ "ASK-1": "fail" });
    pull.remove(no);
    expect(await pull.outcomes()).toMatchObject({ "ASK-1": "question" });
  });

  for (const [how, lose] of [
    ["deleted", (pull: PullRequest, no: ReturnType<PullRequest["say"]>) => pull.remove(no)],
    [
      "edited to nothing",
      (pull: PullRequest, no: ReturnType<PullRequest["say"]>) => pull.edit(no, "alice", "hello"),
    ],
    [
      "edited to a yes",
      (pull: PullRequest, no: ReturnType<PullRequest["say"]>) => pull.edit(no, "alice", YES),
    ],
  ] as const)
    test(`somebody else's yes does not win when a no is ${how}`, async () => {
      const pull = threaded();
      await pull.settle();
      pull.say("otto", YES, { on: "ASK-1" });
      expect(await pull.outcomes()).toMatchObject({ "ASK-1": "pass" });
      const no = pull.say("lea", "no, because we never did", { on: "ASK-1" });
      expect(await pull.outcomes()).toMatchObject({ "ASK-1": "question" });
      lose(pull, no);
      expect(await pull.outcomes()).toMatchObject({ "ASK-1": "question" });
      pull.say("otto", "yes, I have looked again", { on: "ASK-1" });
      expect(await pull.outcomes()).toMatchObject({ "ASK-1": "pass" });
    });

  test("what somebody without the right says and deletes holds up nothing", async () => {
    const pull = threaded();
    await pull.settle();
    pull.say("otto", YES, { on: "ASK-1" });
    const noise = pull.say("mallory", "no, because I say so", { on: "ASK-1" });
    expect(await pull.outcomes()).toMatchObject({ "ASK-1": "pass" });
    pull.remove(noise);
    expect(await pull.outcomes()).toMatchObject({ "ASK-1": "pass" });
  });

  test("an item with another name brings back no older yes", async () => {
    const pull = new PullRequest({
      base: BASE.replace("chat", "other").replace("gpt-5.4-mini-2026-03-17", "gpt-5.4"),
    });
    await pull.settle();
    pull.say("lea", YES, { on: "ASK-M" });
    const no = pull.say("lea", "no, we never did", { on: "ASK-M" });
    expect(await pull.outcomes()).toMatchObject({ "ASK-M@models/chat": "fail" });
    pull.remove(no);
    pull.head = pull.head.replaceAll("chat", "talk");
    expect(await pull.outcomes()).toMatchObject({ "ASK-M@models/talk": "question" });
    expect(await pull.outcomes()).toMatchObject({ "ASK-M@models/talk": "question" });
  });
});

test("an answer by number follows an item that has another name", async () => {
  const pull = new PullRequest({
    base: BASE.replace("chat", "other").replace("gpt-5.4-mini-2026-03-17", "gpt-5.4"),
  });
  await pull.settle();
  pull.say("lea", `Q${pull.numberOf("ASK-M")}: ${YES}`);
  expect(await pull.outcomes()).toMatchObject({ "ASK-M@models/chat": "pass" });
  pull.head = pull.head.replaceAll("chat", "talk");
  expect(await pull.outcomes()).toMatchObject({ "ASK-M@models/talk": "pass" });
});

test("a command that two manifests could mean is about neither", async () => {
  const pull = new PullRequest();
  const file = (path: string, text: string) => ({ state: "text" as const, path, text });
  const two = [
    ["architecture.yaml", MANIFEST],
    ["other/architecture.yaml", MANIFEST.replace("Shop assistant", "Other assistant")],
  ] as const;
  pull.reading = {
    manifests: two.map(([path, text]) => ({ head: file(path, text), base: file(path, text) })),
  };
  await pull.settle();
  pull.say("lea", `/greenlight answer ASK-1 ${YES}`);
  pull.say("lea", `/greenlight answer ASK-M@models/chat ${YES}`);
  const { review } = await pull.settle();
  for (const one of review.manifests)
    expect(one.state === "reviewed" && one.findings.map(({ outcome }) => outcome)).toEqual(
      Array(3).fill("question"),
    );
  expect(pull.comments.at(-1)?.body).toContain("Several manifests are asked that");
});

describe("an exception from what explains others is none from them", () => {
  const pack = `pack: attacked
title: A root and what follows from it
version: 1
source: { title: House rules, url: "https://example.org/rules", relation: own }
practices: [{ id: H1, title: Ask people }]
checks:
  - { id: ROOT, practice: H1, slug: root, title: No model answers questions., for: models, severity: high, root: true,
      pass: it.task != "qa", ask: Does it answer questions?, why: It must not., who: pm, answer: { kind: yes-no },
      fix: Take it out., evidence: [A note],
      tests: [{ name: fails, given: { models: [{ id: a, task: qa }] }, expect: fail }, { name: passes, given: { models: [{ id: a, task: embed }] }, expect: pass }] }
  - { id: KID, practice: H1, slug: kid, title: The model is agreed., for: models, severity: blocker, covers: [it.name],
      ask: Is the model agreed?, why: It has a cost., who: pm, answer: { kind: yes-no }, fix: Agree on it., evidence: [A note],
      tests: [{ name: asks, given: { models: [{ id: a }] }, expect: question }] }
`;
  const policy = `version: 1
packs: [{ use: .github/pack.yaml, enforce: all }]
answer: { users: [lea] }
waivers: { unwaivable: [KID] }
`;

  test("they gate, and are asked", async () => {
    const pull = new PullRequest({ pack, policy });
    expect((await pull.settle()).review.verdict).toBe("fail");
    pull.say("lea", "/greenlight waive ROOT until 2026-12-24 because legal: we have to");
    const { review } = await pull.settle();
    expect(review.verdict).toBe("waiting");
    pull.say("lea", `Q${pull.numberOf("KID")}: ${YES}`);
    expect((await pull.settle()).review.verdict).toBe("pass");
  });
});

test("whoever may comment does not crowd out what somebody with a say has answered", async () => {
  const models = Array.from(
    { length: 60 },
    (_, index) =>
      `  - { id: m${index}, name: gpt-5.4, access: api, vendor: openai, platform: azure, task: qa, generative: true, used_for: fallback }\n`,
  );
  const text = MANIFEST.replace("flows:", `${models.join("")}flows:`);
  const pull = new PullRequest({ head: text, base: text });
  await pull.settle();
  const last = [...pull.scorecard.body.matchAll(/"item":"models\/(m\d+)"/g)].at(-1)?.[1];
  pull.say("lea", `/greenlight answer ASK-M@models/${last} ${YES}`);
  expect((await pull.outcomes())[`ASK-M@models/${last}`]).toBe("pass");
  for (const somebody of ["mallory", "eve", "trudy"])
    for (let from = 0; from < 60; from += 20) {
      const commands = Array.from(
        { length: 20 },
        (_, at) => `/greenlight answer ASK-M@models/m${from + at} ${YES}`,
      );
      pull.say(somebody, commands.join("\n"));
    }
  const outcomes = await pull.outcomes();
  expect(Object.entries(outcomes).filter(([, outcome]) => outcome === "pass")).toEqual([
    [`ASK-M@models/${last}`, "pass"],
  ]);
  expect(pull.scorecard.body.length).toBeLessThanOrEqual(65_536);
});

test("keys and values of a what-if that are made to hurt do nothing but answer", async () => {
  const pull = new PullRequest();
  await pull.settle();
  for (const assignment of [
    "__proto__=1",
    "constructor.prototype.x=1",
    "models.chat.__proto__=1",
    "models.constructor=1",
    "product.name='&a [*a,*a]'",
    `usage.units_per_month=${"9".repeat(290)}`,
    `models[${"9".repeat(20)}].name=x`,
    "usage.units_per_month=1e308 flows.ask.answer.calls=1e308",
  ])
    pull.say("mallory", `/greenlight whatif ${assignment}`);
  const started = Date.now();
  await pull.run();
  expect(({} as Record<string, unknown>)["x"]).toBeUndefined();
  expect(await pull.outcomes()).toMatchObject({ "ASK-1": "question" });
  expect(Date.now() - started).toBeLessThan(20_000);
}, 30_000);
