// What is odd but legal, and what goes wrong on the way: the action is never wrong about the verdict.
import { describe, expect, test } from "vitest";
import { ADVISORY, BOT, botComments, RAG, type Scene, scene, TICKETS } from "./action-scene.ts";
import { factsOf, pullRequestPayload, pushPayload } from "./github-double/event-payload.ts";
import type { Fault } from "./github-double/faults.ts";
import { writesOf } from "./github-double/github-double.ts";
import { comment, push } from "./github-double/seed.ts";

const payloadOf = ({ repository, pull }: Scene) =>
  pullRequestPayload(factsOf(repository, pull), "synchronize");
const conclusionsOf = ({ repository }: Scene) =>
  repository.checkRuns.map(({ conclusion }) => conclusion);
const POST_COMMENT = { method: "POST", path: /\/comments$/ };
const POST_CHECK = { method: "POST", path: /\/check-runs$/ };

describe("paths", () => {
  test.each(["./architecture.yaml", "architecture.yaml/", "services/../architecture.yaml"])(
    "%s is the file that it names, not one that is absent",
    async (manifest) => {
      const shop = await scene({}, { "architecture.yaml": RAG });
      expect((await shop.run({ inputs: { manifest } })).outputs["verdict"]).toBe("fail");
    },
  );

  test("a policy and a pack are found too, however their paths are written", async () => {
    const pack = "pack: broken\n";
    const policy = "version: 1\npacks: [{ use: ./own.yaml }, { use: cpl-12 }]\n";
    const shop = await scene({ "p.yaml": policy, "own.yaml": pack }, { "architecture.yaml": RAG });
    const { outputs, summary } = await shop.run({ inputs: { policy: "./p.yaml" } });
    expect(outputs["verdict"]).toBe("error");
    expect(summary).toContain("own.yaml:1:1");
    expect(summary).not.toContain("does not exist");
  });

  test("of two packs of one file name each is itself", async () => {
    const policy = "version: 1\npacks: [{ use: a/own.yaml }, { use: own.yaml }]\n";
    const shop = await scene(
      { ".github/greenlight.yaml": policy, "a/own.yaml": "pack: 1\n", "own.yaml": "pack: {}\n" },
      { "architecture.yaml": RAG },
    );
    const { summary } = await shop.run();
    expect(summary).toMatch(/`a\/own\.yaml:1:7`/);
    expect(summary).toMatch(/`own\.yaml:1:7`/);
    expect(summary).not.toMatch(/are called/);
  });

  test("a pattern that begins with an exclamation mark leaves out", async () => {
    const shop = await scene({}, { "a/architecture.yaml": RAG, "b/architecture.yaml": "x", c: "" });
    const inputs = { manifest: "*/architecture.yaml\n!./b/**" };
    const { outputs, files } = await shop.run({ inputs });
    const report = JSON.parse(files.get(outputs["report"] ?? "") ?? "{}");
    expect(report.manifests.map(({ path }: { path: string }) => path)).toEqual([
      "a/architecture.yaml",
    ]);
  });

  test.each([
    ["/architecture.yaml", "inside the repository"],
    ["../architecture.yaml", "inside the repository"],
    ["!architecture.yaml", "at least one path"],
  ])("%s is refused", async (manifest, word) => {
    const shop = await scene({}, { "architecture.yaml": RAG });
    const { exitCode, stdout } = await shop.run({ inputs: { manifest } });
    expect(exitCode).toBe(1);
    expect(stdout).toContain(word);
  });

  test("a pattern that matches hundreds of files reads none of them", async () => {
    const files = Array.from({ length: 201 }, (_, at) => [`data/${at}.yaml`, "a: 1\n"]);
    const shop = await scene({}, Object.fromEntries(files));
    const { outputs, stdout } = await shop.run({ inputs: { manifest: "**/*.yaml" } });
    expect(outputs["verdict"]).toBe("error");
    expect(stdout).toContain("matches 201 files: at most 200");
    expect(shop.repository.checkRuns).toMatchObject([
      { conclusion: "cancelled", output: { title: expect.stringContaining("Not evaluated") } },
    ]);
    expect(shop.github.requests.filter(({ path }) => path.includes("/blobs/"))).toEqual([]);
  });
});

describe("what the pull request did, and what happened on base meanwhile", () => {
  test("a manifest and a policy that base got since are neither removed nor changed", async () => {
    const shop = await scene({}, { "src/app.ts": "export {};\n" });
    const later = { "architecture.yaml": RAG, ".github/greenlight.yaml": ADVISORY };
    push(shop.state, shop.repository, "main", later);
    const { outputs, summary } = await shop.run();
    expect(outputs["verdict"]).toBe("not-applicable");
    expect(summary).not.toContain("changes the policy");
  });

  test("a manifest that head removed fails, whatever base got since", async () => {
    const shop = await scene({ "architecture.yaml": RAG }, { "architecture.yaml": undefined });
    push(shop.state, shop.repository, "main", { ".github/greenlight.yaml": "version: 1\n" });
    expect((await shop.run()).outputs["verdict"]).toBe("fail");
  });

  test("where GitHub cannot compare, what is on base and not on head counts as removed", async () => {
    const shop = await scene({}, { "src/app.ts": "export {};\n" });
    push(shop.state, shop.repository, "main", { "architecture.yaml": RAG });
    shop.github.fault({ path: /\/compare\// }, { kind: "answer", status: 404 });
    expect((await shop.run()).outputs["verdict"]).toBe("fail");
  });

  test("the event of a run that is started again does not bring back an old base branch", async () => {
    const shop = await scene(
      { ".github/greenlight.yaml": "version: 1\nbranches: [release/*]\n" },
      { "architecture.yaml": RAG },
    );
    const lenient = { ".github/greenlight.yaml": ADVISORY };
    push(shop.state, shop.repository, "release/1", lenient, shop.base);
    shop.pull.base = { ...shop.pull.base, ref: "release/1" };
    const old = payloadOf(shop);
    shop.pull.base = { ...shop.pull.base, ref: "main" };
    expect((await shop.run({ payload: old })).outputs["verdict"]).toBe("fail");
    expect(conclusionsOf(shop)).toEqual(["failure"]);
  });

  test("a listed base branch without a policy keeps that of the default branch", async () => {
    const shop = await scene({ "old.txt": "" }, { "architecture.yaml": RAG });
    shop.repository.branches.set("release/1", shop.base);
    const policy = `${ADVISORY}branches: [release/*]\n`;
    push(shop.state, shop.repository, "main", { ".github/greenlight.yaml": policy });
    shop.pull.base = { ref: "release/1", sha: shop.base };
    expect((await shop.run({ payload: payloadOf(shop) })).outputs["verdict"]).toBe("pass");
  });

  test("branches are read as branches, not as tags of the same name", async () => {
    const shop = await scene({}, { "architecture.yaml": RAG });
    await shop.run();
    const refs = shop.github.requests.flatMap(({ path }) => path.split("/git/trees/")[1] ?? []);
    expect(new Set(refs.map(decodeURIComponent))).toEqual(
      new Set([shop.pull.head.sha, "heads/main"]),
    );
  });

  test("a pushed tag is judged as the commit that it is", async () => {
    const shop = await scene({ "architecture.yaml": RAG }, {});
    const change = { branch: "main", before: "0".repeat(40), after: shop.base };
    const payload = pushPayload(factsOf(shop.repository, shop.pull), change);
    const tag = { ...payload, ref: "refs/tags/v1" };
    expect((await shop.run({ event: "push", payload: tag })).outputs["verdict"]).toBe("fail");
  });
});

describe("comments", () => {
  test("of another workflow that quotes our mark are left alone", async () => {
    const shop = await scene({}, { "architecture.yaml": RAG });
    const quoted = "You wrote:\n\n<!-- greenlight:scorecard greenlight -->";
    const theirs = comment(shop.state, shop.repository, 7, BOT, quoted);
    await shop.run();
    await shop.run();
    expect(theirs.body).toBe(quoted);
    expect(botComments(shop)).toHaveLength(2);
  });

  test.each<[string, Fault]>([
    ["a reset connection", { kind: "reset", applied: true }],
    ["a gateway", { kind: "answer", status: 502, applied: true }],
  ])("and checks whose answer %s has lost are not posted twice", async (_, fault) => {
    const shop = await scene({}, { "architecture.yaml": RAG });
    shop.github.fault(POST_COMMENT, fault);
    shop.github.fault(POST_CHECK, fault);
    expect((await shop.run()).exitCode).toBe(0);
    expect(botComments(shop)).toHaveLength(1);
    expect(shop.repository.checkRuns).toHaveLength(1);
  });

  test("and checks that did not arrive are posted again", async () => {
    const shop = await scene({}, { "architecture.yaml": RAG });
    shop.github.fault(POST_COMMENT, { kind: "answer", status: 502 }, 2);
    shop.github.fault(POST_CHECK, { kind: "reset" }, 2);
    await shop.run();
    expect(botComments(shop)).toHaveLength(1);
    expect(shop.repository.checkRuns).toHaveLength(1);
  });

  test.each([422, 500])("that GitHub answers with %d change no verdict", async (status) => {
    const shop = await scene({}, { "architecture.yaml": RAG });
    shop.github.fault(POST_COMMENT, { kind: "answer", status }, 50);
    const { outputs, summary, stdout } = await shop.run();
    expect(outputs["verdict"]).toBe("fail");
    expect(conclusionsOf(shop)).toEqual(["failure"]);
    expect(summary).toMatch(/^> The scorecard could not be posted as a comment\. .*\d{3}/);
    expect(stdout).toContain("::warning::");
  });

  test("that a person deletes while they are edited change no verdict", async () => {
    const shop = await scene({}, { "architecture.yaml": RAG });
    await shop.run();
    push(shop.state, shop.repository, "feature/x", { "architecture.yaml": TICKETS });
    shop.github.before({ method: "PATCH", path: /\/comments\// }, () => {
      shop.repository.comments.length = 0;
    });
    expect((await shop.run()).outputs["verdict"]).not.toBe("error");
    expect(conclusionsOf(shop)).not.toContain("cancelled");
  });

  test("in a locked conversation are not a matter of permissions", async () => {
    const shop = await scene({}, { "architecture.yaml": RAG });
    shop.pull.locked = true;
    const { summary } = await shop.run();
    expect(summary).toMatch(/^> .*issue is locked/m);
    expect(summary).not.toContain("Add `pull-requests: write`");
  });

  test("of an App are not posted again when GitHub does not say who the App is", async () => {
    const shop = await scene({}, { "architecture.yaml": RAG });
    const app = { id: 99, slug: "greenlight" };
    const permissions = { contents: "read", pull_requests: "write", checks: "write" } as const;
    shop.state.tokens.set("ghs_app", { kind: "installation", app, permissions });
    await shop.run({ token: "ghs_app" });
    shop.github.fault({ path: /graphql/ }, { kind: "answer", status: 502 }, 50);
    expect((await shop.run({ token: "ghs_app" })).outputs["verdict"]).toBe("error");
    expect(shop.repository.comments).toHaveLength(1);
  });
});

describe("a private repository", () => {
  const run = async (permissions: Parameters<typeof scene>[2]) => {
    const shop = await scene({}, { "architecture.yaml": RAG }, { ...permissions, private: true });
    return { shop, result: await shop.run() };
  };

  test("with the right to read files alone: the summary and the exit code say it all", async () => {
    const { shop, result } = await run({ permissions: { contents: "read" } });
    expect(result).toMatchObject({ exitCode: 1, outputs: { verdict: "fail" } });
    expect(result.summary).toContain("Add `pull-requests: write`");
    expect(result.summary).toContain("Add `checks: write`");
    expect(writesOf(shop.github.requests).map(({ path }) => path)).toEqual([
      "/repos/acme/shop/check-runs",
    ]);
  });

  test("without the right to comment: the check is published", async () => {
    const { shop, result } = await run({ permissions: { contents: "read", checks: "write" } });
    expect(result).toMatchObject({ exitCode: 0, outputs: { verdict: "fail" } });
    expect(conclusionsOf(shop)).toEqual(["failure"]);
  });

  test("without the right to publish checks: the comment is posted, and the job fails", async () => {
    const { shop, result } = await run({
      permissions: { contents: "read", pull_requests: "write" },
    });
    expect(result).toMatchObject({ exitCode: 1, outputs: { verdict: "fail" } });
    expect(botComments(shop)).toHaveLength(1);
  });
});

describe("what the job says", () => {
  test("a rate limit is no missing permission, and a check that it holds up is not published", async () => {
    const shop = await scene({ ".github/greenlight.yaml": ADVISORY }, { "architecture.yaml": RAG });
    const body = { message: "You have exceeded a secondary rate limit." };
    shop.github.fault(POST_CHECK, { kind: "answer", status: 403, body }, 50);
    const { exitCode, stdout } = await shop.run();
    expect(exitCode).toBe(1);
    expect(stdout).toContain("rate limit is used up");
    expect(stdout).not.toContain("Add `checks: write`");
  });

  test.each<[string, Parameters<Scene["run"]>[0], string]>([
    ["an event without its facts", { payload: {} }, "lacks pull_request"],
    ["no event file", { env: { GITHUB_EVENT_PATH: "/nope.json" } }, "GITHUB_EVENT_PATH"],
    ["no address of the API", { url: "api.github.test" }, "GITHUB_API_URL is no address"],
    ["no repository", { env: { GITHUB_REPOSITORY: "" } }, "GITHUB_REPOSITORY"],
    [
      "a pull request that does not exist",
      { event: "workflow_dispatch", payload: {}, inputs: { "pull-request": "99" } },
      "There is no pull request 99",
    ],
  ])("%s is said to be that", async (_, options, words) => {
    const shop = await scene({}, { "architecture.yaml": RAG });
    const { exitCode, stdout } = await shop.run(options);
    expect(exitCode).toBe(1);
    expect(stdout).toContain(words);
  });

  test.each(["", "/nope/summary"])("a summary file %j loses no verdict", async (path) => {
    const shop = await scene({ ".github/greenlight.yaml": ADVISORY }, { "architecture.yaml": RAG });
    const result = await shop.run({ env: { GITHUB_STEP_SUMMARY: path } });
    expect(result).toMatchObject({ exitCode: 0, stderr: "", outputs: { verdict: "pass" } });
  });

  test("the name of a file does nothing in the summary of a run that failed", async () => {
    const shop = await scene({}, { "s/<b>\n# @all.yaml": RAG });
    const body = { content: "AAAA", encoding: "base64" };
    shop.github.fault({ path: /\/blobs\// }, { kind: "answer", status: 200, body }, 50);
    const { summary } = await shop.run({ inputs: { manifest: "s/*" } });
    expect(summary).toContain("is not the whole file");
    expect(summary).not.toMatch(/<b>|^# |[^`]@all/m);
  });
});
