// A policy that extends another one may only be stricter than that.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { enforcementOn } from "../src/policy/enforcement.ts";
import { floorAddress, paramsWithin, severityWithin, tightened } from "../src/policy/floor.ts";
import { type Policy, parsePolicy } from "../src/policy/policy.ts";
import { BOT, RAG, type Scene, scene } from "./action-scene.ts";
import { addRepository } from "./github-double/github-state.ts";
import { push } from "./github-double/seed.ts";

const policyOf = (text: string): Policy => {
  const parsed = parsePolicy("policy.yaml", `version: 1\n${text}`);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.located.value;
};

const upon = (own: string, floor: string) => tightened(policyOf(own), policyOf(floor));

test.each<[string, string, object, string[]]>([
  ["", "", policyOf(""), []],
  [
    "gate: { pilot: [] }",
    "gate: { pilot: [blocker] }",
    { gate: { pilot: ["blocker"] } },
    ["gate.pilot"],
  ],
  [
    "gate: { min_score_pct: 40 }",
    "gate: { min_score_pct: 60, min_coverage_pct: 50 }",
    { gate: { min_score_pct: 60, min_coverage_pct: 50 } },
    ["gate.min_score_pct"],
  ],
  [
    "gate: { min_score_pct: 70 }",
    "gate: { min_score_pct: 60 }",
    { gate: { min_score_pct: 70 } },
    [],
  ],
  [
    "budgets: { usd_per_month: 900, kwh_per_month: 5, when_undecided: allow }",
    "budgets: { usd_per_month: 500, kwh_per_month: 9 }",
    { budgets: { usd_per_month: 500, kwh_per_month: 5, when_undecided: "wait" } },
    ["budgets.usd_per_month", "budgets.when_undecided"],
  ],
  [
    "budgets: { increase_pct: { kwh_per_month: 9, wh_per_unit: 1 } }",
    "budgets: { increase_pct: { kwh_per_month: 5, usd_per_month: 3 } }",
    { budgets: { increase_pct: { kwh_per_month: 5, wh_per_unit: 1, usd_per_month: 3 } } },
    ["budgets.increase_pct.kwh_per_month"],
  ],
  [
    "self_answer: allow\nanswers_expire_days: 400\nanswer: { users: [mallory] }",
    "answer: { teams: [acme/risk] }",
    { self_answer: "deny", answers_expire_days: 180, answer: { teams: ["acme/risk"] } },
    ["answer", "self_answer", "answers_expire_days"],
  ],
  ["self_answer: allow", "self_answer: allow", { self_answer: "allow" }, []],
  [
    "waivers: { max_days: 300, max_open: 2, unwaivable: [A] }",
    "waivers: { unwaivable: [B] }",
    { waivers: { max_days: 90, max_open: 2, unwaivable: ["A", "B"] } },
    ["waivers.max_days"],
  ],
  ["ledger: branch\nthreads: 2", "ledger: none\nthreads: 9", { ledger: "branch", threads: 2 }, []],
])("%j upon %j is the stricter of each", (own, floor, expected, ignored) => {
  const { policy, ignored: said } = upon(own, floor);
  const { packs, ...rest } = policy;
  const { packs: _, ...wanted } = expected as Policy;
  expect(rest).toMatchObject(wanted);
  expect(packs.map(({ use }) => use)).toEqual(["cpl-12"]);
  expect(said).toEqual(ignored);
});

const day = fc.constantFrom("2026-01-01", "2026-06-01", "2027-01-01");
const use = fc
  .record({
    enforce: fc.constantFrom("advisory", "new", "all"),
    from: fc.option(day, { nil: undefined }),
    all_from: fc.option(day, { nil: undefined }),
  })
  .map(({ enforce, from, all_from }) =>
    [
      `enforce: ${enforce}`,
      ...(from === undefined ? [] : [`from: ${from}`]),
      ...(all_from === undefined || enforce !== "new" || (from ?? "") > all_from
        ? []
        : [`all_from: ${all_from}`]),
    ].join(", "),
  );

test("on no day does a pack block less than the floor or the repository wants", () => {
  const rank = (text: string, today: string) => {
    const [one] = policyOf(text).packs;
    return ["advisory", "new", "all"].indexOf(one === undefined ? "" : enforcementOn(one, today));
  };
  fc.assert(
    fc.property(use, use, day, (own, floor, today) => {
      const [mine, theirs] = [own, floor].map((one) => `packs: [{ use: cpl-12, ${one} }]`) as [
        string,
        string,
      ];
      const [one] = upon(mine, theirs).policy.packs;
      const counting = ["advisory", "new", "all"].indexOf(one ? enforcementOn(one, today) : "");
      expect(counting).toBe(Math.max(rank(mine, today), rank(theirs, today)));
    }),
  );
});

describe("of a pack of the floor", () => {
  const [floor] = policyOf(
    "packs: [{ use: p, params: { max_tokens: 100, min_share: 5, odd: 1 }, severity: { A: high } }]",
  ).packs;
  const [own] = policyOf(
    "packs: [{ use: p, params: { max_tokens: 90, min_share: 4, max_other: 8, odd: 0 }, severity: { A: low, B: blocker } }]",
  ).packs;
  const bound = { use: "p", enforce: "all" as const, params: {}, severity: {}, ...own, floor };

  test("thresholds may only be tighter than the floor's, or than the pack's own", () => {
    expect(paramsWithin(bound, { max_tokens: 200, min_share: 1, max_other: 7, odd: 1 })).toEqual({
      max_tokens: 90,
      min_share: 5,
      odd: 1,
    });
  });

  test("severities may only be raised", () => {
    expect(severityWithin(bound, { A: "medium", B: "high" })).toEqual({ A: "high", B: "blocker" });
  });
});

test.each([
  [
    "acme/policies/ai/greenlight.yaml@v1.2",
    { owner: "acme", repo: "policies", path: "ai/greenlight.yaml", ref: "v1.2" },
  ],
  [
    "acme/policies/a.yaml@feature/x",
    { owner: "acme", repo: "policies", path: "a.yaml", ref: "feature/x" },
  ],
  ["acme/policies/../a.yaml@v1", undefined],
  ["acme/policies@v1", undefined],
  ["acme/policies/a.yaml", undefined],
  ["https://github.com/acme/policies/a.yaml@v1", undefined],
  ["acme/policies/a b.yaml@v 1", undefined],
])("the address %s", (text, address) => {
  expect(floorAddress(text)).toEqual(address);
});

const OWN = ".github/greenlight.yaml";
const STRICT = "version: 1\npacks: [{ use: cpl-12, enforce: all }]\n";
const LAX = "version: 1\npacks: [{ use: cpl-12, enforce: advisory }]\n";

/** The shop, and the policies of its organisation. */
async function shop(
  own: string,
  floor: string | undefined,
  { hidden = false, more = {} as Record<string, string>, ref = "" } = {},
): Promise<Scene> {
  const it = await scene({}, { "architecture.yaml": RAG });
  const policies = addRepository(it.state, "acme/policies", { private: hidden });
  const files = floor === undefined ? {} : { "base.yaml": floor };
  const sha = push(it.state, policies, "main", { "README.md": "#\n", ...files, ...more });
  push(it.state, it.repository, "main", {
    [OWN]: `${own}extends: acme/policies/base.yaml@${ref || sha}\n`,
  });
  return it;
}

const verdictOf = ({ repository }: Scene) => repository.checkRuns.at(-1)?.conclusion;
const scorecardOf = ({ repository }: Scene) =>
  repository.comments.find(({ author }) => author === BOT)?.body ?? "";

describe("in a pull request", () => {
  test("the floor counts, and what is looser here is said to be so", async () => {
    const it = await shop(`${LAX}self_answer: allow\n`, STRICT);
    await it.run();
    expect(verdictOf(it)).toBe("failure");
    expect(scorecardOf(it)).toMatch(
      /Looser here than in `acme\/policies\/base\.yaml@[0-9a-f]{40}`, whose settings count: `self_answer`/,
    );
    expect(scorecardOf(it)).not.toContain("which can change without a change here");
  });

  test("a repository may be stricter", async () => {
    const it = await shop(STRICT, LAX);
    await it.run();
    expect(verdictOf(it)).toBe("failure");
  });

  test("a floor that can move is said to", async () => {
    const it = await shop(LAX, LAX, { ref: "main" });
    await it.run();
    expect(verdictOf(it)).toBe("success");
    expect(scorecardOf(it)).toContain("which can change without a change here");
  });

  test("a pack beside the floor is read there", async () => {
    const pack = `pack: house\ntitle: House rules\nversion: 1\nsource: { title: House rules, url: "https://example.org", relation: own }
practices: [{ id: H1, title: Rules }]
checks:
  - { id: H-1, practice: H1, slug: never, title: Nothing is called Assistant., for: manifest, severity: blocker, pass: "product.name == 'Nothing'",
      ask: Is it?, why: Rules., who: pm, answer: { kind: reason }, fix: Rename it., evidence: [A note] }
`;
    const floor = "version: 1\npacks: [{ use: packs/house.yaml, enforce: all }]\n";
    const it = await shop(LAX, floor, { more: { "packs/house.yaml": pack } });
    await it.run();
    expect(verdictOf(it)).toBe("failure");
    expect(scorecardOf(it)).toContain("H-1");
  });

  test.each<[string, string | undefined, boolean, string]>([
    ["is not there", undefined, false, "there is no such file"],
    ["may not be read", STRICT, true, "policy-token"],
    ["is broken", "version: 2\n", false, "version"],
    ["extends another", `${LAX}extends: acme/more/base.yaml@v1\n`, false, "may extend none"],
  ])("a floor that %s is no pass: nothing is evaluated", async (_, floor, hidden, said) => {
    const it = await shop(LAX, floor, { hidden });
    const { summary } = await it.run();
    expect(verdictOf(it)).toBe("cancelled");
    expect(summary).toContain(said);
  });

  test("a floor that may not be read by the workflow's token is read with the policy-token", async () => {
    const it = await shop(LAX, STRICT, { hidden: true });
    const permissions = { contents: "read" } as const;
    it.state.tokens.set("ghp_admin", { kind: "user", login: "otto", permissions });
    await it.run({ inputs: { "policy-token": "ghp_admin" } });
    expect(verdictOf(it)).toBe("failure");
  });

  test("a listed branch does not leave the floor of the default branch", async () => {
    const it = await shop(`${LAX}branches: [release/*]\n`, STRICT);
    push(it.state, it.repository, "release/1", { [OWN]: LAX }, it.base);
    it.pull.base.ref = "release/1";
    await it.run({ event: "workflow_dispatch", inputs: { "pull-request": "7" } });
    expect(verdictOf(it)).toBe("failure");
  });
});
