// Where the built action asks: on the line, on the file, or in the scorecard; how often, and of whom.
import { describe, expect, test } from "vitest";
import { BOT } from "../action-scene.ts";
import {
  type CheckId,
  LEA,
  MANIFEST,
  type Talk,
  TODAY,
  talk,
  titleOf,
  visible,
} from "../conversation-scene.ts";
import { factsOf, pullRequestPayload } from "../github-double/event-payload.ts";
import { setDraft } from "../github-double/people.ts";
import { push } from "../github-double/seed.ts";

/** Everything that the bot has written: no part of it may mention anybody but the announcement. */
const texts = ({ repository: { comments, reviewComments, reviews } }: Talk) =>
  [...comments, ...reviewComments, ...reviews].flatMap(({ author, body }) =>
    author === BOT ? [body] : [],
  );
/** GitHub mentions nobody in code. */
const mentions = (it: Talk) =>
  texts(it).flatMap((body) => body.replace(/`[^`\n]*`/g, "").match(/@[\w-]+/g) ?? []);
const announcements = ({ repository: { reviews } }: Talk) =>
  reviews.filter(({ author, body }) => author === BOT && body !== "").map(({ body }) => body);

const places = (it: Talk) =>
  it.threads().map(({ path, place }) => [path, place.subject === "line" ? place.line : "file"]);

describe("a question stands where it is about", () => {
  test("on its line of the diff, all in one review, and is announced to one person in one place", async () => {
    const it = await talk({ checks: ["STOP", "TRIED", "NICE"] });
    expect((await it.act()).writes).toEqual([
      "POST issues/comments",
      "POST pulls/reviews",
      "PATCH issues/comments",
      "POST check-runs",
    ]);
    expect(places(it)).toEqual([
      ["architecture.yaml", 1],
      ["architecture.yaml", 7],
    ]);
    expect(it.threads().map(titleOf)).toEqual([
      "Question Q1 for the product manager (lea). The merge waits for it.",
      "Question Q2 for the product manager (lea). The merge waits for it.",
    ]);
    expect(announcements(it)).toEqual([
      "Greenlight has 2 questions about the architecture.\n\n- @lea: Q1, Q2\n\nAnswer in a sentence: in the thread of a question, or in a comment with its number, such as `Q1: yes, because …`. You need no right to write to the repository.",
    ]);
    expect(mentions(it)).toEqual(["@lea"]);
    expect(it.scorecard()).toContain("**Q3 · Product manager:** Is it nice?");
    expect((await it.act()).writes).toEqual([]);
  });

  test("says what is asked, why it matters with figures, what a good answer is, how to answer, and who may", async () => {
    const head = MANIFEST.replace("flows:", "usage: { units_per_month: 5000 }\nflows:");
    const it = await talk({ checks: ["STOP"], head });
    await it.look();
    const body = visible(it.thread("STOP")?.body ?? "");
    expect(body).toContain("Can a person stop it?");
    expect(body).toMatch(
      /\*\*Why it matters here:\*\* STOP matters\. One question takes .* Wh .* USD/,
    );
    expect(body).toContain("**A good answer** is yes or no.");
    expect(body).toContain("**How to answer:** Reply `yes` or `no`");
    expect(body).toContain("Whose answer counts: lea or marc.");
  });

  test("on the file, when its line is not in the diff", async () => {
    const [product = "", rest = ""] = MANIFEST.split(/(?=models:)/);
    const far = product.replace("version: 1\n", "");
    const base = `version: 1\n${rest}${"# A remark.\n".repeat(20)}${far}`;
    const head = base.replace("stage: pilot", "stage: production");
    const it = await talk({ checks: ["STOP"], base, head });
    expect((await it.act()).writes).toEqual([
      "POST issues/comments",
      "POST pulls/reviews",
      "POST pulls/comments",
      "PATCH issues/comments",
      "POST check-runs",
    ]);
    expect(places(it)).toEqual([["architecture.yaml", "file"]]);
    expect(mentions(it)).toEqual(["@lea"]);
    expect((await it.look()).writes).toEqual([]);
  });

  test("in the scorecard only, when the pull request does not touch the file: announced once", async () => {
    const plan = `${MANIFEST}operations: { exit_plan: { result: tried in May, link: docs/exit.md } }\n`;
    const files = { "docs/exit.md": "We tried it.\n" };
    const it = await talk({ checks: ["EXIT"], base: plan, head: plan, files });
    expect((await it.look()).writes).toEqual(["POST issues/comments", "POST check-runs"]);
    it.push({ "docs/exit.md": undefined });
    expect((await it.act()).writes).toEqual([
      "POST pulls/reviews",
      "PATCH issues/comments",
      "POST check-runs",
    ]);
    expect(places(it)).toEqual([]);
    expect(it.scorecard()).toContain("**Q1 · Product manager:**");
    expect(announcements(it)).toEqual([expect.stringContaining("- @lea: Q1")]);
    expect((await it.look()).writes).toEqual([]);
    it.say("lea", "Q1: yes, the test is in the wiki");
    await it.look();
    expect(it.verdict()).toBe("success");
    expect(announcements(it)).toHaveLength(1);
  });
});

describe("as many as policy allows, and only those that the pull request opened", () => {
  const four: CheckId[] = ["NICE", "TRIED", "WHY", "STOP"];
  const asked = (it: Talk) => it.threads().map((one) => /\d · \w+ · (\w+)/.exec(one.body)?.[1]);

  test.each([
    [0, []],
    [1, ["STOP"]],
    [5, ["STOP", "TRIED", "WHY"]],
  ])("policy allows %i: the weightiest first, medium ones never", async (most, expected) => {
    const it = await talk({ checks: four, policy: [LEA, `threads: ${most}`] });
    await it.look();
    expect(asked(it)).toEqual(expected);
    expect(announcements(it)).toHaveLength(most === 0 ? 0 : 1);
    const where = most === 0 ? "" : ", in its thread";
    expect(it.scorecard()).toContain(`**Q1${where} · Product manager:** Can a person stop it?`);
  });

  test("a place that becomes free is taken by the next one, which is announced", async () => {
    const it = await talk({ checks: four, policy: [LEA, "threads: 1"] });
    await it.look();
    it.reply("STOP", "lea", "yes");
    await it.look();
    expect([asked(it), mentions(it)]).toEqual([
      ["STOP", "TRIED"],
      ["@lea", "@lea"],
    ]);
    expect((await it.look()).writes).toEqual([]);
  });

  test("what was open on base with the same facts is only listed, until its facts change", async () => {
    const base = `${MANIFEST}# Before.\n`;
    const it = await talk({ checks: ["STOP", "TRIED"], base });
    await it.look();
    expect([asked(it), announcements(it)]).toEqual([[], []]);
    expect(it.scorecard()).toContain(
      "**Q1, open before this pull request · Product manager:** Can a person stop it?",
    );
    it.push({ "architecture.yaml": MANIFEST.replace("pilot", "production") });
    await it.look();
    expect(asked(it)).toEqual(["STOP"]);
  });

  const WITH_UNITS = `${MANIFEST}usage: { units_per_month: 400 }\n`;
  test("what base has answered since head parted from it is asked of nobody", async () => {
    const it = await talk({ checks: ["UNITS"], base: `${MANIFEST}# Before.\n` });
    push(it.state, it.repository, "main", { "architecture.yaml": WITH_UNITS });
    await it.look();
    expect([asked(it), announcements(it)]).toEqual([[], []]);
    expect(it.scorecard()).toContain("**Q1, open before this pull request · Product manager:**");
    expect((await it.look()).writes).toEqual([]);
  });

  test("what this pull request opens is asked, whatever base has done since", async () => {
    const it = await talk({ checks: ["UNITS"], base: WITH_UNITS });
    push(it.state, it.repository, "main", { "architecture.yaml": `${WITH_UNITS}# Later.\n` });
    await it.look();
    expect(asked(it)).toEqual(["UNITS"]);
    expect((await it.look()).writes).toEqual([]);
  });

  test("a manifest that base cannot read where head parted from it was asked nothing", async () => {
    const it = await talk({ checks: ["UNITS"], base: "version: 1\nnonsense: true\n" });
    push(it.state, it.repository, "main", { "architecture.yaml": WITH_UNITS });
    await it.look();
    expect(asked(it)).toEqual(["UNITS"]);
  });

  test("none on a draft; on ready_for_review they come", async () => {
    const it = await talk({ checks: ["STOP"] });
    setDraft(it.state, it.pull, true);
    await it.act();
    expect([asked(it), mentions(it)]).toEqual([[], []]);
    setDraft(it.state, it.pull, false);
    const payload = pullRequestPayload(factsOf(it.repository, it.pull), "ready_for_review");
    await it.act({ payload });
    expect([asked(it), mentions(it)]).toEqual([["STOP"], ["@lea"]]);
  });
});

describe("who does not want it is not asked", () => {
  test("threads: false asks in the scorecard only", async () => {
    const it = await talk();
    await it.act({ inputs: { threads: "false" } });
    expect([it.threads(), announcements(it)]).toEqual([[], []]);
    expect(it.scorecard()).toContain("**Q1 ·");
  });

  test("comment: never asks in threads, and nothing is asked twice", async () => {
    const it = await talk({ checks: ["STOP", "NICE"] });
    await it.act({ inputs: { comment: "never" } });
    expect(it.threads().map(titleOf)).toEqual([
      "Question for the product manager (lea). The merge waits for it.",
    ]);
    expect(it.repository.comments).toEqual([]);
    expect((await it.look({ comment: "never" })).writes).toEqual([]);
  });

  test("the person whom the check names is asked: by base, by policy, or nobody by name", async () => {
    const named = (people: string) => MANIFEST.replace("stage: pilot", `stage: pilot\n  ${people}`);
    const base = named('pm: "@otto"');
    const who = async (policy: string[], from: string | undefined, head: string) => {
      const it = await talk({ policy, ...(from === undefined ? {} : { base: from }), head });
      await it.look();
      return announcements(it)[0]?.split("\n")[2];
    };
    const changed = (text: string) => text.replace("pilot", "production");
    expect(await who([], base, changed(base))).toBe("- @otto: Q1");
    expect(await who(["answer: { users: [lea, otto] }"], base, changed(base))).toBe("- @otto: Q1");
    expect(await who([LEA], base, changed(base))).toBe("- @lea: Q1");
    // Head names itself: that gives no authority, and nobody is mentioned by it.
    expect(await who([], undefined, named('pm: "@mallory"'))).toBe("- Product manager: Q1");
  });

  test("an edit and a re-run on another day mention nobody again", async () => {
    const it = await talk({ checks: ["STOP", "WHY"] });
    await it.look();
    it.reply("STOP", "lea", "yes");
    await it.look();
    it.push({ "architecture.yaml": MANIFEST.replace("pilot", "production") });
    const later = new Date(Date.parse(TODAY) + 5 * 86_400_000).toISOString().slice(0, 10);
    await it.look({ today: later });
    expect(titleOf(it.thread("STOP"))).toContain("asked again");
    expect(mentions(it)).toEqual(["@lea"]);
  });
});
