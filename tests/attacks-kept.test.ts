// Answers that are kept in a manifest or on the ledger branch: who wrote them there is not always who may answer.
import { describe, expect, test } from "vitest";
import { ledgerStatements } from "../src/answers/ledger.ts";
import { readMemory } from "../src/conversation/memory.ts";
import { MANIFEST, PATH, PullRequest } from "./attack-scene.ts";

const YES = "yes, because we counted";
const GROWN = MANIFEST.replace("units_per_month: 1000", "units_per_month: 900000");

/** What a question shows of a manifest. */
async function shownOf(text: string, check = "ASK-1") {
  const pull = new PullRequest({ head: text });
  await pull.settle();
  return pull.memory(check).shown;
}

interface Kept {
  readonly answer?: string;
  readonly by?: string;
  readonly on?: string;
  readonly facts?: string;
  readonly check?: string;
}

async function entry({
  answer = "yes",
  by = "lea",
  on = "2026-11-20",
  facts,
  check = "ASK-1",
}: Kept) {
  const shown = await shownOf(MANIFEST, check);
  const bound = `check: ${check}, version: ${shown.version}, facts: ${facts ?? shown.facts}`;
  return `  - { ${bound}, by: ${by}, on: ${on}, answer: ${answer} }\n`;
}

const withAnswers = (text: string, ...entries: readonly string[]) =>
  entries.length === 0 ? text : `${text}answers:\n${entries.join("")}`;

describe("what head claims", () => {
  test("blocks until it is said here, and counts for nothing by itself", async () => {
    const pull = new PullRequest({ head: withAnswers(MANIFEST, await entry({})) });
    expect(await pull.outcomes()).toMatchObject({ "ASK-1": "question" });
    expect((await pull.settle()).review.verdict).toBe("waiting");
  });

  test.each([
    ["of other facts", async () => ({ facts: (await shownOf(GROWN)).facts })],
    ["of a day to come", async () => ({ on: "2028-01-01" })],
  ] as const)("is not confirmed by an answer when it is %s", async (_, claim) => {
    const pull = new PullRequest({ head: withAnswers(MANIFEST, await entry(await claim())) });
    for (const check of ["ASK-1", "ASK-2", "ASK-M"])
      pull.say("lea", `/greenlight answer ${check} ${YES}`);
    await pull.settle();
    for (const check of ["ASK-1", "ASK-2", "ASK-M"])
      pull.say("lea", `/greenlight answer ${check} ${YES}`);
    const { review } = await pull.settle();
    const [one] = review.manifests;
    expect(one?.state === "reviewed" && one.gate.waitingFor).toEqual([]);
    expect(review.verdict).toBe("waiting");
  });

  test("is confirmed by the same answer to the same facts", async () => {
    const pull = new PullRequest({ head: withAnswers(MANIFEST, await entry({})) });
    await pull.settle();
    for (const check of ["ASK-1", "ASK-2", "ASK-M"])
      pull.say("lea", `/greenlight answer ${check} ${YES}`);
    expect((await pull.settle()).review.verdict).toBe("pass");
  });

  test("a day that there is not is a problem of the manifest, and no failure of the tool", async () => {
    const pull = new PullRequest({
      head: withAnswers(MANIFEST, await entry({ on: "2026-02-31" })),
    });
    const [one] = (await pull.run()).review.manifests;
    expect(one?.state).toBe("invalid");
  });
});

describe("what base keeps", () => {
  test("counts", async () => {
    const text = withAnswers(MANIFEST, await entry({}));
    const pull = new PullRequest({ head: text, base: text });
    expect(await pull.outcomes()).toMatchObject({ "ASK-1": "pass" });
  });

  test("a no that head takes out leaves no yes behind", async () => {
    const yes = await entry({ by: "otto" });
    const no = (await entry({ answer: "no" })).replace(" }", ", reason: Nobody counted }");
    const pull = new PullRequest({
      base: withAnswers(MANIFEST, yes, no),
      head: withAnswers(MANIFEST, yes),
    });
    expect(await pull.outcomes()).toMatchObject({ "ASK-1": "question" });
  });

  test("a yes that head takes out does not count", async () => {
    const pull = new PullRequest({ base: withAnswers(MANIFEST, await entry({})) });
    expect(await pull.outcomes()).toMatchObject({ "ASK-1": "question" });
  });

  test("a yes does not come back when its author's no is deleted", async () => {
    const text = withAnswers(MANIFEST, await entry({}));
    const pull = new PullRequest({ head: text, base: text });
    await pull.settle();
    const no = pull.say("lea", "/greenlight answer ASK-1 no, we never did");
    expect(await pull.outcomes()).toMatchObject({ "ASK-1": "fail" });
    pull.remove(no);
    expect(await pull.outcomes()).toMatchObject({ "ASK-1": "question" });
  });

  test("a yes of a day to come does not count", async () => {
    const text = withAnswers(MANIFEST, await entry({ on: "2028-01-01" }));
    const pull = new PullRequest({ head: text, base: text });
    expect(await pull.outcomes()).toMatchObject({ "ASK-1": "question" });
  });

  test("who said yes then may say no now, and the other way round", async () => {
    const text = withAnswers(MANIFEST, await entry({ answer: "no" }));
    const pull = new PullRequest({ head: text, base: text });
    expect(await pull.outcomes()).toMatchObject({ "ASK-1": "fail" });
    pull.say("lea", `/greenlight answer ASK-1 ${YES}`);
    expect(await pull.outcomes()).toMatchObject({ "ASK-1": "pass" });
  });
});

const LEDGER = "version: 1\npacks: [{ use: .github/pack.yaml, enforce: all }]\nledger: branch\n";

describe("the ledger", () => {
  const kept = async (over: object = {}) => {
    const { version, facts } = await shownOf(MANIFEST);
    const one = { manifest: PATH, check: "ASK-1", version, facts, by: "lea", on: "2026-11-20" };
    return { ...one, answer: "yes", ...over };
  };
  const ledgerOf = (...answers: object[]) => JSON.stringify({ version: 1, answers, waivers: [] });

  test("counts, where policy says so", async () => {
    const ledger = ledgerOf(await kept());
    const outcomes = await new PullRequest({ ledger, policy: LEDGER }).outcomes();
    expect(outcomes).toMatchObject({ "ASK-1": "pass" });
    expect(await new PullRequest({ ledger }).outcomes()).toMatchObject({ "ASK-1": "question" });
  });

  test.each([
    ["nothing", ""],
    ["no JSON", "{"],
    ["a list", "[]"],
    ["null", "null"],
    ["wrong types", '{"version":1,"answers":[{"check":1}],"waivers":[]}'],
    ["a prototype", '{"__proto__":{"version":1,"answers":[],"waivers":[]}}'],
    ["deep nesting", "[".repeat(200_000)],
  ])("that holds %s has answered nothing", async (_, ledger) => {
    const outcomes = await new PullRequest({ ledger, policy: LEDGER }).outcomes();
    expect(outcomes).toMatchObject({ "ASK-1": "question" });
  });

  test("a day to come, which would never expire, does not count", async () => {
    const ledger = ledgerOf(await kept({ on: "2028-01-01" }));
    const outcomes = await new PullRequest({ ledger, policy: LEDGER }).outcomes();
    expect(outcomes).toMatchObject({ "ASK-1": "question" });
  });

  test("takes the people of an enterprise, and is not made unreadable by a name", async () => {
    const roles = { lea_acme: "admin", "le.a": "admin" } as const;
    const policy = `${LEDGER}answer: { roles: [admin] }\n`;
    const pull = new PullRequest({ ledger: ledgerOf(await kept()), policy, roles });
    await pull.settle();
    pull.say("lea_acme", `/greenlight answer ASK-2 ${YES}`);
    pull.say("le.a", `/greenlight answer ASK-M ${YES}`);
    expect((await pull.settle()).review.verdict).toBe("pass");
    pull.state = "merged";
    await pull.run();
    expect(ledgerStatements(pull.ledger).map(({ key }) => key.check)).toEqual(["ASK-1", "ASK-2"]);
  });

  test("gets nothing from a pull request into a branch that the policy does not list", async () => {
    const pull = new PullRequest({
      policy: `${LEDGER}answer: { users: [lea] }\n`,
      reading: { baseRef: "mallory" },
    });
    pull.baseGoverns = false;
    await pull.settle();
    pull.say("lea", `/greenlight answer ASK-1 ${YES}`);
    await pull.settle();
    pull.state = "merged";
    await pull.run();
    expect(pull.ledger).toBeUndefined();
  });
});

describe("a base branch that is neither the default one nor listed", () => {
  const named = MANIFEST.replace("name: Shop assistant", 'name: Shop assistant\n  pm: "@mallory"');
  const policy = "version: 1\npacks: [{ use: .github/pack.yaml, enforce: all }]\n";

  test("its manifest gives nobody a say", async () => {
    for (const governs of [true, false]) {
      const pull = new PullRequest({ head: named, base: named, policy });
      pull.baseGoverns = governs;
      await pull.settle();
      pull.say("mallory", `/greenlight answer ASK-1 ${YES}`);
      expect(await pull.outcomes()).toMatchObject({ "ASK-1": governs ? "pass" : "question" });
    }
  });

  test("answers that it keeps do not count", async () => {
    const text = withAnswers(MANIFEST, await entry({}));
    const pull = new PullRequest({ head: text, base: text, policy });
    pull.baseGoverns = false;
    expect(await pull.outcomes()).toMatchObject({ "ASK-1": "question" });
  });
});

test("an explicit list of nobody lets nobody answer", async () => {
  const policy = "version: 1\npacks: [{ use: .github/pack.yaml, enforce: all }]\nanswer: {}\n";
  const named = MANIFEST.replace("name: Shop assistant", 'name: Shop assistant\n  pm: "@lea"');
  const pull = new PullRequest({ policy, head: named, base: named });
  await pull.settle();
  pull.say("lea", `/greenlight answer ASK-1 ${YES}`);
  expect(await pull.outcomes()).toMatchObject({ "ASK-1": "question" });
});

test("memory of two in one comment, of a quoted one, and of a broken one is what the last line says", () => {
  const line = (text: string) => `<!-- greenlight:memory ${text} -->`;
  const one = `[{"manifest":"a","check":"B","item":"manifest","shown":[{"version":"1","facts":"2","fields":{"__proto__":"x"}}]}]`;
  expect(readMemory(`${line("[]")}\n${line(one)}`)).toHaveLength(1);
  expect(readMemory(`${line(one)}\n${line("[]")}`)).toHaveLength(0);
  for (const broken of ["", "{", "null", '{"a":1}', "[1]", '[{"manifest":1}]', "[".repeat(100_000)])
    expect(readMemory(`${line(one)}\n${line(broken)}`)).toEqual([]);
});
