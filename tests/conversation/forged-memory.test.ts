// Somebody with write access edits what the bot remembers in its own comments: no state comes of it.
import { expect, test } from "vitest";
import { readMemory, writeMemory } from "../../src/conversation/memory.ts";
import { BOT } from "../action-scene.ts";
import { MANIFEST, type Talk, talk } from "../conversation-scene.ts";
import { edit } from "../github-double/people.ts";
import { comment } from "../github-double/seed.ts";

const commentsOf = ({ repository: { comments, reviewComments } }: Talk, mark: string) =>
  [...comments, ...reviewComments].filter(
    ({ author, body }) => author === BOT && body.startsWith(`<!-- greenlight:${mark} `),
  );

/** Says in the memory of that comment that every word was said of what is shown now. */
function forge(it: Talk, mark: "question" | "scorecard", shownAt: "thread" | "scorecard"): void {
  const source = commentsOf(it, shownAt === "thread" ? "question" : "scorecard")[0]?.body ?? "";
  const now = readMemory(source).find(({ key }) => key.check === "STOP")?.shown;
  for (const comment of commentsOf(it, mark)) {
    const forged = readMemory(comment.body).map((one) => ({
      ...one,
      heard: one.heard.map((word) => ({ ...word, shown: now ?? word.shown })),
    }));
    const from = comment.body.lastIndexOf("<!-- greenlight:memory ");
    edit(it.state, comment, comment.body.slice(0, from) + writeMemory(forged), "mallory");
  }
}

test.each([
  ["question", "thread"],
  ["question", "conversation"],
  ["scorecard", "thread"],
  ["scorecard", "conversation"],
] as const)(
  "in the %s: a yes in the %s to other facts counts neither in this run nor in the next ones",
  async (mark, place) => {
    const it = await talk();
    await it.look();
    if (place === "thread") it.reply("STOP", "lea", "yes");
    else it.say("lea", "Q1: yes");
    await it.look();
    expect(it.verdict()).toBe("success");
    it.push({ "architecture.yaml": MANIFEST.replace("pilot", "production") });
    await it.look();
    expect(it.verdict()).toBe("action_required");
    forge(it, mark, "thread");
    for (let run = 0; run < 3; run += 1) {
      await it.look();
      expect(it.verdict()).toBe("action_required");
    }
    expect((await it.look()).writes).toEqual([]);
  },
);

test("with an App of one's own, what another workflow's bot wrote is nobody's memory", async () => {
  const it = await talk();
  const app = { id: 99, slug: "greenlight" };
  const permissions = it.state.tokens.get("ghs_actions")?.permissions ?? {};
  it.state.tokens.set("ghs_app", { kind: "installation", app, permissions });
  const forged = "<!-- greenlight:scorecard greenlight -->\nAll is well.";
  const pasted = comment(it.state, it.repository, 7, BOT, forged);
  for (let run = 0; run < 2; run += 1) await it.look({ token: "ghs_app" });
  expect(pasted.body).toBe(forged);
  const authors = it.repository.comments.map(({ author }) => author);
  expect(authors).toEqual([BOT, "greenlight[bot]"]);
});
