// What the built action says when GitHub fails: exit code, log, outputs and summary.
import { describe, expect, test } from "vitest";
import { ADVISORY, RAG, type Scene, scene } from "../action-scene.ts";
import type { Fault, Match } from "../github-double/faults.ts";

const shownBy = ({ repository }: Scene) => repository.checkRuns.map(({ conclusion }) => conclusion);
const pass = () => scene({ ".github/greenlight.yaml": ADVISORY }, { "architecture.yaml": RAG });
const TREES = { method: "GET", path: /\/git\/trees\// };
const COMMENTS = { method: "GET", path: /\/issues\/7\/comments$/ };
const says = (status: number, message: string, headers = {}): Fault => ({
  ...{ kind: "answer", status, headers },
  body: { message },
});
const page: Fault = { kind: "answer", status: 200, body: "<html>Sign in</html>" };

describe("a call that fails for good is no verdict, and the job says which", () => {
  test.each<[string, Match, Fault, string]>([
    ["a gateway", TREES, says(502, "Bad Gateway"), "git/trees/"],
    ["a sign-in page", COMMENTS, page, "issues/7/comments was answered with 200 and no JSON"],
    [
      "a limit for an hour",
      COMMENTS,
      says(403, "API rate limit exceeded", { "retry-after": "3600" }),
      "GitHub's rate limit is used up",
    ],
    ["a conversation that is gone", COMMENTS, says(410, "Gone"), "gone or switched off"],
  ])("%s", async (_, match, fault, words) => {
    const shop = await pass();
    shop.github.fault(match, fault, 1000);
    const { exitCode, outputs, stdout, summary } = await shop.run();
    expect([exitCode, outputs["verdict"], shownBy(shop)]).toEqual([1, "error", ["cancelled"]]);
    expect(summary).toContain("## Greenlight: not evaluated");
    expect(stdout).toContain(words);
    expect(shop.repository.checkRuns[0]?.output.summary).toContain("Run the job again.");
  });
});

test("a token that is refused half-way publishes nothing, and fails the job", async () => {
  const shop = await pass();
  shop.github.fault(COMMENTS, says(401, "Bad credentials"));
  const { exitCode, stdout } = await shop.run();
  expect([exitCode, shownBy(shop)]).toEqual([1, []]);
  expect(stdout).toContain("GitHub does not accept the token");
});

test("a fault that passes is not seen at all", async () => {
  const shop = await pass();
  for (const fault of [says(503, "Busy"), { kind: "reset" }, page] as const)
    shop.github.fault(COMMENTS, fault);
  const { exitCode, outputs, stdout } = await shop.run();
  expect([exitCode, outputs["verdict"], shownBy(shop)]).toEqual([0, "pass", ["success"]]);
  expect(stdout).not.toContain("::warning::");
});
