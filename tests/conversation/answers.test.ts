// What an answer does: to the verdict, to its thread, and to whoever gave it.
import { describe, expect, test } from "vitest";
import { BOT } from "../action-scene.ts";
import { LEA, MANIFEST, receipts, saidIn, talk, titleOf, visible } from "../conversation-scene.ts";
import { addReview } from "../github-double/converse.ts";
import { edit, reply } from "../github-double/people.ts";

const USAGE = "usage:\n  units_per_month: 5000\n";

describe("a reply of somebody who may answer", () => {
  test.each([
    ["STOP", "yes", "success", "Answered"],
    ["STOP", "Yes, because the on-call can", "success", "Answered"],
    ["STOP", "no, nobody can", "failure", "Answered: this has to change before merging"],
    ["STOP", "n/a because it decides nothing", "success", "Answered: does not apply"],
    [
      "STOP",
      "n/a",
      "action_required",
      "Question Q1 for the product manager (lea). The merge waits for it.",
    ],
    ["STOP", "Q1: yes", "success", "Answered"],
    ["STOP", "oui", "success", "Answered"],
    ["STOP", "nein, noch nicht", "failure", "Answered: this has to change before merging"],
    ["STOP", "yes, see docs/stop.md", "success", "Answered"],
    ["WHY", "Because rules reached only 58 %", "success", "Answered: accepted"],
    ["UNITS", "about 42000", "action_required", "Answered: the value has to go into the manifest"],
    [
      "STOP",
      "ask @marc by 2030-01-31",
      "action_required",
      "Question Q1 for the product manager (marc), by 2030-01-31. The merge waits for it.",
    ],
  ] as const)("%s: %s", async (check, body, verdict, title) => {
    const it = await talk({ checks: [check] });
    await it.look();
    const said = it.reply(check, "lea", body);
    await it.look();
    const counts = !titleOf(it.thread(check))?.includes("(lea)");
    expect([it.verdict(), titleOf(it.thread(check)), receipts(said)]).toEqual([
      verdict,
      title,
      [counts ? "+1" : "eyes"],
    ]);
    expect((await it.look()).writes).toEqual([]);
  });

  test("changes check, score and thread of the built action; the reason of a no is shown", async () => {
    const it = await talk({ checks: ["STOP", "WHY"] });
    expect((await it.act()).outputs).toMatchObject({ verdict: "waiting", "open-questions": "2" });
    it.reply("WHY", "marc", "Because rules reached 58 % only");
    it.reply("STOP", "lea", "no, the vendor decides");
    const after = await it.act();
    expect(after.outputs).toMatchObject({
      verdict: "fail",
      coverage: "100",
      "open-questions": "0",
    });
    expect(visible(it.thread("STOP")?.body ?? "")).toContain(
      "lea says no: the vendor decides. Change STOP.",
    );
    expect(it.scorecard()).toContain(
      "*Now:* lea says no: the vendor decides<br>*Fix:* Change STOP.",
    );
    expect(visible(it.thread("WHY")?.body ?? "")).toContain("marc says rules reached 58 % only.");
    expect((await it.act()).writes).toEqual([]);
  });
});

describe("what is no answer", () => {
  test("gets one hint with an example, and only one, whoever tries again", async () => {
    const it = await talk();
    await it.look();
    for (const [by, body] of [
      ["lea", "maybe"],
      ["lea", "not sure"],
      ["marc", "👍"],
    ] as const) {
      const said = it.reply("STOP", by, body);
      await it.look();
      expect([body, receipts(said)]).toEqual([body, ["eyes"]]);
    }
    expect(it.heardIn("STOP").map(visible)).toEqual([
      expect.stringMatching(/^This does not answer the question yet\. .* Reply `yes` or `no`/),
    ]);
    expect(it.verdict()).toBe("action_required");
    expect(it.scorecard()).not.toMatch(/\.\.(\s|$)/m);
  });

  test.each([
    "Is this about the shop or about the help centre?",
    "> yes",
    "```\nyes\n```",
    "`yes`-man",
    "<!-- yes -->",
    "I would say that @marc knows more",
  ])("is left alone: %s", async (body) => {
    const it = await talk();
    await it.look();
    const said = it.reply("STOP", "lea", body);
    await it.look();
    expect([it.verdict(), receipts(said), it.heardIn("STOP")]).toEqual(["action_required", [], []]);
  });
});

describe("by number and by command", () => {
  test("a digest answers several at once; each is read by its own question", async () => {
    const it = await talk({
      checks: ["STOP", "WHY", "NICE", "UNITS"],
      policy: [LEA, "threads: 2"],
    });
    await it.act();
    const digest =
      "Thanks!\n\nQ1: yes\n- Q2: because rules reached 58 % only\nQ9: yes\nQ4: no, it is ugly\n\n> Q3: 7";
    const said = it.say("lea", digest);
    await it.act();
    expect(it.threads().map(titleOf).slice(0, 2)).toEqual([
      "Answered",
      expect.stringMatching(/^Answered|^Question Q2/),
    ]);
    expect(saidIn(it.scorecard())).toContain("met:** STOP");
    expect(saidIn(it.scorecard())).toContain("not met:** NICE");
    expect(receipts(said)).toEqual(["+1"]);
    expect(it.told().map(visible)).toEqual([
      "There is no open question Q9. `/greenlight questions` lists those there are.",
    ]);
    expect((await it.look()).writes).toEqual([]);
  });

  test("a command answers by check and item, in the conversation or in a thread", async () => {
    const it = await talk({ checks: ["STOP", "TRIED"] });
    await it.look();
    it.say("lea", "/greenlight answer TRIED@models/answer yes, it was too weak");
    it.reply("TRIED", "lea", "/greenlight answer STOP yes");
    await it.look();
    expect([it.verdict(), it.threads().map(titleOf)]).toEqual([
      "success",
      ["Answered", "Answered"],
    ]);
    expect(it.told()).toEqual([]);
  });

  test("a number is what the scorecard gave it: one that was posted again hears nobody from before", async () => {
    const it = await talk();
    await it.look();
    const said = it.say("lea", "Q1: yes");
    await it.look();
    expect(it.verdict()).toBe("success");
    it.repository.comments.splice(
      it.repository.comments.findIndex(({ author }) => author !== "lea"),
      1,
    );
    await it.look();
    expect([it.verdict(), it.told(), receipts(said)]).toEqual(["action_required", [], ["+1"]]);
    expect((await it.look()).writes).toEqual([]);
    it.say("lea", "Q1: yes, still");
    await it.look();
    expect(it.verdict()).toBe("success");
  });
});

describe("yes to a value that is proposed", () => {
  test("accepts what was proposed when it was said, whatever the estimate says since", async () => {
    const it = await talk({ checks: ["WATTS"], head: MANIFEST + USAGE });
    await it.look();
    const [, proposed = ""] = /to take `([\d.]+) Wh`/.exec(it.thread("WATTS")?.body ?? "") ?? [];
    expect(Number(proposed)).toBeGreaterThan(0);
    it.reply("WATTS", "lea", "yes");
    await it.look();
    const text = (MANIFEST + USAGE).replace("output_tokens: 200", "output_tokens: 20000");
    it.push({ "architecture.yaml": text });
    await it.look();
    expect(visible(it.thread("WATTS")?.body ?? "")).toContain(`lea says ${proposed}. Commit`);
    expect(it.thread("WATTS")?.body).toContain(`+  wh_per_unit: ${proposed}`);
  });
});

describe("two threads of one question, from two runs at once", () => {
  test("the younger goes while nobody has spoken in it, and is heard where somebody has", async () => {
    const it = await talk({ checks: ["STOP", "WHY"] });
    await it.look();
    // What another run that was as fast has left.
    const comments = it.threads().map((one) => ({ ...one }));
    addReview(it.state, it.repository, it.pull, { author: BOT, body: "", comments });
    const [stop, why, stopAgain] = it.threads();
    expect([it.threads().length, titleOf(stopAgain)]).toEqual([4, titleOf(stop)]);
    if (stopAgain === undefined) throw new Error("There is no second thread");
    const said = reply(it.state, it.repository, stopAgain, "lea", "yes");
    await it.look();
    expect([titleOf(stop), receipts(said), it.threads().length]).toEqual(["Answered", ["+1"], 3]);
    expect([titleOf(why)?.slice(0, 8), (await it.look()).writes]).toEqual(["Question", []]);
    edit(it.state, said, "no, nobody can");
    await it.look();
    expect(it.verdict()).toBe("failure");
  });
});
