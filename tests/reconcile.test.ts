import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Change,
  type Check,
  type Desired,
  mayBeStale,
  NO_CHECKS,
  type Plan,
  reconcile,
  type ShownChecks,
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
  number: 7,
  own: "success",
  twins: [],
  inputs: "i1",
};
const shownBy = (conclusion: string | undefined, over: Partial<Check> = {}): ShownChecks => {
  const shown = { conclusion, origin: { ...check, ...over } };
  return { newest: shown, own: shown, twins: [] };
};
const shownCheck = shownBy("success");
const desired: Desired = {
  comment: "new",
  mayPost: true,
  check,
  publish: "check",
  talk: NO_TALK,
};
const thread = { path: "architecture.yaml", line: 4, body: "Can a person stop it?" };
const asking = {
  ...NO_TALK,
  announcement: "Questions.",
  threads: [{ at: { path: thread.path, line: thread.line }, body: thread.body }],
};

describe("reconcile", () => {
  test.each<{ name: string; wanted: Partial<Desired>; now: Snapshot; plan: Plan }>([
    {
      name: "posts everything on a fresh pull request",
      wanted: {},
      now: { comments: [], checks: NO_CHECKS },
      plan: [
        { do: "postComment", body: "new" },
        { do: "createCheck", check },
      ],
    },
    {
      name: "writes nothing when all is shown",
      wanted: {},
      now: { comments: [{ id: 1, body: "new" }], checks: shownCheck },
      plan: [],
    },
    {
      name: "edits the comment in place",
      wanted: {},
      now: { comments: [{ id: 1, body: "old" }], checks: shownCheck },
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
        checks: shownCheck,
      },
      plan: [{ do: "deleteComment", id: 2 }],
    },
    {
      name: "leaves comments alone when told so",
      wanted: { comment: undefined },
      now: { comments: [{ id: 1, body: "old" }], checks: shownCheck },
      plan: [],
    },
    {
      name: "does not post where it may only edit",
      wanted: { mayPost: false },
      now: { comments: [], checks: shownCheck },
      plan: [],
    },
    {
      name: "edits also where it may not post",
      wanted: { mayPost: false },
      now: { comments: [{ id: 3, body: "old" }], checks: shownCheck },
      plan: [{ do: "editComment", id: 3, body: "new" }],
    },
    {
      name: "publishes again when a check of the same fingerprint says something else",
      wanted: { comment: undefined },
      now: { comments: [], checks: shownBy("failure") },
      plan: [{ do: "createCheck", check }],
    },
    {
      name: "publishes a check that a cancelled run left without a conclusion",
      wanted: { comment: undefined },
      now: { comments: [], checks: shownBy(undefined) },
      plan: [{ do: "createCheck", check }],
    },
    {
      name: "sets a status instead of a check",
      wanted: { comment: undefined, publish: "status" },
      now: { comments: [], checks: NO_CHECKS },
      plan: [{ do: "setStatus", check }],
    },
    {
      name: "publishes its own check where another pull request has put one on the commit",
      wanted: { comment: undefined },
      now: {
        comments: [],
        checks: { newest: shownBy("success").newest, own: undefined, twins: [] },
      },
      plan: [{ do: "createCheck", check }],
    },
    {
      name: "takes a green check back before anything else",
      wanted: { check: { ...check, conclusion: "failure", fingerprint: "f2" } },
      now: { comments: [], checks: shownCheck },
      plan: [
        { do: "createCheck", check: { ...check, conclusion: "failure", fingerprint: "f2" } },
        { do: "postComment", body: "new" },
      ],
    },
    {
      name: "posts the scorecard before it asks, and notes there afterwards that it did",
      wanted: { unasked: "not yet", talk: asking },
      now: { comments: [], checks: shownCheck },
      plan: [
        { do: "postComment", body: "not yet" },
        { do: "ask", body: "Questions.", threads: [thread], headSha: check.headSha },
        { do: "editComment", id: "posted", body: "new", unasked: "not yet" },
      ],
    },
    {
      name: "leaves the asking to the run with the older scorecard, and takes its own back",
      wanted: { unasked: "not yet", talk: asking },
      now: {
        comments: [
          { id: 1, body: "not yet" },
          { id: 2, body: "not yet" },
        ],
        checks: shownCheck,
        leavesAsking: true,
      },
      plan: [{ do: "deleteComment", id: 2 }],
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
      number: fc.constant(7),
      own: anyConclusion,
      twins: fc.constant([]),
      inputs: fc.string(),
    }) as fc.Arbitrary<Check>,
  });
  const anySnapshot: fc.Arbitrary<Snapshot> = fc.record({
    comments: fc
      .uniqueArray(fc.record({ id: fc.nat(), body: fc.string() }), { selector: ({ id }) => id })
      .map((comments) => comments.sort((one, other) => one.id - other.id)),
    checks: fc
      .record({
        conclusion: fc.option(anyConclusion, { nil: undefined }),
        fingerprint: fc.string(),
      })
      .map(({ conclusion, fingerprint }) => shownBy(conclusion, { fingerprint })),
  });

  test("after the plan the pull request shows one comment and the verdict", () => {
    fc.assert(
      fc.property(anyDesired, anySnapshot, (wanted, now) => {
        const after = reconcile(wanted, now).reduce(applyTo, now);
        if (wanted.comment !== undefined)
          expect(after.comments.map(({ body }) => body)).toEqual([wanted.comment]);
        expect(after.checks.newest).toMatchObject({
          conclusion: wanted.check.conclusion,
          origin: { fingerprint: wanted.check.fingerprint.slice(0, 16) },
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
    case "createCheck":
    case "setStatus": {
      const { conclusion, fingerprint } = change.check;
      return { ...now, checks: shownBy(conclusion, { fingerprint: fingerprint.slice(0, 16) }) };
    }
    default:
      throw new Error(`${change.do} is not of this test`);
  }
}

test.each<[string, ShownChecks, boolean]>([
  ["nothing", NO_CHECKS, false],
  ["green, of the same inputs", shownBy("success"), false],
  ["green, of other inputs", shownBy("success", { inputs: "i0" }), true],
  ["green, of somebody else", { ...shownBy("success"), own: undefined }, true],
  ["red, of other inputs", shownBy("failure", { inputs: "i0" }), false],
  ["running", shownBy(undefined, { inputs: "i0" }), false],
])("a check that is %s may be stale: %s", (_, shown, expected) => {
  expect(mayBeStale(shown, "i1")).toBe(expected);
});
