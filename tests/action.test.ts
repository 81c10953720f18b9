// The built action, started as a runner starts it, against a stateful double of GitHub over HTTP.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { ADVISORY, BOT, botComments, RAG, scene, TICKETS } from "./action-scene.ts";
import {
  factsOf,
  mergeGroupPayload,
  pullRequestPayload,
  pushPayload,
} from "./github-double/event-payload.ts";
import { writesOf } from "./github-double/github-double.ts";
import { comment, push } from "./github-double/seed.ts";

describe("a first run", () => {
  test("posts one comment and one check on the head commit, in at most ten calls", async () => {
    const shop = await scene({}, { "architecture.yaml": RAG });
    const result = await shop.run({ inputs: { threads: "false" } });
    expect(result).toMatchObject({ exitCode: 0, stderr: "" });
    expect(botComments(shop)).toHaveLength(1);
    expect(shop.repository.checkRuns).toHaveLength(1);
    const [check] = shop.repository.checkRuns;
    expect(check).toMatchObject({
      name: "greenlight",
      headSha: shop.pull.head.sha,
      status: "completed",
    });
    expect(shop.github.requests.length).toBeLessThanOrEqual(10);
  });

  test("annotates lines of the manifest that say what the note is about", async () => {
    const shop = await scene({}, { "architecture.yaml": RAG });
    await shop.run();
    const lines = RAG.split("\n");
    const annotations = shop.repository.checkRuns[0]?.annotations ?? [];
    expect(annotations.length).toBeGreaterThan(0);
    for (const { path, start_line } of annotations) {
      expect(path).toBe("architecture.yaml");
      expect(lines[start_line - 1]?.trim()).not.toBe("");
    }
  });

  test("writes the job summary, the outputs and the report", async () => {
    const shop = await scene({}, { "architecture.yaml": RAG });
    const { summary, outputs, files } = await shop.run();
    expect(summary).toContain("Help-centre assistant");
    expect(Object.keys(outputs).sort()).toEqual([
      "carbon-kg-month",
      "cost-usd-month",
      "coverage",
      "energy-kwh-month",
      "open-questions",
      "receipt",
      "report",
      "sarif",
      "score",
      "verdict",
    ]);
    const report = JSON.parse(files.get(outputs["report"] ?? "") ?? "{}");
    expect(report).toMatchObject({ version: 1, verdict: outputs["verdict"] });
    expect(outputs["score"]).toBe(String(Math.floor(report.score)));
  });
});

describe("a second run", () => {
  test.each([
    ["a new manifest", {}],
    [
      "a changed manifest and a policy",
      {
        "architecture.yaml": RAG.replace("busy_pct: { value: 0.6", "busy_pct: { value: 0.7"),
        ".github/greenlight.yaml": ADVISORY,
      },
    ],
  ])("with nothing changed writes nothing, in at most seven calls: %s", async (_, main) => {
    const shop = await scene(main, { "architecture.yaml": RAG });
    const silent = { inputs: { threads: "false" } };
    await shop.run(silent);
    expect(shop.repository.checkRuns).toHaveLength(1);
    expect(shop.github.requests.length).toBeLessThanOrEqual(10);
    const before = shop.github.requests.length;
    await shop.run(silent);
    const again = shop.github.requests.slice(before);
    expect(writesOf(again)).toEqual([]);
    expect(again.length).toBeLessThanOrEqual(7);
  });

  test("threads cost four calls more at first: their diff, their review, to remember it, and another look; two later", async () => {
    const shop = await scene({}, { "architecture.yaml": RAG });
    await shop.run();
    expect(shop.repository.reviewComments.length).toBeGreaterThan(0);
    expect(shop.github.requests.length).toBeLessThanOrEqual(12);
    const before = shop.github.requests.length;
    await shop.run();
    const again = shop.github.requests.slice(before);
    expect(writesOf(again)).toEqual([]);
    expect(again.length).toBeLessThanOrEqual(9);
  });

  test("edits the same comment after a push", async () => {
    const shop = await scene({}, { "architecture.yaml": RAG });
    await shop.run();
    const [first] = botComments(shop);
    push(shop.state, shop.repository, "feature/x", { "architecture.yaml": TICKETS });
    await shop.run();
    expect(botComments(shop)).toHaveLength(1);
    expect(botComments(shop)[0]?.id).toBe(first?.id);
    expect(botComments(shop)[0]?.body).toContain("Ticket");
  });

  test("repairs what another run left twice", async () => {
    const shop = await scene({}, { "architecture.yaml": RAG });
    await shop.run();
    const [first] = botComments(shop);
    comment(shop.state, shop.repository, 7, BOT, first?.body ?? "");
    await shop.run();
    expect(botComments(shop).map(({ id }) => id)).toEqual([first?.id]);
  });
});

describe("what there is to review", () => {
  test("no manifest: the check succeeds, and says how to start", async () => {
    const shop = await scene({}, { "src/app.ts": "export {};\n" });
    const { outputs, exitCode } = await shop.run();
    expect(exitCode).toBe(0);
    expect(outputs["verdict"]).toBe("not-applicable");
    expect(shop.repository.checkRuns[0]?.conclusion).toBe("success");
    expect(shop.repository.checkRuns[0]?.output.summary).toContain("architecture.yaml");
  });

  test("several manifests: one comment, one check, a section each", async () => {
    const shop = await scene({}, { "a/architecture.yaml": RAG, "b/architecture.yaml": TICKETS });
    await shop.run({ inputs: { manifest: "*/architecture.yaml" } });
    expect(shop.repository.checkRuns).toHaveLength(1);
    const [only, ...more] = botComments(shop);
    expect(more).toEqual([]);
    expect(only?.body).toContain("a/architecture.yaml");
    expect(only?.body).toContain("b/architecture.yaml");
  });

  test("one product in two manifests is an error in the second", async () => {
    const shop = await scene(
      { ".github/greenlight.yaml": ADVISORY },
      { "a/architecture.yaml": RAG, "b/architecture.yaml": RAG },
    );
    const { outputs } = await shop.run({ inputs: { manifest: "*/architecture.yaml" } });
    expect(outputs["verdict"]).toBe("error");
    const refused = shop.repository.checkRuns[0]?.annotations.filter(({ path }) =>
      path.startsWith("b/"),
    );
    expect(refused).toMatchObject([
      { annotation_level: "failure", message: expect.stringContaining("a/architecture.yaml") },
    ]);
  });

  test("a broken manifest is not evaluated, and every problem is annotated", async () => {
    const broken = RAG.replace("stage: pilot", "stage: pilott").replace("models:", "modles:");
    const shop = await scene({}, { "architecture.yaml": broken });
    const { outputs } = await shop.run();
    expect(outputs["verdict"]).toBe("error");
    const [check] = shop.repository.checkRuns;
    expect(check?.conclusion).toBe("cancelled");
    expect(check?.output.title).toMatch(/^Not evaluated/);
    expect(check?.annotations.length).toBeGreaterThanOrEqual(2);
  });

  test.each([
    ["a symbolic link", { text: "other.yaml", mode: "120000" as const }, "symbolic link"],
    ["a Git LFS pointer", "version https://git-lfs.github.com/spec/v1\noid sha256:1\n", "LFS"],
    ["a file over a mebibyte", `# ${"x".repeat(1024 * 1024)}\n`, "bytes"],
  ])("%s is an error, never absent", async (_, file, word) => {
    const shop = await scene({}, { "architecture.yaml": file });
    const { outputs } = await shop.run();
    expect(outputs["verdict"]).toBe("error");
    expect(botComments(shop)[0]?.body).toContain(word);
  });

  test("a manifest that the pull request removes fails", async () => {
    const shop = await scene({ "architecture.yaml": RAG }, { "architecture.yaml": undefined });
    const { outputs } = await shop.run();
    expect(outputs["verdict"]).toBe("fail");
  });

  test("lowering the stage in the pull request opens no gate", async () => {
    const lowered = RAG.replace("stage: pilot", "stage: idea");
    const shop = await scene({ "architecture.yaml": RAG }, { "architecture.yaml": lowered });
    const { files, outputs } = await shop.run();
    const report = JSON.parse(files.get(outputs["report"] ?? "") ?? "{}");
    expect(report.manifests[0].stage).toBe("pilot");
  });
});

describe("the policy", () => {
  test("counts as it is on the default branch, never as the pull request has it", async () => {
    const main = {
      ".github/greenlight.yaml": "version: 1\npacks: [{ use: cpl-12, enforce: all }]\n",
    };
    const shop = await scene(main, {
      "architecture.yaml": RAG,
      ".github/greenlight.yaml": ADVISORY,
    });
    const { outputs } = await shop.run();
    expect(outputs["verdict"]).not.toBe("pass");
    expect(botComments(shop)[0]?.body).toMatch(/changes the policy/);
  });

  test("advisory packs never block", async () => {
    const shop = await scene({ ".github/greenlight.yaml": ADVISORY }, { "architecture.yaml": RAG });
    const { outputs } = await shop.run();
    expect(outputs["verdict"]).toBe("pass");
  });

  test("of a base branch counts when the default branch's lists it", async () => {
    const shop = await scene(
      { ".github/greenlight.yaml": "version: 1\nbranches: [release/*]\n" },
      { "architecture.yaml": RAG },
    );
    push(
      shop.state,
      shop.repository,
      "release/1",
      { ".github/greenlight.yaml": ADVISORY },
      shop.pull.base.sha,
    );
    shop.pull.base = { ...shop.pull.base, ref: "release/1" };
    const payload = pullRequestPayload(factsOf(shop.repository, shop.pull), "synchronize");
    expect((await shop.run({ payload })).outputs["verdict"]).toBe("pass");
  });

  test("with a mistake judges nothing, and says where the mistake is", async () => {
    const shop = await scene(
      { ".github/greenlight.yaml": "version: 1\ngates: {}\n" },
      { "architecture.yaml": RAG },
    );
    const { outputs } = await shop.run();
    expect(outputs["verdict"]).toBe("error");
    expect(botComments(shop)[0]?.body).toContain(".github/greenlight.yaml:2:1");
  });

  test("brings packs of the repository, from the policy's branch", async () => {
    const pack = readFileSync("tests/fixtures/own-pack.yaml", "utf8");
    const policy = "version: 1\npacks: [{ use: .github/own-pack.yaml, enforce: all }]\n";
    const shop = await scene(
      { ".github/greenlight.yaml": policy, ".github/own-pack.yaml": pack },
      { "architecture.yaml": RAG, ".github/own-pack.yaml": "pack: loosened\n" },
    );
    const { outputs } = await shop.run();
    expect(outputs["verdict"]).toBe("fail");
    expect(botComments(shop)[0]?.body).toContain("OWN-1");
  });
});

describe("trust and permissions", () => {
  test("a comment with our marker by somebody else is left alone", async () => {
    const shop = await scene({}, { "architecture.yaml": RAG });
    await shop.run();
    const [ours] = botComments(shop);
    const forged = comment(shop.state, shop.repository, 7, "mallory", ours?.body ?? "");
    shop.repository.comments.splice(0, 1);
    await shop.run();
    expect(shop.repository.comments.find(({ id }) => id === forged.id)?.author).toBe("mallory");
    expect(botComments(shop)).toHaveLength(1);
  });

  test("with a read-only token the summary tells everything, and the job fails when the verdict does", async () => {
    const shop = await scene(
      { ".github/greenlight.yaml": "version: 1\npacks: [{ use: cpl-12, enforce: all }]\n" },
      { "architecture.yaml": RAG },
      { permissions: { contents: "read", pull_requests: "read", checks: "read" } },
    );
    const { exitCode, summary, stdout } = await shop.run();
    expect(exitCode).toBe(1);
    expect(summary).toContain("Help-centre assistant");
    expect(stdout).toContain("checks: write");
    expect(shop.repository.checkRuns).toEqual([]);
  });

  test("publishes a commit status when asked to", async () => {
    const shop = await scene(
      {},
      { "architecture.yaml": RAG },
      { permissions: { contents: "read", pull_requests: "write", statuses: "write" } },
    );
    await shop.run({ inputs: { publish: "status" } });
    expect(shop.repository.statuses).toMatchObject([
      { sha: shop.pull.head.sha, context: "greenlight" },
    ]);
    const before = shop.github.requests.length;
    await shop.run({ inputs: { publish: "status" } });
    expect(writesOf(shop.github.requests.slice(before))).toEqual([]);
  });

  test("fail-job makes the job fail with the verdict", async () => {
    const shop = await scene(
      { ".github/greenlight.yaml": "version: 1\npacks: [{ use: cpl-12, enforce: all }]\n" },
      { "architecture.yaml": RAG },
    );
    expect((await shop.run({ inputs: { "fail-job": "true" } })).exitCode).toBe(1);
  });
});

describe("other commits and events", () => {
  test("a push while it was judging: the newest head is judged", async () => {
    const shop = await scene({}, { "architecture.yaml": RAG });
    const old = shop.pull.head.sha;
    shop.github.before({ method: "GET", path: /\/comments$/ }, () => {
      push(shop.state, shop.repository, "feature/x", { "architecture.yaml": TICKETS });
    });
    await shop.run();
    expect(shop.repository.checkRuns.map(({ headSha }) => headSha)).toEqual([shop.pull.head.sha]);
    expect(shop.pull.head.sha).not.toBe(old);
    expect(botComments(shop)[0]?.body).toContain("Ticket");
  });

  test("a merge group gets a check and no comment", async () => {
    const shop = await scene({ "architecture.yaml": RAG }, { "architecture.yaml": TICKETS });
    const payload = mergeGroupPayload(factsOf(shop.repository, shop.pull), shop.pull.head.sha);
    await shop.run({ event: "merge_group", payload });
    expect(shop.repository.comments).toEqual([]);
    expect(shop.repository.checkRuns).toMatchObject([{ headSha: shop.pull.head.sha }]);
  });

  test("a merge group is compared with the group before it, and ruled by the branch", async () => {
    const policy = ".github/greenlight.yaml";
    const strict = "version: 1\npacks: [{ use: cpl-12, enforce: new }]\n";
    const shop = await scene({ [policy]: strict, "architecture.yaml": TICKETS }, {});
    const { state, repository } = shop;
    // The group before brings another manifest, and a policy that lets everything pass.
    const changes = { "architecture.yaml": RAG, [policy]: ADVISORY };
    const before = push(state, repository, "queue/1", changes, shop.base);
    const group = push(state, repository, "queue/2", { "README.md": "# Two\n" }, before);
    const payload = mergeGroupPayload(factsOf(repository, shop.pull), group);
    const { merge_group } = payload as { merge_group: { base_sha: string } };
    merge_group.base_sha = before;
    const { summary } = await shop.run({ event: "merge_group", payload });
    // What is old there is no finding of this group; judged by the branch alone it would fail.
    expect(repository.checkRuns.at(-1)).toMatchObject({ headSha: group, conclusion: "success" });
    expect(summary).toContain("would block if they were new");
    expect(summary).not.toContain("is advisory");
    merge_group.base_sha = shop.base;
    await shop.run({ event: "merge_group", payload });
    expect(repository.checkRuns.at(-1)?.conclusion).not.toBe("success");
  });

  test("a push writes nothing but summary and outputs", async () => {
    const shop = await scene({ "architecture.yaml": RAG }, {});
    const { sha } = shop.pull.base;
    const change = { branch: "main", before: sha, after: sha };
    const payload = pushPayload(factsOf(shop.repository, shop.pull), change);
    const { outputs } = await shop.run({ event: "push", payload });
    expect(outputs["verdict"]).toBeDefined();
    expect(writesOf(shop.github.requests)).toEqual([]);
  });

  test("an event that it does not act on is said to be none", async () => {
    const shop = await scene({}, { "architecture.yaml": RAG });
    const { exitCode, summary } = await shop.run({ event: "issues", payload: {} });
    expect(exitCode).toBe(1);
    expect(summary).toContain("issues");
    expect(shop.github.requests).toEqual([]);
  });
});

describe("faults", () => {
  test("a token that GitHub refuses is not evaluated, and posts nothing", async () => {
    const shop = await scene({}, { "architecture.yaml": RAG });
    const { exitCode, outputs, summary } = await shop.run({ token: "ghs_unknown" });
    expect({ exitCode, verdict: outputs["verdict"] }).toEqual({ exitCode: 1, verdict: "error" });
    expect(summary).toContain("token");
    expect(writesOf(shop.github.requests)).toEqual([]);
  });

  test("a server error that passes is retried", async () => {
    const shop = await scene({}, { "architecture.yaml": RAG });
    shop.github.fault(
      { method: "GET", path: /\/git\/trees\// },
      { kind: "answer", status: 502 },
      2,
    );
    const { outputs } = await shop.run();
    expect(outputs["verdict"]).not.toBe("error");
    expect(shop.repository.checkRuns).toHaveLength(1);
  });

  test("a server error that stays is not evaluated", async () => {
    const shop = await scene({}, { "architecture.yaml": RAG });
    shop.github.fault(
      { method: "GET", path: /\/git\/blobs\// },
      { kind: "answer", status: 500 },
      50,
    );
    const { outputs, exitCode } = await shop.run();
    expect({ exitCode, verdict: outputs["verdict"] }).toEqual({ exitCode: 1, verdict: "error" });
    expect(botComments(shop)).toEqual([]);
    expect(shop.repository.checkRuns).toMatchObject([
      { headSha: shop.pull.head.sha, conclusion: "cancelled" },
    ]);
  });
});
