// Answers that outlive the pull request: in the manifest, where head only claims them, and in the ledger.
import { beforeEach, describe, expect, test } from "vitest";
import { LEA, MANIFEST, saidIn, type Talk, TODAY, talk, visible } from "../conversation-scene.ts";
import { closedPayload, factsOf } from "../github-double/event-payload.ts";
import { filesOf } from "../github-double/git-objects.ts";
import type { Permissions } from "../github-double/github-state.ts";
import { close, merge } from "../github-double/people.ts";
import { openPullRequest, push } from "../github-double/seed.ts";

/** The entry that the scorecard offers for the manifest, as it stands in the patch. */
const offered = (it: Talk) =>
  [...it.scorecard().matchAll(/^\+(answers:|waivers:| {2}- .*)$/gm)]
    .map(([, line]) => line)
    .join("\n");

const later = (days: number) =>
  new Date(Date.parse(TODAY) + days * 86_400_000).toISOString().slice(0, 10);

describe("answers in the manifest", () => {
  let it: Talk;
  let entry: string;
  beforeEach(async () => {
    it = await talk();
    await it.look();
    it.reply("STOP", "lea", "yes, because the on-call can");
    await it.look();
    entry = offered(it);
  });

  test("what was said is offered, and committed it is confirmed by who has said it", async () => {
    expect(entry).toMatch(
      /^answers:\n {2}- \{ check: STOP, .*by: lea, on: .*answer: "yes", reason: the on-call can \}$/,
    );
    it.push({ "architecture.yaml": `${MANIFEST}${entry}\n` });
    await it.look();
    expect([it.verdict(), offered(it)]).toEqual(["success", ""]);
    expect((await it.look()).writes).toEqual([]);
  });

  test("on base it counts, until it expires or its facts change", async () => {
    const base = `${MANIFEST}${entry}\n`;
    const next = await talk({ base, head: `${base}# More.\n` });
    await next.look();
    expect([next.verdict(), next.threads()]).toEqual(["success", []]);
    expect(saidIn(next.scorecard())).toContain("✓ lea on");
    await next.look({ today: later(181) });
    expect(next.verdict()).toBe("action_required");
    expect(saidIn(next.scorecard())).toContain("It expired on");
    next.push({ "architecture.yaml": base.replace("pilot", "production") });
    await next.look();
    expect(next.verdict()).toBe("action_required");
    expect(saidIn(next.scorecard())).toContain("Facts that it is about changed since");
  });

  test("that head adds it is a claim, which waits until somebody confirms it", async () => {
    const other = await talk({ head: `${MANIFEST}${entry}\n` });
    await other.act();
    expect(other.verdict()).toBe("action_required");
    expect(saidIn(other.scorecard())).toContain(
      "The manifest claims under answers that lea spoke to STOP. That counts once it is said here, of the same facts, by lea or marc; or take it out.",
    );
    other.reply("STOP", "alice", "yes");
    await other.look();
    expect(other.verdict()).toBe("action_required");
    other.reply("STOP", "marc", "yes");
    await other.look();
    expect(other.verdict()).toBe("success");
  });

  test.each([
    ["of other facts", (text: string) => text.replace(/facts: "?\w+"?/, "facts: 00000000deadbeef")],
    ["dated ahead", (text: string) => text.replace(/on: [\d-]+/, `on: ${later(900)}`)],
    ["of something else", (text: string) => text.replace('answer: "yes"', 'answer: "no"')],
  ])("a claim %s is not confirmed by a yes to what is shown", async (_, change) => {
    const other = await talk({ head: `${MANIFEST}${change(entry)}\n` });
    await other.look();
    other.reply("STOP", "lea", "yes");
    await other.look();
    expect(saidIn(other.scorecard())).toContain("The manifest claims under answers that lea");
    expect(other.verdict()).toBe("action_required");
  });

  test("a waiver that head adds is a claim too, and blocks at every stage", async () => {
    const waiver = `waivers:\n${entry.split("\n")[1]?.replace(/answer: .*\}/, `reason: cost, because: it is cheap, until: ${later(9)} }`)}`;
    const head = `${MANIFEST.replace("pilot", "idea")}${waiver}\n`;
    const other = await talk({
      checks: ["NICE"],
      head: head.replaceAll("check: STOP", "check: NICE"),
    });
    await other.look();
    expect(other.verdict()).toBe("action_required");
    expect(saidIn(other.scorecard())).toContain("claims under waivers that lea spoke to NICE");
  });
});

describe("the ledger", () => {
  const LEDGER = [LEA, "ledger: branch"];
  const WRITE = { contents: "write", pull_requests: "write", checks: "write" } as const;
  const ledgerOf = ({ repository }: Talk) => {
    const entry = filesOf(repository.objects, repository.branches.get("greenlight-ledger")).get(
      "answers.json",
    );
    return entry === undefined ? undefined : `${repository.objects.blobs.get(entry.sha)}`;
  };
  const writeLedger = (it: Talk, text: string) =>
    push(it.state, it.repository, "greenlight-ledger", { "answers.json": text });
  /** An answer that another pull request's run records. */
  const OF_MARC = {
    ...{ manifest: "other.yaml", check: "STOP", version: "0123456789", facts: "0123456789" },
    ...{ by: "marc", on: TODAY, answer: "yes" },
  };
  const record = (it: Talk, answers: readonly object[]) => {
    writeLedger(it, JSON.stringify({ version: 1, answers, waivers: [] }));
  };
  const recordedOf = (it: Talk): string[] =>
    JSON.parse(ledgerOf(it) ?? "").answers.map(({ by }: { by: string }) => by);
  const answered = async (permissions: Permissions = WRITE) => {
    const it = await talk({ policy: LEDGER, permissions });
    await it.look();
    it.reply("STOP", "lea", "yes, because the on-call can");
    await it.look();
    return it;
  };
  const closed = (it: Talk) => ({
    payload: closedPayload(factsOf(it.repository, it.pull), it.pull.merged),
  });

  test("nothing is offered for the manifest; on merge answers are recorded; the next pull request reads them", async () => {
    const it = await answered();
    expect(offered(it)).toBe("");
    merge(it.state, it.repository, it.pull, "lea");
    const run = await it.act(closed(it));
    expect([run.exitCode, run.writes]).toEqual([
      0,
      ["POST git/trees", "POST git/commits", "POST git/refs"],
    ]);
    expect(JSON.parse(ledgerOf(it) ?? "")).toMatchObject({
      version: 1,
      answers: [{ manifest: "architecture.yaml", check: "STOP", by: "lea", answer: "yes" }],
      waivers: [],
    });
    expect((await it.look()).writes).toEqual([]);

    push(
      it.state,
      it.repository,
      "feature/y",
      { "architecture.yaml": `${MANIFEST}# More.\n` },
      it.repository.branches.get("main"),
    );
    const pull = openPullRequest(it.state, it.repository, { number: 8, head: "feature/y" });
    Object.assign(it.pull, { ...pull });
    await it.look();
    expect([it.verdict(), saidIn(it.scorecard())]).toEqual([
      "success",
      expect.stringContaining("✓ lea on"),
    ]);
  });

  test("closed without a merge, nothing is recorded, and nothing is said", async () => {
    const it = await answered();
    close(it.state, it.pull);
    expect((await it.look()).writes).toEqual([]);
    expect(it.repository.branches.has("greenlight-ledger")).toBe(false);
  });

  test("two that are merged at once are both recorded", async () => {
    const it = await answered();
    merge(it.state, it.repository, it.pull, "lea");
    // Right before the branch is made.
    it.github.before({ method: "POST", path: /git\/refs$/ }, () => record(it, [OF_MARC]));
    const run = await it.look();
    expect(run.denied).toEqual([]);
    expect(recordedOf(it)).toEqual(["lea", "marc"]);
  });

  test("what another run writes between reading and writing is not lost", async () => {
    const it = await answered();
    record(it, []);
    merge(it.state, it.repository, it.pull, "lea");
    it.github.before({ method: "GET", path: /git\/ref\/heads/ }, () => record(it, [OF_MARC]));
    await it.look();
    expect(recordedOf(it)).toEqual(["lea", "marc"]);
  });

  test.each([
    ["broken", '{ "version": 1, "answers": [ oops'],
    ["of another version", '{ "version": 2 }'],
    [
      "too large to be read",
      `{ "version": 1, "answers": [], "waivers": [] }${" ".repeat(1_100_000)}`,
    ],
  ])("one that is %s is not written over, and answers nothing", async (_, text) => {
    const it = await answered();
    writeLedger(it, text);
    merge(it.state, it.repository, it.pull, "lea");
    await it.look();
    expect(ledgerOf(it)).toBe(text);
  });

  test("with contents: read the run says what is missing, and its job does not fail", async () => {
    const it = await answered({ ...WRITE, contents: "read" });
    merge(it.state, it.repository, it.pull, "lea");
    const run = await it.act(closed(it));
    expect([run.exitCode, ledgerOf(it)]).toEqual([0, undefined]);
    expect(visible(run.stdout)).toContain(
      "The token may not do this: recordAnswers. Add `contents: write` to the `permissions` of the job.",
    );
  });
});
