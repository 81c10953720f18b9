// With what a token may do, and without: resolving threads, reading only, no GraphQL.
import { describe, expect, test } from "vitest";
import { BOT } from "../action-scene.ts";
import { saidIn, type Talk, talk, titleOf } from "../conversation-scene.ts";
import { resolve } from "../github-double/people.ts";

const WRITE = { contents: "write", pull_requests: "write", checks: "write" } as const;
const resolvedBy = ({ repository, threads }: Talk) =>
  threads().map((first) => repository.threads.find(({ id }) => id === first.thread)?.resolvedBy);
const root = (it: Talk) => {
  const found = it.thread("STOP");
  if (found === undefined) throw new Error("Nothing was asked");
  return found;
};

describe("threads are resolved", () => {
  test("with resolve-threads and contents: write, once they are answered", async () => {
    const it = await talk({ permissions: WRITE });
    await it.look({ resolve: true });
    expect(resolvedBy(it)).toEqual([undefined]);
    it.reply("STOP", "lea", "yes");
    const run = await it.act({ inputs: { "resolve-threads": "true" } });
    expect([resolvedBy(it), run.writes.at(-1)]).toEqual([[BOT], "resolveReviewThread"]);
    expect((await it.look({ resolve: true })).writes).toEqual([]);
  });

  test("not without contents: write: the comment shows the state, and the run says what is missing", async () => {
    const it = await talk();
    await it.look();
    it.reply("STOP", "lea", "yes");
    const run = await it.act({ inputs: { "resolve-threads": "true" } });
    expect([resolvedBy(it), run.exitCode, it.verdict()]).toEqual([[undefined], 0, "success"]);
    expect(titleOf(it.thread("STOP"))).toBe("Answered");
    expect(run.stdout).toContain(
      "resolveThread. Add `contents: write` to the `permissions` of the job.",
    );
  });

  test("not unless it is asked for", async () => {
    const it = await talk({ permissions: WRITE });
    await it.look();
    it.reply("STOP", "lea", "yes");
    await it.look();
    expect(resolvedBy(it)).toEqual([undefined]);
  });
});

describe("a thread that a person resolves without an answer", () => {
  test("is listed as unanswered, and stays resolved where the bot may not resolve", async () => {
    const it = await talk();
    await it.look();
    resolve(it.repository, root(it), "alice");
    await it.look();
    expect(saidIn(it.scorecard())).toBe("- ? Q1: its thread was resolved without an answer");
    expect([resolvedBy(it), it.verdict(), (await it.look()).writes]).toEqual([
      ["alice"],
      "action_required",
      [],
    ]);
  });

  test("is reopened once and not twice", async () => {
    const it = await talk({ permissions: WRITE });
    await it.look({ resolve: true });
    resolve(it.repository, root(it), "alice");
    await it.look({ resolve: true });
    expect(resolvedBy(it)).toEqual([undefined]);
    resolve(it.repository, root(it), "alice");
    await it.look({ resolve: true });
    expect(resolvedBy(it)).toEqual(["alice"]);
    expect(saidIn(it.scorecard())).toContain("its thread was resolved without an answer");
    expect((await it.look({ resolve: true })).writes).toEqual([]);
  });

  test("that the bot resolved is opened again when its answer is taken back", async () => {
    const it = await talk({ permissions: WRITE });
    await it.look({ resolve: true });
    const said = it.reply("STOP", "lea", "yes");
    await it.look({ resolve: true });
    it.repository.reviewComments.splice(it.repository.reviewComments.indexOf(said), 1);
    await it.look({ resolve: true });
    expect([titleOf(it.thread("STOP"))?.slice(0, 11), it.verdict()]).toEqual([
      "Question Q1",
      "action_required",
    ]);
    expect(resolvedBy(it)).toEqual([undefined]);
  });
});

describe("with less, it goes on and says so", () => {
  test("a token that only reads: the verdict is in the job", async () => {
    const it = await talk({
      permissions: { contents: "read", pull_requests: "read", checks: "read" },
    });
    it.say("lea", "/greenlight help");
    const run = await it.act();
    expect([run.exitCode, run.outputs["verdict"]]).toEqual([1, "waiting"]);
    expect([it.threads(), it.told(), it.repository.checkRuns]).toEqual([[], [], []]);
    for (const lacks of ["pull-requests: write", "checks: write"])
      expect(run.stdout).toContain(`Add \`${lacks}\``);
    expect(run.summary).toContain("Can a person stop it?");
  });

  test("without pull-requests: write the check alone is published", async () => {
    const it = await talk({
      permissions: { contents: "read", pull_requests: "read", checks: "write" },
    });
    const run = await it.act();
    expect([run.exitCode, it.verdict(), it.threads()]).toEqual([0, "action_required", []]);
  });

  test.each(["missing", "refused"] as const)(
    "GraphQL is %s: it asks, hears, and resolves nothing",
    async (graphql) => {
      const it = await talk({ permissions: WRITE });
      it.state.graphql = graphql;
      await it.act({ inputs: { "resolve-threads": "true" } });
      it.say("lea", "Q1: yes");
      const run = await it.act({ inputs: { "resolve-threads": "true" } });
      expect([run.exitCode, it.verdict(), resolvedBy(it)]).toEqual([0, "success", [undefined]]);
    },
  );
});
