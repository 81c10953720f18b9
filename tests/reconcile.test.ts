import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Change,
  type Check,
  type Desired,
  type Plan,
  reconcile,
  type Snapshot,
} from "../src/reconcile/reconcile.ts";
import { NO_TALK } from "../src/reconcile/talk.ts";

const check: Check = {
  name: "greenlight",
  headSha: "a".repeat(40),
  conclusion: "success",
  title: "Ready to merge",
  summary: "All good.",
  annotations: [],
  fingerprint: "f1",
};
const shownCheck = { conclusion: "success", title: "Ready to merge", fingerprint: "f1" };
const desired: Desired = {
  comment: "new",
  mayPost: true,
  check,
  publish: "check",
  talk: NO_TALK,
};

describe("reconcile", () => {
  test.each<{ name: string; wanted: Partial<Desired>; now: Snapshot; plan: Plan }>([
    {
      name: "posts everything on a fresh pull request",
      wanted: {},
      now: { comments: [], check: undefined },
      plan: [
        { do: "postComment", body: "new" },
        { do: "createCheck", check },
      ],
    },
    {
      name: "writes nothing when all is shown",
      wanted: {},
      now: { comments: [{ id: 1, body: "new" }], check: shownCheck },
      plan: [],
    },
    {
      name: "edits the comment in place",
      wanted: {},
      now: { comments: [{ id: 1, body: "old" }], check: shownCheck },
      plan: [{ do: "editComment", id: 1, body: "new" }],
    },
    {
      name: "keeps the oldest of two comments",
      wanted: {},
      now: {
        comments: [
          { id: 1, body: "new" },
          { id: 2, body: "new" },
        ],
        check: shownCheck,
      },
      plan: [{ do: "deleteComment", id: 2 }],
    },
    {
      name: "leaves comments alone when told so",
      wanted: { comment: undefined },
      now: { comments: [{ id: 1, body: "old" }], check: shownCheck },
      plan: [],
    },
    {
      name: "does not post where it may only edit",
      wanted: { mayPost: false },
      now: { comments: [], check: shownCheck },
      plan: [],
    },
    {
      name: "edits also where it may not post",
      wanted: { mayPost: false },
      now: { comments: [{ id: 3, body: "old" }], check: shownCheck },
      plan: [{ do: "editComment", id: 3, body: "new" }],
    },
    {
      name: "publishes again when a check of the same fingerprint says something else",
      wanted: { comment: undefined },
      now: { comments: [], check: { ...shownCheck, conclusion: "failure" } },
      plan: [{ do: "createCheck", check }],
    },
    {
      name: "publishes a check that a cancelled run left without a conclusion",
      wanted: { comment: undefined },
      now: { comments: [], check: { ...shownCheck, conclusion: undefined } },
      plan: [{ do: "createCheck", check }],
    },
    {
      name: "sets a status instead of a check",
      wanted: { comment: undefined, publish: "status" },
      now: { comments: [], check: undefined },
      plan: [{ do: "setStatus", check }],
    },
    {
      name: "compares a status without a fingerprint, which it has none of",
      wanted: { comment: undefined, publish: "status" },
      now: { comments: [], check: { ...shownCheck, fingerprint: undefined } },
      plan: [],
    },
  ])("$name", ({ wanted, now, plan }) => {
    expect(reconcile({ ...desired, ...wanted }, now)).toEqual(plan);
  });

  const anyConclusion = fc.constantFrom("success", "failure", "action_required", "cancelled");
  const anyDesired: fc.Arbitrary<Desired> = fc.record({
    comment: fc.option(fc.string(), { nil: undefined }),
    mayPost: fc.constant(true),
    publish: fc.constantFrom("check" as const, "status" as const),
    talk: fc.constant(NO_TALK),
    check: fc.record({
      name: fc.constant("greenlight"),
      headSha: fc.constant("a".repeat(40)),
      conclusion: anyConclusion,
      title: fc.string(),
      summary: fc.string(),
      annotations: fc.constant([]),
      fingerprint: fc.string(),
    }) as fc.Arbitrary<Check>,
  });
  const anySnapshot: fc.Arbitrary<Snapshot> = fc.record({
    comments: fc
      .uniqueArray(fc.record({ id: fc.nat(), body: fc.string() }), { selector: ({ id }) => id })
      .map((comments) => comments.sort((one, other) => one.id - other.id)),
    check: fc.option(
      fc.record({
        conclusion: fc.option(anyConclusion, { nil: undefined }),
        title: fc.option(fc.string(), { nil: undefined }),
        fingerprint: fc.option(fc.string(), { nil: undefined }),
      }),
      { nil: undefined },
    ),
  });

  test("after the plan the pull request shows one comment and the verdict", () => {
    fc.assert(
      fc.property(anyDesired, anySnapshot, (wanted, now) => {
        const after = reconcile(wanted, now).reduce(applyTo, now);
        if (wanted.comment !== undefined)
          expect(after.comments.map(({ body }) => body)).toEqual([wanted.comment]);
        expect(after.check).toMatchObject({
          conclusion: wanted.check.conclusion,
          title: wanted.check.title,
        });
      }),
    );
  });

  test("a second run has nothing to do", () => {
    fc.assert(
      fc.property(anyDesired, anySnapshot, (wanted, now) => {
        const after = reconcile(wanted, now).reduce(applyTo, now);
        expect(reconcile(wanted, after)).toEqual([]);
      }),
    );
  });
});

/** What GitHub would show after a change: the test double is a value, not a mock. */
function applyTo(now: Snapshot, change: Change): Snapshot {
  const { comments } = now;
  switch (change.do) {
    case "postComment": {
      const id = Math.max(0, ...comments.map((comment) => comment.id)) + 1;
      return { ...now, comments: [...comments, { id, body: change.body }] };
    }
    case "editComment":
      return {
        ...now,
        comments: comments.map((one) =>
          one.id === change.id ? { ...one, body: change.body } : one,
        ),
      };
    case "deleteComment":
      return { ...now, comments: comments.filter(({ id }) => id !== change.id) };
    case "createCheck": {
      const { conclusion, title, fingerprint } = change.check;
      return { ...now, check: { conclusion, title, fingerprint } };
    }
    case "setStatus": {
      const { conclusion, title } = change.check;
      return { ...now, check: { conclusion, title, fingerprint: undefined } };
    }
    default:
      throw new Error(`${change.do} is not of this test`);
  }
}
