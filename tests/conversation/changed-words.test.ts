// What was said and is no longer: edited by its author or by others, deleted, the bot's own included.
import { describe, expect, test } from "vitest";
import { BOT } from "../action-scene.ts";
import { receipts, talk, titleOf, visible } from "../conversation-scene.ts";
import { deleteSaid, edit } from "../github-double/people.ts";

const OPEN = "action_required";

describe("an answer that is edited", () => {
  test("by its author counts as edited", async () => {
    const it = await talk();
    await it.look();
    const said = it.reply("STOP", "lea", "yes");
    await it.look();
    edit(it.state, said, "no, the vendor decides");
    await it.look();
    expect([it.verdict(), receipts(said)]).toEqual(["failure", ["+1"]]);
    edit(it.state, said, "We should talk about it");
    await it.look();
    expect([it.verdict(), (await it.look()).writes]).toEqual([OPEN, []]);
  });

  test.each(["thread", "conversation"])(
    "by somebody else is nobody's word: in the %s",
    async (place) => {
      const it = await talk();
      await it.look();
      const said =
        place === "thread" ? it.reply("STOP", "lea", "no, wait") : it.say("lea", "Q1: no, wait");
      await it.look();
      edit(it.state, said, place === "thread" ? "yes" : "Q1: yes", "mallory");
      await it.look();
      expect(it.verdict()).toBe(OPEN);
      const told = place === "thread" ? it.heardIn("STOP") : it.told();
      expect(told.map(visible)).toEqual([
        "This does not count yet. It was last edited by mallory, so it is no word of lea.",
      ]);
      expect((await it.look()).writes).toEqual([]);
    },
  );

  test("was last edited by its author again: theirs again", async () => {
    const it = await talk();
    await it.look();
    const said = it.reply("STOP", "lea", "no, wait");
    edit(it.state, said, "yes", "mallory");
    edit(it.state, said, "yes, it can");
    await it.look();
    expect(it.verdict()).toBe("success");
  });

  test("where GitHub cannot say by whom, it does not count, and what was never edited does", async () => {
    const it = await talk();
    await it.look();
    it.state.graphql = "refused";
    const said = it.say("lea", "Q1: no, wait");
    edit(it.state, said, "Q1: yes");
    await it.look();
    expect(it.verdict()).toBe(OPEN);
    expect(visible(it.told()[0] ?? "")).toContain("It was edited, and GitHub does not say by whom");
    it.say("lea", "Q1: yes, it can");
    await it.look();
    expect(it.verdict()).toBe("success");
  });
});

describe("an answer that is deleted", () => {
  test.each([
    ["thread", "thread"],
    ["thread", "conversation"],
    ["conversation", "thread"],
    ["conversation", "conversation"],
  ])("a no reopens, and revives no older yes: yes in the %s, no in the %s", async (first, then) => {
    const it = await talk();
    await it.look();
    const say = (place: string, body: string) =>
      place === "thread" ? it.reply("STOP", "lea", body) : it.say("lea", `Q1: ${body}`);
    say(first, "yes");
    await it.look();
    const no = say(then, "no, the vendor decides");
    await it.look();
    expect(it.verdict()).toBe("failure");
    deleteSaid(it.repository, no);
    await it.look();
    expect([it.verdict(), titleOf(it.thread("STOP"))?.slice(0, 11)]).toEqual([OPEN, "Question Q1"]);
    expect((await it.look()).writes).toEqual([]);
    say(first, "yes, again");
    await it.look();
    expect(it.verdict()).toBe("success");
  });

  test.each(["scorecard", "thread"])(
    "nor when the bot's own %s is deleted with it",
    async (which) => {
      const it = await talk();
      await it.look();
      const yes = which === "thread" ? it.say("lea", "Q1: yes") : it.reply("STOP", "lea", "yes");
      await it.look();
      const no =
        which === "thread" ? it.reply("STOP", "lea", "no, wait") : it.say("lea", "Q1: no, wait");
      await it.look();
      expect([yes.author, it.verdict()]).toEqual(["lea", "failure"]);
      deleteSaid(it.repository, no);
      const own = [...it.repository.comments, ...it.threads()].find(
        ({ author, body }) =>
          author === BOT &&
          body.includes(which === "thread" ? "greenlight:question" : "greenlight:scorecard"),
      );
      if (own === undefined) throw new Error("The bot has said nothing");
      deleteSaid(it.repository, own);
      await it.look();
      expect(it.verdict()).toBe(OPEN);
    },
  );

  test("by its author without another is no answer any more; what others said stays", async () => {
    const it = await talk();
    await it.look();
    const no = it.reply("STOP", "lea", "no, the vendor decides");
    await it.look();
    deleteSaid(it.repository, no);
    it.reply("STOP", "marc", "yes");
    await it.look();
    expect(it.verdict()).toBe("success");
  });
});

describe("the bot's own comments", () => {
  test("come back when they are deleted and still needed, and only then", async () => {
    const it = await talk({ checks: ["STOP", "WHY"] });
    await it.look();
    it.reply("WHY", "lea", "Because rules reached 58 % only");
    await it.look();
    for (const check of ["STOP", "WHY"]) {
      const root = it.thread(check);
      if (root !== undefined) deleteSaid(it.repository, root);
    }
    await it.look();
    expect(it.threads().map(titleOf)).toContain(
      "Question Q1 for the product manager (lea). The merge waits for it.",
    );
    expect(it.repository.reviews.filter(({ body }) => body.includes("@lea"))).toHaveLength(1);
    expect((await it.look()).writes).toEqual([]);
  });

  test("edited by somebody else ask nothing any more: the question is asked anew, and nothing under them counts", async () => {
    const it = await talk();
    await it.look();
    const root = it.thread("STOP");
    if (root === undefined) throw new Error("Nothing was asked");
    const asked = root.body;
    edit(it.state, root, asked.replace("Can a person stop it?", "Is tea nice?"), "mallory");
    it.reply("STOP", "lea", "yes");
    await it.look();
    expect(it.verdict()).toBe(OPEN);
    expect(root.body).toContain("Asked anew in another thread.");
    expect(root.body).not.toContain("tea");
    expect(it.thread("STOP")?.body).toContain("Can a person stop it?");
    expect((await it.look()).writes).toEqual([]);
    it.reply("STOP", "lea", "yes, it can be stopped");
    await it.look();
    expect(it.verdict()).toBe("success");
  });

  test("emptied of their memory are asked anew", async () => {
    const it = await talk();
    await it.look();
    const root = it.thread("STOP");
    if (root === undefined) throw new Error("Nothing was asked");
    edit(it.state, root, "<!-- greenlight:question greenlight -->\n\nNothing to see.", "mallory");
    await it.look();
    expect(it.threads().map(titleOf)).toEqual([
      undefined,
      "Question Q1 for the product manager (lea). The merge waits for it.",
    ]);
  });
});
