// A pull request that loosens the gate that judges it waits for an owner of the policy.
import { describe, expect, test } from "vitest";
import { loosenedSettings } from "../src/policy/loosening.ts";
import { type Policy, parsePolicy } from "../src/policy/policy.ts";
import { verdictOf } from "../src/review/review.ts";
import { RAG, scene } from "./action-scene.ts";
import { MANIFEST, PATH, PullRequest, type Setting } from "./attack-scene.ts";
import { comment } from "./github-double/seed.ts";

const policyOf = (text: string): Policy => {
  const parsed = parsePolicy("policy.yaml", `version: 1\n${text}`);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.located.value;
};

test.each<[string, string, string[]]>([
  ["", "", []],
  ["threads: 3\nledger: branch", "threads: 9\nledger: none", []],
  ["ledger: none", "ledger: branch", ["ledger"]],
  ["history: none", "history: branch", []],
  ["history: artifact", "", []],
  ["gate: { pilot: [blocker, high] }", "gate: { pilot: [blocker] }", ["gate.pilot"]],
  ["gate: { pilot: [blocker, high] }", "gate: { pilot: [low, low, low] }", ["gate.pilot"]],
  ["", "gate: { idea: [low, low] }", ["gate.idea"]],
  ["gate: { pilot: [blocker] }", "gate: { pilot: [blocker, high] }", []],
  ["gate: { min_score_pct: 50 }", "", ["gate.min_score_pct"]],
  ["gate: { min_stage: [{ path: a, stage: pilot }] }", "", ["gate.min_stage"]],
  ["budgets: { usd_per_month: 5 }", "budgets: { usd_per_month: 6 }", ["budgets.usd_per_month"]],
  ["budgets: { usd_per_month: 5 }", "", ["budgets.usd_per_month"]],
  ["budgets: { usd_per_month: 5 }", "budgets: { usd_per_month: 4, kwh_per_month: 1 }", []],
  ["", "budgets: { when_undecided: allow }", ["budgets.when_undecided"]],
  [
    "budgets: { increase_pct: { kwh_per_month: 5, wh_per_unit: 0 } }",
    "budgets: { increase_pct: { kwh_per_month: 6 } }",
    ["budgets.increase_pct.kwh_per_month", "budgets.increase_pct.wh_per_unit"],
  ],
  ["budgets: { increase_pct: { kwh_per_month: 5 } }", "", ["budgets.increase_pct.kwh_per_month"]],
  [
    "budgets: { increase_pct: { kwh_per_month: 5 } }",
    "budgets: { increase_pct: { kwh_per_month: 4, usd_per_month: 900 } }",
    [],
  ],
  ["answer: { users: [lea] }", "answer: { users: [lea, mallory] }", ["answer"]],
  ["", "answer: { users: [mallory] }", ["answer"]],
  ["owners: { users: [otto] }", "", ["owners"]],
  ["", "self_answer: allow", ["self_answer"]],
  ["", "answers_expire_days: 900", ["answers_expire_days"]],
  ["waivers: { unwaivable: [A] }", "", ["waivers.unwaivable"]],
  ["", "branches: [lenient]", ["branches"]],
  ["branches: [lenient]", "", []],
  ["extends: acme/p/a.yaml@v1", "", ["extends"]],
  ["", "extends: mallory/p/a.yaml@v1", ["extends"]],
  ["", "packs: [{ use: cpl-12, enforce: advisory }]", ["packs cpl-12: enforce"]],
  ["", "packs: [{ use: cpl-12, from: 2099-01-01 }]", ["packs cpl-12: enforce"]],
  ["packs: [{ use: cpl-12, all_from: 2026-01-01 }]", "", ["packs cpl-12: enforce"]],
  ["", "packs: [{ use: cpl-12, enforce: all }]", []],
  ["", "packs: [{ use: own.yaml }]", ["packs cpl-12"]],
  ["packs: [{ use: p, params: { max_x: 5 } }]", "packs: [{ use: p, params: { max_x: 4 } }]", []],
  [
    "packs: [{ use: p, params: { max_x: 5 } }]",
    "packs: [{ use: p, params: { max_x: 6 } }]",
    ["packs p: params.max_x"],
  ],
  ["packs: [{ use: p }]", "packs: [{ use: p, params: { max_x: 4 } }]", ["packs p: params.max_x"]],
  ["packs: [{ use: p, severity: { A: high } }]", "packs: [{ use: p }]", ["packs p: severity.A"]],
  [
    "packs: [{ use: p, severity: { A: high } }]",
    "packs: [{ use: p, severity: { A: blocker } }]",
    [],
  ],
])("from %j to %j loosens %j", (before, now, expected) => {
  expect(loosenedSettings(policyOf(before), policyOf(now))).toEqual(expected);
});

const POLICY = ".github/greenlight.yaml";
/** Everything else is answered: lea may answer, otto owns the policy, alice wrote the pull request. */
const RULES = `version: 1
packs: [{ use: .github/pack.yaml, enforce: new }]
answer: { users: [lea] }
owners: { users: [otto] }
`;
const PRODUCT = MANIFEST.replace("  stage: pilot", '  stage: production\n  pm: "@lea"').replace(
  "models:",
  "budgets: { wh_per_unit: 5 }\nmodels:",
);

const file = (text: string) => ({ state: "text" as const, path: POLICY, text });

/** What the pull request does, and the check that asks about it. */
const ATTACKS: readonly [string, string, (pull: PullRequest) => void][] = [
  ["lowers the stage", "GATE-STAGE", (pull) => edit(pull, "production", "idea")],
  ["raises a budget", "GATE-BUDGETS", (pull) => edit(pull, "wh_per_unit: 5", "wh_per_unit: 500")],
  ["drops a budget", "GATE-BUDGETS", (pull) => edit(pull, "budgets: { wh_per_unit: 5 }\n", "")],
  ["names itself", "GATE-PEOPLE", (pull) => edit(pull, "@lea", "@alice")],
  [
    "loosens the policy",
    "GATE-POLICY",
    (pull) => {
      pull.rules = { changedByHead: true, head: file(RULES.replace("[lea]", "[lea, alice]")) };
    },
  ],
  [
    "breaks the policy",
    "GATE-POLICY",
    (pull) => {
      pull.rules = { changedByHead: true, head: file("version: 9\n") };
    },
  ],
  [
    "removes the policy",
    "GATE-POLICY",
    (pull) => {
      pull.rules = { changedByHead: true, head: { state: "absent", path: POLICY } };
    },
  ],
  [
    "changes a pack",
    "GATE-PACKS",
    (pull) => {
      pull.changedPacks = [{ path: ".github/pack.yaml", sha: "a1" }];
    },
  ],
  [
    "changes the workflow",
    "GATE-WORKFLOW",
    (pull) => {
      pull.rules = {
        changedWorkflows: [{ path: ".github/workflows/greenlight.yml", sha: "gone" }],
      };
    },
  ],
];

function edit(pull: PullRequest, before: string, now: string): void {
  expect(pull.head).toContain(before);
  pull.head = pull.head.replace(before, now);
}

const open = (setting: Setting = {}) =>
  new PullRequest({ policy: RULES, head: PRODUCT, base: PRODUCT, ...setting });

const verdict = async (pull: PullRequest) => (await pull.settle()).review.verdict;

describe.each(ATTACKS)("a pull request that %s", (_, check, attack) => {
  test("waits, and only for an owner other than its author", async () => {
    const pull = open();
    expect(await verdict(pull)).toBe("pass");
    attack(pull);
    expect(await verdict(pull)).toBe("waiting");
    expect(await pull.outcomes()).toMatchObject({ [check]: "question" });
    for (const somebody of ["alice", "lea", "mallory"])
      pull.say(somebody, `/greenlight answer ${check} yes, because I say so`);
    expect(await verdict(pull)).toBe("waiting");
    pull.say("otto", `/greenlight answer ${check} yes, we talked about it`);
    expect(await pull.outcomes()).toMatchObject({ [check]: "pass" });
    expect(await verdict(pull)).toBe("pass");
  });
});

test("an owner who says no keeps it shut, and nobody can waive that", async () => {
  const pull = open();
  edit(pull, "production", "idea");
  await pull.settle();
  pull.say("otto", "/greenlight answer GATE-STAGE no, it is live");
  pull.say("lea", "/greenlight waive GATE-STAGE until 2026-12-24 because legal: we have to");
  expect(await verdict(pull)).toBe("fail");
});

test("what was agreed to does not cover what comes after it", async () => {
  const pull = open();
  edit(pull, "wh_per_unit: 5", "wh_per_unit: 6");
  await pull.settle();
  pull.say("otto", "/greenlight answer GATE-BUDGETS yes, a little more");
  expect(await verdict(pull)).toBe("pass");
  edit(pull, "wh_per_unit: 6", "wh_per_unit: 600");
  expect(await verdict(pull)).toBe("waiting");
});

test("an agreement to a changed pack holds for the pack as it was then", async () => {
  const pull = open();
  pull.changedPacks = [{ path: ".github/pack.yaml", sha: "a1" }];
  await pull.settle();
  pull.say("otto", "/greenlight answer GATE-PACKS yes, a typo");
  expect(await verdict(pull)).toBe("pass");
  pull.changedPacks = [{ path: ".github/pack.yaml", sha: "b2" }];
  expect(await verdict(pull)).toBe("waiting");
});

test("a threshold of quality that is reworded or gone is no raised budget", async () => {
  const quality = PRODUCT.replace(
    "wh_per_unit: 5",
    "wh_per_unit: 5, quality: 90 % of answers right",
  );
  for (const head of [PRODUCT, quality.replace("90", "80")]) {
    const pull = open({ head, base: quality });
    expect(await pull.outcomes()).not.toHaveProperty("GATE-BUDGETS");
  }
});

test.each<[string, Setting]>([
  ["the author, who owns the policy too", { author: "otto" }],
  ["somebody who committed to it", { committers: ["alice", "otto"] }],
])("%s does not agree for themselves", async (_, setting) => {
  const pull = open(setting);
  edit(pull, "production", "idea");
  await pull.settle();
  pull.say("otto", "/greenlight answer GATE-STAGE yes, because I can");
  expect(await verdict(pull)).toBe("waiting");
});

test("without owners in the policy, admins own it", async () => {
  const policy = RULES.replace("owners: { users: [otto] }\n", "");
  const pull = open({ policy, roles: { carol: "admin", dave: "maintain" } });
  edit(pull, "production", "idea");
  await pull.settle();
  pull.say("dave", "/greenlight answer GATE-STAGE yes, fine");
  expect(await verdict(pull)).toBe("waiting");
  pull.say("carol", "/greenlight answer GATE-STAGE yes, fine");
  expect(await verdict(pull)).toBe("pass");
});

test.each([
  ["raises the stage", (pull: PullRequest) => edit(pull, "production", "production")],
  ["lowers a budget", (pull: PullRequest) => edit(pull, "wh_per_unit: 5", "wh_per_unit: 4")],
  [
    "tightens the policy",
    (pull: PullRequest) => {
      pull.rules = {
        changedByHead: true,
        head: file(RULES.replace("enforce: new", "enforce: all")),
      };
    },
  ],
])("a pull request that %s is asked nothing of the kind", async (_, change) => {
  const pull = open();
  change(pull);
  expect(Object.keys(await pull.outcomes()).filter((id) => id.startsWith("GATE"))).toEqual([]);
});

test("where nothing ever blocks, nothing of it does", async () => {
  const pull = open({ policy: RULES.replace("enforce: new", "enforce: advisory") });
  edit(pull, "production", "idea");
  expect(await verdict(pull)).toBe("pass");
});

test("what an owner agreed to is not kept: once merged it is asked no more", async () => {
  const pull = open({ policy: `${RULES}ledger: branch\n` });
  edit(pull, "production", "idea");
  await pull.settle();
  pull.say("otto", "/greenlight answer GATE-STAGE yes, fine");
  await pull.settle();
  pull.state = "merged";
  await pull.run();
  expect(pull.ledger).toBeUndefined();
});

test.each([
  ["a new manifest", false],
  ["one that is there", true],
])("parts that move into %s are asked about, on the one that loses them", async (_, isThere) => {
  const pull = open();
  const text = (path: string, content: string) => ({ state: "text" as const, path, text: content });
  const moved = PRODUCT.replace("Shop assistant", "Other").replaceAll("chat", "talk");
  const absent = { state: "absent" as const, path: "more/architecture.yaml" };
  pull.reading = {
    manifests: [
      {
        head: text(PATH, PRODUCT.replaceAll("chat", "speak")),
        base: text(PATH, moved.replace("Other", "Shop assistant")),
      },
      {
        head: text("more/architecture.yaml", moved),
        base: isThere ? text("more/architecture.yaml", moved.replaceAll("talk", "hear")) : absent,
      },
    ],
  };
  const { review } = await pull.settle();
  const [first] = review.manifests;
  const asked = first?.state === "reviewed" ? first.findings : [];
  expect(asked.find(({ check }) => check.id === "GATE-MOVED")).toMatchObject({
    question:
      "This pull request moves parts of this manifest: talk to more/architecture.yaml. Does an owner of the policy agree?",
  });
});

test("nor does it help to write it down beforehand, on base or on the branch of the ledger", async () => {
  const asked = open();
  edit(asked, "production", "idea");
  const { review } = await asked.settle();
  const [one] = review.manifests;
  const finding =
    one?.state === "reviewed" && one.findings.find(({ pack }) => pack === "greenlight");
  if (!finding) throw new Error("nothing is asked");
  const { version, facts } = finding.hashes();
  const entry = {
    check: "GATE-STAGE",
    version,
    facts,
    by: "otto",
    on: "2026-11-20",
    answer: "yes",
    reason: "fine",
  };
  const kept = `${PRODUCT}answers: [${JSON.stringify(entry)}]\n`;
  const onBase = open({ base: kept, head: kept.replace("production", "idea") });
  expect(await verdict(onBase)).toBe("waiting");
  const ledger = JSON.stringify({
    version: 1,
    answers: [{ manifest: PATH, ...entry }],
    waivers: [],
  });
  const inLedger = open({ policy: `${RULES}ledger: branch\n`, ledger });
  edit(inLedger, "production", "idea");
  expect(await verdict(inLedger)).toBe("waiting");
});

test("what base has raised since the two parted is not lowered here", async () => {
  const pull = open({ base: PRODUCT, head: PRODUCT.replace("production", "pilot") });
  pull.parted = new Map([
    [PATH, { state: "text", path: PATH, text: PRODUCT.replace("production", "pilot") }],
  ]);
  expect(Object.keys(await pull.outcomes()).filter((id) => id.startsWith("GATE"))).toEqual([]);
});

test("another workflow that runs Greenlight sees what is changed of the first, and the other way round", async () => {
  const [first, second] = ["a.yml", "b.yml"].map((name) => `.github/workflows/${name}`) as [
    string,
    string,
  ];
  const uses = "jobs: { review: { steps: [{ uses: greenlight-review/greenlight@v1 }] } }\n";
  const base = {
    [first]: uses,
    [second]: uses,
    ".github/workflows/c.yml": "jobs: {}\n",
    "architecture.yaml": RAG,
  };
  const changes = { [first]: `on: push\n${uses}`, ".github/workflows/c.yml": "jobs: { a: {} }\n" };
  const it = await scene(base, changes);
  await it.run({ env: { GITHUB_WORKFLOW_REF: `acme/shop/${second}@refs/heads/main` } });
  expect(it.repository.checkRuns.at(-1)?.conclusion).toBe("action_required");
  const body = it.repository.comments.map((one) => one.body).join("\n");
  expect(body).toContain(first);
  expect(body).not.toContain("c.yml");
});

describe("a manifest that is removed", () => {
  const gone = (pull: PullRequest) => {
    const base = { state: "text" as const, path: PATH, text: PRODUCT };
    pull.reading = { manifests: [{ head: { state: "absent", path: PATH }, base }] };
  };

  test("passes with the first word of an owner", async () => {
    const pull = open();
    gone(pull);
    expect(await verdict(pull)).toBe("fail");
    pull.say("otto", "/greenlight answer GATE-REMOVED because the product is switched off");
    expect(await verdict(pull)).toBe("pass");
  });

  test("is agreed to for what comes in its place, as that is then", async () => {
    const pull = open();
    const path = "svc/architecture.yaml";
    const comes = (text: string) => {
      const base = { state: "text" as const, path: PATH, text: PRODUCT };
      pull.reading = {
        manifests: [
          { head: { state: "absent", path: PATH }, base },
          { head: { state: "text", path, text }, base: { state: "absent", path } },
        ],
      };
    };
    comes(PRODUCT);
    await pull.settle();
    pull.say("otto", "/greenlight answer GATE-REMOVED because it is only renamed");
    expect((await pull.settle()).review.manifests.map(verdictOf)[0]).toBe("pass");
    comes(PRODUCT.replace("production", "idea"));
    const { review } = await pull.settle();
    const [was, now] = review.manifests;
    expect(was && verdictOf(was)).toBe("fail");
    expect(now?.state === "reviewed" && now.findings.map(({ check }) => check.id)).toContain(
      "GATE-STAGE",
    );
    gone(pull);
    expect(await verdict(pull)).toBe("fail");
  });

  test("hides no other loosening", async () => {
    const pull = open();
    gone(pull);
    pull.rules = {
      changedByHead: true,
      head: file(RULES.replace("enforce: new", "enforce: advisory")),
    };
    await pull.settle();
    pull.say("otto", "/greenlight answer GATE-REMOVED because the product is switched off");
    expect(await verdict(pull)).toBe("waiting");
    expect(pull.scorecard.body).toContain("## Not ready to merge yet: 1 question to answer");
    expect(pull.scorecard.body).toContain("loosens the policy: packs .github/pack.yaml: enforce");
    pull.say("otto", "/greenlight answer GATE-POLICY yes, there is nothing left");
    expect(await verdict(pull)).toBe("pass");
  });

  test("fails, until an owner says why it may go", async () => {
    const pull = open();
    gone(pull);
    expect(await verdict(pull)).toBe("fail");
    pull.say("lea", "/greenlight answer GATE-REMOVED because I say so");
    expect(await verdict(pull)).toBe("fail");
    pull.say("otto", "/greenlight answer GATE-REMOVED because the product is switched off");
    expect(await verdict(pull)).toBe("pass");
    expect(pull.scorecard.body).toContain("otto agreed: ");
  });

  test("fails also where nobody could read it", async () => {
    const pull = open();
    const base = { state: "text" as const, path: PATH, text: "version: 9\n" };
    pull.reading = { manifests: [{ head: { state: "absent", path: PATH }, base }] };
    expect(await verdict(pull)).toBe("fail");
  });
});

test("no pack may take the name under which this is found", async () => {
  const pull = open({
    pack: `pack: greenlight\ntitle: Mine\nversion: 1\nsource: { title: T, url: "https://example.org", relation: own }\npractices: [{ id: H, title: H }]
checks:
  - { id: A, practice: H, slug: a, title: A., for: manifest, severity: low, covers: [product.name], ask: A?, why: A., who: pm, answer: { kind: yes-no }, fix: A., evidence: [A] }
`,
  });
  const { review } = await pull.settle();
  expect(review.verdict).toBe("error");
  expect(review.problems[0]?.message).toContain('no pack may be called "greenlight"');
});

test("on GitHub: policy, pack and workflow of head are seen, and a comment of an admin opens the gate", async () => {
  const workflow = ".github/workflows/greenlight.yml";
  const it = await scene(
    { [POLICY]: "version: 1\n", [workflow]: "on: push\n", "architecture.yaml": RAG },
    {
      [POLICY]: "version: 1\npacks: [{ use: cpl-12, enforce: advisory }]\n",
      [workflow]: "on: pull_request\n",
      "architecture.yaml": RAG,
    },
  );
  it.repository.roles.set("carol", "admin");
  // What was said long ago has expired.
  it.state.clock = Math.floor(Date.now() / 1000) * 1000 - 3600_000;
  const env = { GITHUB_WORKFLOW_REF: `acme/shop/${workflow}@refs/heads/main` };
  const verdictNow = () => it.repository.checkRuns.at(-1)?.conclusion;
  await it.run({ env });
  expect(verdictNow()).toBe("action_required");
  const body = it.repository.comments.map((one) => one.body).join("\n");
  expect(body).toContain("**Q1 · Owner of the policy:**");
  expect(body).toContain("loosens the policy: packs cpl-12: enforce");
  expect(body).toContain("changes the workflow that runs reviews");
  comment(
    it.state,
    it.repository,
    7,
    "carol",
    "/greenlight answer GATE-POLICY yes, we pause\n/greenlight answer GATE-WORKFLOW yes, tidied up",
  );
  await it.run({ env });
  expect(verdictNow()).toBe("success");
});
