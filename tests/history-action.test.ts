// The built action keeps a history of what is pushed to the default branch: on a branch, or in files of the job.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { RAG, type Scene, scene, TICKETS } from "./action-scene.ts";
import { factsOf, pushPayload, schedulePayload } from "./github-double/event-payload.ts";
import { filesOf } from "./github-double/git-objects.ts";
import { writesOf } from "./github-double/github-double.ts";
import type { Permissions } from "./github-double/github-state.ts";
import { push } from "./github-double/seed.ts";

const POLICY = ".github/greenlight.yaml";
const policy = (history: string) =>
  `version: 1\npacks: [{ use: cpl-12, enforce: advisory }]\nhistory: ${history}\n`;
const WRITE = { contents: "write", pull_requests: "write", checks: "write" } as const;
const LEDGER = "greenlight-ledger";

const shopWith = (history: string, permissions: Permissions = WRITE) =>
  scene(
    { "architecture.yaml": RAG, [POLICY]: policy(history) },
    { "architecture.yaml": `${RAG}# More.\n` },
    { permissions },
  );

/** The run of the push that made this commit the newest of main. */
async function pushed(shop: Scene, after: string, inputs: Readonly<Record<string, string>> = {}) {
  const { repository, pull, github } = shop;
  const facts = factsOf(repository, pull);
  const payload = pushPayload(facts, { branch: "main", before: shop.base, after });
  const seen = github.requests.length;
  const run = await shop.run({ event: "push", payload, sha: after, inputs });
  const calls = github.requests.slice(seen);
  const writes = writesOf(calls).map(
    ({ method, path }) => `${method} ${path.split("/").slice(4).join("/")}`,
  );
  return { ...run, writes };
}

function kept({ repository }: Scene, name: string): string | undefined {
  const found = filesOf(repository.objects, repository.branches.get(LEDGER)).get(name);
  return found === undefined ? undefined : `${repository.objects.blobs.get(found.sha)}`;
}

const historyOf = (shop: Scene) => JSON.parse(kept(shop, "history.json") ?? "{}");
const COMMIT = ["POST git/trees", "POST git/commits", "PATCH git/refs/heads/greenlight-ledger"];

describe("on a branch", () => {
  test("a push adds one entry and a badge, and the same push adds nothing", async () => {
    const shop = await shopWith("branch");
    const first = await pushed(shop, shop.base);
    expect([first.exitCode, first.writes]).toEqual([
      0,
      ["POST git/trees", "POST git/commits", "POST git/refs"],
    ]);
    expect(historyOf(shop).entries).toMatchObject([
      {
        commit: shop.base,
        manifests: [
          { path: "architecture.yaml", month: { energyKwh: { low: expect.any(Number) } } },
        ],
      },
    ]);
    expect(JSON.parse(kept(shop, "badge.json") ?? "")).toMatchObject({
      schemaVersion: 1,
      label: "greenlight",
      message: expect.stringMatching(/^score \d+ % of \d+ % decided, [\d.]+ Wh per unit/),
    });
    expect((await pushed(shop, shop.base)).writes).toEqual([]);
    expect(first.summary).not.toContain("**Trend");
  });

  test("a push that changes the system adds to it, shows the line, and leaves the answers", async () => {
    const shop = await shopWith("branch");
    const answers = `{"version":1,"answers":[],"waivers":[]}`;
    push(shop.state, shop.repository, LEDGER, { "answers.json": answers, "README.md": "Ours.\n" });
    await pushed(shop, shop.base);
    const next = push(shop.state, shop.repository, "main", {
      "architecture.yaml": RAG.replace("output_tokens: 45 ", "output_tokens: 900 "),
    });
    const run = await pushed(shop, next);
    expect(run.writes).toEqual(COMMIT);
    expect(historyOf(shop).entries.map(({ commit }: { commit: string }) => commit)).toEqual([
      shop.base,
      next,
    ]);
    expect([kept(shop, "answers.json"), kept(shop, "README.md")]).toEqual([answers, "Ours.\n"]);
    expect(run.summary).toMatch(
      /^\*\*Trend\.\*\* Score \d+ → \d+ over 2 reviews; energy per unit [\d.]+ Wh → [\d.]+ Wh\./,
    );
  });

  test("an older run that comes after a newer push writes nothing", async () => {
    const shop = await shopWith("branch");
    push(shop.state, shop.repository, "main", { "architecture.yaml": TICKETS });
    const run = await pushed(shop, shop.base);
    expect([run.exitCode, run.writes, kept(shop, "history.json")]).toEqual([0, [], undefined]);
  });

  test("what is no history is said, and left as it is", async () => {
    const shop = await shopWith("branch");
    push(shop.state, shop.repository, LEDGER, { "history.json": "ours\n" });
    const run = await pushed(shop, shop.base);
    expect([run.exitCode, run.writes, kept(shop, "history.json")]).toEqual([0, [], "ours\n"]);
    expect(run.summary).toMatch(/^> The history of earlier reviews cannot be read/);
  });

  test("a token that may not write leaves the verdict as it is, and says so in one line", async () => {
    const shop = await shopWith("branch", { ...WRITE, contents: "read" });
    const run = await pushed(shop, shop.base);
    expect([run.exitCode, run.outputs["verdict"]]).toEqual([0, "pass"]);
    expect(run.summary).toMatch(
      /^> The review could not be added to the history on the ledger branch: the token may not do it\. Add `contents: write` to the `permissions` of the job\.\n/,
    );
  });

  test("a history that GitHub does not hand out costs the trend, and not the review", async () => {
    const shop = await shopWith("branch");
    shop.github.fault(
      { method: "GET", path: /git\/trees\/heads(%2F|\/)greenlight-ledger/ },
      { kind: "answer", status: 500 },
      10,
    );
    const run = await pushed(shop, shop.base);
    expect([run.exitCode, run.outputs["verdict"], run.writes]).toEqual([0, "pass", []]);
    expect(run.summary).toMatch(/^> The history of earlier reviews cannot be read/);
  });

  test("another run that records in between loses nothing, and neither does this one", async () => {
    const shop = await shopWith("branch");
    push(shop.state, shop.repository, LEDGER, { "answers.json": "{}\n" });
    shop.github.before({ method: "PATCH", path: /refs\/heads\/greenlight-ledger/ }, () => {
      push(shop.state, shop.repository, LEDGER, { "answers.json": "newer\n" });
    });
    const run = await pushed(shop, shop.base);
    expect([run.exitCode, kept(shop, "answers.json")]).toEqual([0, "newer\n"]);
    expect(historyOf(shop).entries.length).toBe(1);
  });

  test("a pull request and another branch record nothing", async () => {
    const shop = await shopWith("branch");
    await shop.run();
    const facts = factsOf(shop.repository, shop.pull);
    const after = shop.repository.branches.get("feature/x") ?? "";
    const payload = pushPayload(facts, { branch: "feature/x", before: shop.base, after });
    await shop.run({ event: "push", payload, sha: after });
    await shop.run({ event: "schedule", payload: schedulePayload(facts) });
    expect(shop.repository.branches.has(LEDGER)).toBe(false);
  });

  test("without it in the policy, a push asks for nothing and records nothing", async () => {
    const shop = await shopWith("none");
    const run = await pushed(shop, shop.base);
    expect([run.writes, run.outputs["history"]]).toEqual([[], undefined]);
    expect(shop.github.requests.some(({ path }) => path.includes(LEDGER))).toBe(false);
  });
});

describe("in files", () => {
  let folder: string | undefined;
  afterEach(async () => {
    if (folder !== undefined) await rm(folder, { recursive: true });
    folder = undefined;
  });
  const fileOf = async (text: string) => {
    folder ??= await mkdtemp(join(tmpdir(), "history-"));
    const path = join(folder, "history.json");
    await writeFile(path, text);
    return path;
  };
  const filesOfRun = ({ outputs, files }: Awaited<ReturnType<typeof pushed>>) =>
    [outputs["history"], outputs["badge"]].map((path) => files.get(path ?? ""));

  test("the run hands them out, goes on from those it is handed, and writes nothing to GitHub", async () => {
    const shop = await shopWith("artifact", { contents: "read" });
    const first = await pushed(shop, shop.base, { history: "not-there/history.json" });
    const [history = "", badge = ""] = filesOfRun(first);
    expect([first.exitCode, first.writes, JSON.parse(history).entries.length]).toEqual([0, [], 1]);
    expect(JSON.parse(badge)).toMatchObject({ schemaVersion: 1 });
    const next = push(shop.state, shop.repository, "main", { "architecture.yaml": TICKETS });
    const second = await pushed(shop, next, { history: await fileOf(history) });
    expect(JSON.parse(filesOfRun(second)[0] ?? "").entries.length).toBe(2);
    expect(second.summary).toContain("**Trend.** Score");
  });

  test("what is no history is said, and no file is handed out in its place", async () => {
    const shop = await shopWith("artifact");
    const run = await pushed(shop, shop.base, { history: await fileOf("ours\n") });
    expect([run.exitCode, run.outputs["history"]]).toEqual([0, undefined]);
    expect(run.summary).toMatch(/^> The history of earlier reviews cannot be read/);
  });
});
