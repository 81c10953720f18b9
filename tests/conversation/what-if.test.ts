// What-ifs in the conversation: answered with differences, and nothing else is touched.
import { describe, expect, test } from "vitest";
import { LEA, MANIFEST, receipts, talk, visible } from "../conversation-scene.ts";
import { reply } from "../github-double/people.ts";

const USED = `${MANIFEST}usage: { units_per_month: 5000 }\n`;
const ASK = "/greenlight whatif usage.units_per_month=900";

test("touches no check, stores nothing, and is answered once", async () => {
  const it = await talk({ checks: ["STOP", "NICE"], head: USED });
  await it.look();
  const before = {
    checks: structuredClone(it.repository.checkRuns),
    scorecard: it.scorecard(),
    files: structuredClone(it.repository.branches),
  };
  const said = it.say("mallory", ASK);
  const { writes } = await it.look();
  // One reply, and one thumb.
  expect(writes.toSorted()).toEqual(["POST issues/comments", "POST issues/comments/reactions"]);
  expect(it.repository.checkRuns).toEqual(before.checks);
  expect(it.scorecard()).toBe(before.scorecard);
  expect(it.repository.branches).toEqual(before.files);
  expect([receipts(said), it.told().length]).toEqual([["+1"], 1]);
  expect((await it.look()).writes).toEqual([]);
});

test("counts what people have answered, on both sides", async () => {
  const it = await talk({ checks: ["STOP", "NICE"], policy: [LEA], head: USED });
  await it.look();
  it.reply("STOP", "lea", "Yes, there is a button");
  await it.look();
  expect(it.verdict()).toBe("success");
  it.say("mallory", ASK);
  await it.look();
  expect(visible(it.told().at(-1) ?? "")).toContain("**Verdict:** pass, as now");
  // What was said of a pilot says nothing of what is in production.
  it.say("mallory", "/greenlight whatif product.stage=production");
  await it.look();
  const reopened = visible(it.told().at(-1) ?? "");
  expect(reopened).toContain("**Verdict:** now pass, then waiting");
  expect(reopened).toMatch(
    /\*\*Worse: 1\*\*\n\n- \? `STOP`, blocker: met → open, and the merge waits for it\. STOP holds\. Asked: Can a person stop it\?/,
  );
});

describe("of several manifests", () => {
  const other = USED.replace("Shop assistant", "Search");
  const files = { manifests: ["architecture.yaml", "search/architecture.yaml"] };
  const several = async () => {
    const it = await talk({ checks: ["STOP"], head: USED });
    it.push({ "search/architecture.yaml": other });
    await it.look(files);
    return it;
  };

  test("one has to be named, by its path or its product", async () => {
    const it = await several();
    it.say("mallory", ASK);
    it.say("mallory", ASK.replace("whatif", "whatif search/architecture.yaml"));
    it.say("mallory", ASK.replace("whatif", 'whatif "shop assistant"'));
    await it.look(files);
    const [asked, second, first] = it.told().map(visible);
    expect(asked).toBe(
      "- several manifests are reviewed here: name one before the values. There are architecture.yaml, search/architecture.yaml",
    );
    expect(second).toMatch(/^What if, in `search\/architecture\.yaml`:/);
    expect(first).toMatch(/^What if, in `architecture\.yaml`:/);
  });

  test("in the thread of a question, the one that it is about is meant", async () => {
    const it = await several();
    const [, second] = it.threads();
    if (second === undefined) throw new Error("each manifest has a thread");
    expect(second.path).toBe("search/architecture.yaml");
    reply(it.state, it.repository, second, "mallory", ASK);
    await it.look(files);
    const told = it.repository.reviewComments.find(
      ({ inReplyTo, author }) => inReplyTo === second.id && author !== "mallory",
    );
    expect(visible(told?.body ?? "")).toMatch(/^What if, in `search\/architecture\.yaml`:/);
  });
});

test("several in one comment are answered together, up to three", async () => {
  const it = await talk({ checks: ["STOP"], head: USED });
  await it.look();
  const values = [10, 20, 30, 40].map((value) => ASK.replace("900", String(value)));
  it.say("mallory", values.join("\n"));
  await it.look();
  const [told = ""] = it.told().map(visible);
  for (const value of [10, 20, 30]) expect(told).toContain(`were \`${value}\` (now \`5000\`)`);
  expect(told).not.toContain("`40`");
  expect(told).toContain("- at most 3 are worked out for one comment: ask this in another");
});

test("more than three comments at once have their turn in the next run", async () => {
  const it = await talk({ checks: ["STOP"], head: USED });
  await it.look();
  for (const value of [10, 20, 30, 40]) it.say("mallory", ASK.replace("900", String(value)));
  await it.look();
  expect(it.told()).toHaveLength(3);
  await it.look();
  expect(it.told()).toHaveLength(4);
  expect((await it.look()).writes).toEqual([]);
});

test("what is wrong with it is said all at once, and shown as it was written", async () => {
  const it = await talk({ checks: ["STOP"], head: USED });
  await it.look();
  it.say(
    "mallory",
    '/greenlight whatif usage.unit_per_month=1 product.name="*x*" product.stage=@everyone',
  );
  await it.look();
  const [told = ""] = it.told().map(visible);
  expect(told.split("\n")).toEqual([
    '- usage: unknown key "unit\\_per\\_month", did you mean "units\\_per\\_month"?',
    '- product.stage: text cannot begin with `"@".` Put it in quotes, as in `"@everyone"`',
  ]);
});
