// What somebody writes above a review is in the conversation, too: answers by number, and commands.
import { expect, test } from "vitest";
import { BOT } from "../action-scene.ts";
import { LEA, saidIn, type Talk, talk, visible } from "../conversation-scene.ts";
import type { Review } from "../github-double/conversation.ts";
import { reviewPayload } from "../github-double/conversation-payload.ts";
import { factsOf } from "../github-double/event-payload.ts";
import { editReview, review } from "../github-double/people.ts";

const summary = (it: Talk, by: string, body: string, state?: Review["state"]) =>
  review(it.state, it.repository, it.pull, by, { body, ...(state && { state }) });

const asked = async (policy: readonly string[] = [LEA]) => {
  const it = await talk({ checks: ["STOP", "WHY"], policy });
  await it.look();
  return it;
};

test("answers several questions by number, as a comment does; the thread and the scorecard show it", async () => {
  const it = await asked();
  const said = summary(
    it,
    "lea",
    "Looks good.\n\nQ1: yes\nQ2: because rules reached 58 % only",
    "APPROVED",
  );
  const payload = reviewPayload(factsOf(it.repository, it.pull), said, "submitted");
  const run = await it.act({ event: "pull_request_review", payload });
  expect([run.exitCode, it.verdict()]).toEqual([0, "success"]);
  expect(visible(it.thread("STOP")?.body ?? "")).toContain("lea says yes.");
  expect(saidIn(it.scorecard())).toContain("lea on");
  expect(said.reactions.map(({ user, content }) => [user, content])).toEqual([[BOT, "+1"]]);
  expect((await it.look()).writes).toEqual([]);
});

test("counts without GraphQL only where nobody could have edited it: it is asked for again", async () => {
  const it = await asked();
  const said = summary(it, "lea", "Q1: yes");
  it.state.graphql = "missing";
  await it.look();
  expect([it.verdict(), said.reactions]).toEqual(["action_required", []]);
  expect(it.told().map(visible)).toEqual([
    expect.stringContaining("GitHub does not say whether somebody has edited it"),
  ]);
  expect((await it.look()).writes).toEqual([]);
});

test("gives commands, which are answered in the conversation once", async () => {
  const it = await asked();
  summary(
    it,
    "lea",
    "/greenlight answer WHY because rules reached 58 % only\n/greenlight questions",
  );
  await it.look();
  expect(it.told()).toHaveLength(1);
  expect(it.told()[0]).toContain("Q1");
  expect((await it.look()).writes).toEqual([]);
  expect(it.thread("WHY")?.body).toContain("rules reached");
});

test("of somebody who may not answer does not count, and is told once who may", async () => {
  const it = await asked();
  summary(it, "alice", "Q1: yes");
  await it.look();
  expect(it.verdict()).toBe("action_required");
  expect(it.told().map(visible)).toEqual([
    expect.stringContaining("Only they may answer: lea or marc"),
  ]);
  expect((await it.look()).writes).toEqual([]);
});

test("that its author has edited counts as edited; that somebody else has edited does not count", async () => {
  const it = await asked();
  const said = summary(it, "lea", "Q1: yes");
  await it.look();
  editReview(it.state, said, "Q1: no, nobody can", "lea");
  await it.look();
  expect(it.verdict()).toBe("failure");
  editReview(it.state, said, "Q1: yes", "alice");
  await it.look();
  expect(it.verdict()).toBe("action_required");
});

test("that is dismissed says nothing any more, and what was older does not come back", async () => {
  const it = await asked();
  it.reply("STOP", "lea", "yes");
  await it.look();
  const said = summary(it, "lea", "Q1: no, nobody can", "CHANGES_REQUESTED");
  await it.look();
  expect(it.verdict()).toBe("failure");
  said.state = "DISMISSED";
  await it.look();
  expect(it.verdict()).toBe("action_required");
  expect((await it.look()).writes).toEqual([]);
});

test("that was written before there was a scorecard cannot have meant a number", async () => {
  const it = await talk({ checks: ["STOP"] });
  summary(it, "lea", "Q1: yes");
  await it.look();
  await it.look();
  expect(it.verdict()).toBe("action_required");
});

test("is read together with comments: the newest word of each person counts", async () => {
  const it = await asked();
  summary(it, "lea", "Q1: no, nobody can");
  it.say("lea", "Q1: yes");
  await it.look();
  expect(it.thread("STOP")?.body).toContain("lea says yes.");
});
