// Pull requests that share a head commit: GitHub keeps one check for both, and the worst review counts.
import { describe, expect, test } from "vitest";
import { RAG, type Scene, scene, TICKETS } from "./action-scene.ts";
import { closedPayload, factsOf } from "./github-double/event-payload.ts";
import { writesOf } from "./github-double/github-double.ts";
import { addRepository, type PullRequest } from "./github-double/github-state.ts";
import { openPullRequest, push } from "./github-double/seed.ts";
import { prepareRun } from "./run-here.ts";

const POLICY = ".github/greenlight.yaml";
const STRICT = "version: 1\npacks: [{ use: cpl-12, enforce: all }]\nbranches: [lenient]\n";
const LENIENT = "version: 1\npacks: [{ use: cpl-12, enforce: advisory }]\n";

/** Number 7 goes to main and fails there; number 9 has the same head, goes to a branch that asks nothing, and passes. */
async function twins({ fork = false } = {}): Promise<{ it: Scene; nine: PullRequest }> {
  const it = await scene({ [POLICY]: STRICT }, { "architecture.yaml": RAG }, { permissions: ALL });
  const { state, repository, pull, base } = it;
  push(state, repository, "lenient", { [POLICY]: LENIENT }, base);
  if (fork) pull.head.repository = addRepository(state, "mallory/shop", {}).fullName;
  const nine = openPullRequest(state, repository, {
    number: 9,
    head: "feature/x",
    base: "lenient",
  });
  nine.head.repository = pull.head.repository;
  return { it, nine };
}

const ALL = {
  contents: "read",
  pull_requests: "write",
  checks: "write",
  statuses: "write",
} as const;

type Publish = "check" | "status";

const review = ({ github: { url } }: Scene, { number }: PullRequest, publish: Publish = "check") =>
  prepareRun({ url, number, settings: { publish } }).run();

const shown = ({ repository, pull }: Scene, publish = "check") =>
  publish === "check"
    ? repository.checkRuns.findLast(({ headSha }) => headSha === pull.head.sha)?.conclusion
    : repository.statuses.findLast(({ sha }) => sha === pull.head.sha)?.state;

test.each<[Publish, number[]]>([
  ["check", [7, 9]],
  ["check", [9, 7]],
  ["status", [9, 7]],
])(
  "as a %s, reviewed in the order %j, the commit shows the worst, and comes to rest",
  async (publish, order) => {
    const { it, nine } = await twins();
    const both = async (numbers: readonly number[]) => {
      for (const number of numbers) await review(it, number === 9 ? nine : it.pull, publish);
    };
    await both(order);
    expect(shown(it, publish)).toBe("failure");
    // Each notes down once that it has a twin.
    await both([7, 9]);
    const before = it.github.requests.length;
    await both([9, 7]);
    expect(shown(it, publish)).toBe("failure");
    expect(writesOf(it.github.requests.slice(before))).toEqual([]);
  },
);

test("the one that is ready by itself says which is not", async () => {
  const { it, nine } = await twins();
  await review(it, it.pull);
  await review(it, nine);
  const { title, summary } = it.repository.checkRuns.at(-1)?.output ?? {};
  expect(title).toBe(
    "Not ready to merge: #7 has the same commit as its head, and is not ready to merge",
  );
  expect(summary).toContain("By itself this one is ready to merge.");
});

test.each([
  [
    "closed",
    (it: Scene) => {
      it.pull.state = "closed";
    },
  ],
  [
    "pushed to",
    (it: Scene) => {
      push(it.state, it.repository, "feature/x", { "README.md": "# 2\n" });
    },
  ],
])("once the other is %s, one's own review counts", async (_, change) => {
  const { it, nine } = await twins();
  await review(it, it.pull);
  await review(it, nine);
  nine.head = { ...nine.head };
  const { sha } = nine.head;
  change(it);
  nine.head.sha = sha;
  await review(it, nine);
  const newest = it.repository.checkRuns.findLast(({ headSha }) => headSha === sha);
  expect(newest?.conclusion).toBe("success");
});

test.each<[string, boolean, Publish]>([
  ["in the repository", false, "check"],
  ["in a fork", true, "check"],
  ["in the repository, as commit statuses", false, "status"],
])("two at the same moment, with their head %s, do not end green", async (_, fork, publish) => {
  const { it, nine } = await twins({ fork });
  // Number 7 is reviewed whole after number 9 has read that there is no check yet.
  let other: Promise<unknown> | undefined;
  let isFirst = true;
  it.github.before({ method: "GET", path: /\/(check-runs|statuses)$/ }, () => {
    if (!isFirst) return;
    isFirst = false;
    other = review(it, it.pull, publish);
  });
  // Its answer comes late enough for the other to be through.
  it.github.fault(
    { method: "GET", path: /\/git\/blobs\// },
    { kind: "delay", milliseconds: 1500 },
    1,
  );
  await review(it, nine, publish);
  await other;
  // Commit statuses and check runs of a repository's own are right at once; the rest with the next run.
  if (fork) await review(it, nine, publish);
  expect(shown(it, publish)).toBe("failure");
});

test("however many others pass, the one that fails counts", async () => {
  const { it } = await twins();
  const { state, repository, pull, base } = it;
  push(state, repository, "main", { [POLICY]: STRICT.replace("[lenient]", "[lenient*]") });
  await review(it, pull);
  for (let number = 20; number < 32; number += 1) {
    push(state, repository, `lenient${number}`, { [POLICY]: LENIENT }, base);
    const other = openPullRequest(state, repository, {
      number,
      head: "feature/x",
      base: `lenient${number}`,
    });
    await review(it, other);
  }
  expect(shown(it)).toBe("failure");
});

test("a pull request that is closed has no say, and changes nothing", async () => {
  const { it, nine } = await twins();
  await review(it, it.pull);
  nine.state = "closed";
  const before = it.github.requests.length;
  await it.run({ payload: closedPayload(factsOf(it.repository, nine)) });
  expect(writesOf(it.github.requests.slice(before))).toEqual([]);
});

describe("a green check of other inputs", () => {
  const green = async () => {
    const it = await scene({ [POLICY]: LENIENT }, { "architecture.yaml": TICKETS });
    await review(it, it.pull);
    expect(shown(it)).toBe("success");
    return it;
  };

  test("is taken back before anything else is asked, and completed", async () => {
    const it = await green();
    push(it.state, it.repository, "main", { [POLICY]: STRICT });
    const before = it.github.requests.length;
    await review(it, it.pull);
    const [begin, ...rest] = writesOf(it.github.requests.slice(before));
    expect(begin).toMatchObject({ method: "POST", body: { status: "in_progress" } });
    expect(rest.filter(({ path }) => path.includes("/check-runs"))).toMatchObject([
      { method: "PATCH", body: { conclusion: "failure" } },
    ]);
    expect(it.repository.checkRuns.map(({ conclusion }) => conclusion)).toEqual([
      "success",
      "failure",
    ]);
  });

  test("that a run took back and never completed blocks, until the next one completes it", async () => {
    const it = await green();
    push(it.state, it.repository, "main", { [POLICY]: `${LENIENT}threads: 1\n` });
    it.github.fault(
      { method: "PATCH", path: /\/check-runs\// },
      { kind: "answer", status: 422, body: { message: "Cancelled" } },
      2,
    );
    it.github.fault(
      ({ method, path, body }) =>
        method === "POST" &&
        path.endsWith("/check-runs") &&
        (body as { status?: string }).status === "completed",
      { kind: "answer", status: 422, body: { message: "Cancelled" } },
    );
    await it.run();
    expect(it.repository.checkRuns.at(-1)?.status).toBe("in_progress");
    await it.run();
    expect(it.repository.checkRuns.map(({ conclusion }) => conclusion)).toEqual([
      "success",
      "success",
    ]);
  });

  test("as a commit status, too", async () => {
    const changes = { "architecture.yaml": TICKETS };
    const it = await scene({ [POLICY]: LENIENT }, changes, { permissions: ALL });
    await review(it, it.pull, "status");
    push(it.state, it.repository, "main", { [POLICY]: STRICT });
    await review(it, it.pull, "status");
    expect(it.repository.statuses.map(({ state }) => state)).toEqual([
      "success",
      "pending",
      "failure",
    ]);
    const { targetUrl } = it.repository.statuses.at(-1) ?? {};
    expect(targetUrl).toMatch(/^https?:\/\/[^/]+\/acme\/shop\/pull\/7#greenlight-7-failure-/);
  });
});
