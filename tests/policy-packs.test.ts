// What a policy says of packs that the packs do not have: each at its place.
import { describe, expect, test } from "vitest";
import { reviewFiles } from "./review-files.ts";

function check(...[policy, expected]: readonly [policy: string, problems: readonly string[]]) {
  const { problems, verdict } = reviewFiles({}, `version: 1\n${policy}`);
  const lines = problems.map(({ line, column, message }) => `${line}:${column} ${message}`);
  expect(lines).toEqual(expected);
  expect(verdict).toBe("error");
}

describe("a policy", () => {
  test.each<[string, string[]]>([
    [
      "packs:\n  - use: cpl-12\n  - use: cpl-13\n",
      [
        '4:10 no shipped pack is called "cpl-13". Did you mean "cpl-12"? Shipped are: cpl-12. A pack of your own is named by its path',
      ],
    ],
    ["packs:\n  - use: our/pack.yaml\n", ["3:10 the pack our/pack.yaml does not exist"]],
    [
      "packs:\n  - use: cpl-12\n    params:\n      max_vendor_pc: 3\n      max_vendor_pct: 0\n    severity:\n      CH12-D1-99: low\n",
      [
        '5:22 the pack cpl-12 has no parameter "max_vendor_pc". Did you mean "max_vendor_pct"?',
        "6:23 max_vendor_pct of the pack cpl-12 must be from 1 to 100",
        '8:19 the pack cpl-12 has no check "CH12-D1-99". Did you mean "CH12-D1-09"?',
      ],
    ],
    [
      "packs: [ { use: cpl-12 }, { use: cpl-12 }, { use: cpl-12 } ]\n",
      ['2:34 two of the packs are called "cpl-12": rename one of them'],
    ],
    [
      "waivers:\n  unwaivable: [CH12-D1-09, CH12-D1-99, nonsense]\n",
      [
        '3:28 waivers.unwaivable[1]: no pack in use has a check "CH12-D1-99". Did you mean "CH12-D1-09"?',
        '3:40 waivers.unwaivable[2]: no pack in use has a check "nonsense".',
      ],
    ],
  ])("%j", check);
});

describe("a glob", () => {
  const problemsOf = (glob: string) => {
    const text = `version: 1\ngate: { min_stage: [{ path: '${glob}', stage: pilot }] }\n`;
    return reviewFiles({}, text).problems.map(({ message }) => message);
  };
  test.each(["services/[", "re[lease", "a/{b,c", "a/(b|c", "a/}b", "a/)", "{a,(b}c)"])(
    "%s is refused",
    (glob) => {
      expect(problemsOf(glob)).toEqual([
        "gate.min_stage[0].path: has a bracket without its partner. Close it, or write \\\\ before it where it is part of the name",
      ]);
    },
  );
  test.each([
    "**",
    "services/*/a.yaml",
    "a/{b,c}/*.y?ml",
    "a/[bc]/(d|e)",
    "a/\\[b",
    "a/[(]b",
    "{a,{b,c}}",
    "a[]x]b",
    "[[:alpha:]]x",
    "[!]]",
  ])("%s is taken", (glob) => {
    expect(problemsOf(glob)).toEqual([]);
  });
});

test("people are named as people, teams as teams", () => {
  const text =
    "version: 1\nanswer: { users: [acme/ml, '@lea'], teams: [ml, acme/ml, '@acme/data'] }\n";
  expect(reviewFiles({}, text).problems.map(({ message }) => message)).toEqual([
    'answer.users[0]: must be a GitHub login, such as lea; a team goes under teams (you wrote "acme/ml").',
    'answer.teams[0]: must be organisation/team, such as acme/ml (you wrote "ml").',
  ]);
});

test("a glob of brackets without end is refused at once", () => {
  const text = `version: 1\nbranches: ['${"(".repeat(200_000)}']\n`;
  expect(reviewFiles({}, text).problems.map(({ message }) => message)).toEqual([
    "branches[0]: must have at most 300 characters (it has 200000).",
  ]);
});
