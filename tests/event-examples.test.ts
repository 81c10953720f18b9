// Real payloads, as GitHub publishes them, to what is reviewed: none may be misread.
import { expect, test } from "vitest";
import { targetOf } from "../src/github/event.ts";
import { examplesOf } from "./github-double/event-payload.ts";

// biome-ignore lint/suspicious/noExplicitAny: real payloads, each of another shape.
type Example = any;

const SAID_ON_AN_ISSUE = "The comment is on an issue.";
const SAID_BY_A_BOT = "A bot wrote it.";

/** What each payload says in its own words, beside the code that reads it. */
const EXPECTED: Readonly<Record<string, (example: Example) => unknown>> = {
  pull_request: ({ pull_request: { number, head, base, user, ...rest } }) => ({
    kind: "pull-request",
    number,
    known: {
      number,
      headSha: head.sha,
      isFromFork: head.repo?.full_name !== base.repo.full_name,
      baseRef: base.ref,
      defaultBranch: base.repo.default_branch,
      author: user.login,
      isDraft: rest.draft,
      state: rest.merged ? "merged" : rest.state,
      threadComments: rest.review_comments,
      comments: rest.comments,
      updatedAt: rest.updated_at,
    },
  }),
  issue_comment: ({ issue, sender }) =>
    issue.pull_request === undefined ? SAID_ON_AN_ISSUE : said(sender, issue.number),
  pull_request_review: ({ pull_request, sender }) => said(sender, pull_request.number),
  pull_request_review_comment: ({ pull_request, sender }) => said(sender, pull_request.number),
  merge_group: ({ merge_group: { head_sha, head_ref, base_ref, base_sha } }) => ({
    ...{ kind: "commit", headSha: head_sha, baseSha: base_sha, publishes: true },
    baseRef: base_ref.replace("refs/heads/", ""),
    carries: Number(head_ref.split("/pr-")[1].split("-")[0]),
  }),
  push: ({ before, after, ref, deleted, repository }) =>
    deleted
      ? "The push deleted a branch."
      : {
          ...{ kind: "commit", headSha: after, publishes: false },
          baseRef: ref.replace("refs/heads/", ""),
          ...(ref.startsWith("refs/heads/")
            ? { pushed: { before, defaultBranch: repository.default_branch } }
            : {}),
        },
  workflow_dispatch: () => "open pull requests",
};

function said(sender: Example, number: number): unknown {
  return sender.type === "Bot" ? SAID_BY_A_BOT : { kind: "pull-request", number };
}

test.each(Object.entries(EXPECTED))(
  "every published example of %s is understood",
  (event, expected) => {
    const examples: readonly Example[] = examplesOf(event);
    expect(examples.length).toBeGreaterThan(1);
    for (const example of examples) {
      const found = targetOf(event, example, undefined);
      const said = "because" in found ? found.because : found.handled;
      expect(found.handled === true ? found.target : said).toEqual(expected(example));
      const manual = targetOf(event, example, 7);
      expect(manual).toEqual({ handled: true, target: { kind: "pull-request", number: 7 } });
    }
  },
);

test("pull_request_target starts what pull_request starts", () => {
  for (const example of examplesOf("pull_request"))
    expect(targetOf("pull_request_target", example, undefined)).toEqual(
      targetOf("pull_request", example, undefined),
    );
});
