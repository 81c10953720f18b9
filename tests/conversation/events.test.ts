// Every event of a conversation, with GitHub's own payloads, on the built action: the same reconciliation.
import { describe, expect, test } from "vitest";
import { talk, titleOf } from "../conversation-scene.ts";
import {
  issueCommentPayload,
  reviewCommentPayload,
  reviewPayload,
} from "../github-double/conversation-payload.ts";
import { closedPayload, exampleOf, factsOf, placed } from "../github-double/event-payload.ts";
import { close, deleteSaid, edit, review } from "../github-double/people.ts";

const asked = async () => {
  const it = await talk();
  await it.look();
  const facts = factsOf(it.repository, it.pull);
  return { it, facts };
};

describe("leads to the review as it is now, on the head commit", () => {
  test("issue_comment: created, edited, deleted", async () => {
    const { it, facts } = await asked();
    const said = it.say("lea", "Q1: yes");
    const run = (action: "created" | "edited" | "deleted") =>
      it.act({ event: "issue_comment", payload: issueCommentPayload(facts, said, action) });
    await run("created");
    expect(it.verdict()).toBe("success");
    edit(it.state, said, "Q1: no, the vendor decides");
    await run("edited");
    expect(it.verdict()).toBe("failure");
    deleteSaid(it.repository, said);
    await run("deleted");
    expect(it.verdict()).toBe("action_required");
    expect(new Set(it.repository.checkRuns.map(({ headSha }) => headSha))).toEqual(
      new Set([it.pull.head.sha]),
    );
  });

  test("pull_request_review_comment: created, edited, deleted", async () => {
    const { it, facts } = await asked();
    const said = it.reply("STOP", "lea", "yes");
    const run = (action: "created" | "edited" | "deleted") => {
      const payload = reviewCommentPayload(facts, said, action);
      return it.act({ event: "pull_request_review_comment", payload });
    };
    await run("created");
    expect([it.verdict(), titleOf(it.thread("STOP"))]).toEqual(["success", "Answered"]);
    edit(it.state, said, "no, the vendor decides");
    await run("edited");
    expect(it.verdict()).toBe("failure");
    deleteSaid(it.repository, said);
    await run("deleted");
    expect(it.verdict()).toBe("action_required");
  });

  test.each(["submitted", "edited", "dismissed"] as const)(
    "pull_request_review: %s",
    async (action) => {
      const { it, facts } = await asked();
      it.reply("STOP", "lea", "yes");
      const said = review(it.state, it.repository, it.pull, "lea", { body: "Fine with me." });
      const payload = reviewPayload(facts, said, action);
      const run = await it.act({ event: "pull_request_review", payload });
      expect([run.exitCode, it.verdict()]).toEqual([0, "success"]);
    },
  );
});

describe("leads to nothing", () => {
  test.each(["issue_comment", "pull_request_review_comment", "pull_request_review"] as const)(
    "%s of a bot, the bot itself included: no call, and the job is green",
    async (event) => {
      const { it, facts } = await asked();
      const bot = { sender: "github-actions[bot]" };
      const [root] = it.threads();
      const [comment] = it.repository.comments;
      const [said] = it.repository.reviews;
      if (root === undefined || comment === undefined || said === undefined)
        throw new Error("Nothing was said");
      const payload = {
        issue_comment: () => issueCommentPayload(facts, comment, "created", bot),
        pull_request_review_comment: () => reviewCommentPayload(facts, root, "edited", bot),
        pull_request_review: () => reviewPayload(facts, said, "submitted", bot),
      }[event]();
      const before = it.github.requests.length;
      const run = await it.act({ event, payload });
      expect([run.exitCode, it.github.requests.length - before]).toEqual([0, 0]);
    },
  );

  test("a comment on an issue", async () => {
    const { it, facts } = await asked();
    const payload = placed(exampleOf("issue_comment", "created"), facts);
    const before = it.github.requests.length;
    const run = await it.act({ event: "issue_comment", payload });
    expect([run.exitCode, it.github.requests.length - before]).toEqual([0, 0]);
  });

  test("a pull request that is closed is left as it is, whatever is said there", async () => {
    const { it, facts } = await asked();
    close(it.state, it.pull);
    const said = it.reply("STOP", "lea", "yes");
    expect((await it.act({ payload: closedPayload(facts) })).writes).toEqual([]);
    const payload = reviewCommentPayload(facts, said);
    expect((await it.act({ event: "pull_request_review_comment", payload })).writes).toEqual([]);
    expect(it.verdict()).toBe("action_required");
  });
});
