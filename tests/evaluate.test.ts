import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Checklist, checklistSchema } from "../src/checklist/checklist.ts";
import { compileChecklist } from "../src/checklist/compile-checklist.ts";
import { parseChecklist } from "../src/checklist/parse-checklist.ts";
import { evaluate } from "../src/evaluate/evaluate.ts";
import { becauseWords } from "../src/evaluate/fact-words.ts";
import { type Finding, weighs } from "../src/evaluate/finding.ts";
import { runPackTests } from "../src/evaluate/run-pack-tests.ts";
import { STEP_LIMITS, type StepLimits } from "../src/evaluate/step-budget.ts";
import { type EstimateFacts, NO_ESTIMATE } from "../src/facts/estimate-facts.ts";
import { derivationOf } from "../src/facts/fact-path.ts";
import { factsOf } from "../src/facts/facts.ts";
import { Manifest, parseManifest } from "../src/manifest/manifest.ts";
import { tallyOf } from "../src/score/score.ts";
import type { Path } from "../src/yaml/parse-yaml.ts";

const UNUSED = readFileSync("tests/fixtures/engine/unused-translator.yaml", "utf8");

type CheckPart = { readonly id: string; readonly for: string } & Readonly<Record<string, unknown>>;

const packOf = (...checks: CheckPart[]) =>
  checklistSchema().parse({
    pack: "own",
    title: "Own",
    version: 1,
    source: { title: "House", url: "https://example.org" },
    practices: [{ id: "P", title: "P" }],
    params: { most: { value: 3, unit: "x", why: "y" } },
    checks: checks.map((check) => ({
      slug: check.id.toLowerCase(),
      title: "It is so.",
      practice: "P",
      severity: "medium",
      ask: `Is ${check.id} so?`,
      why: "w",
      who: "pm",
      answer: { kind: "yes-no" },
      fix: "f",
      evidence: ["e"],
      ...check,
    })),
  });

interface Setting {
  readonly params?: Record<string, number>;
  readonly severity?: Record<string, "low" | "blocker">;
  readonly estimate?: Partial<EstimateFacts>;
  readonly limits?: StepLimits;
}

const findingsOf = (...given: Parameters<typeof evaluationOf>) => evaluationOf(...given).findings;

const evaluationOf = (
  pack: Checklist,
  text: string,
  { params = {}, severity = {}, estimate = {}, limits = STEP_LIMITS }: Setting = {},
) => {
  const parsed = parseManifest("architecture.yaml", text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const { located } = parsed;
  const facts = factsOf(located.value, { ...NO_ESTIMATE, ...estimate }, "2026-11-22");
  return evaluate(
    [{ pack: compileChecklist(pack), use: { params, severity } }],
    facts,
    located,
    limits,
  );
};

/** "medium A models/answer 6:5 fail: pinned is false << B@models/x root". */
const lineOf = (finding: Finding) => {
  const { severity, check, item, line, column, outcome, mutedBy } = finding;
  const because =
    finding.outcome === "question"
      ? `: ${finding.question} [${finding.missing}]`
      : "because" in finding
        ? `: ${finding.because}`
        : "";
  const muted = mutedBy === undefined ? "" : ` << ${mutedBy.check}@${mutedBy.item} ${mutedBy.why}`;
  return `${severity} ${check.id} ${item.key} ${line}:${column} ${outcome}${because}${muted}`;
};

/** Findings, then what does not apply. */
const run = (checks: CheckPart[], text = UNUSED, setting?: Setting) => {
  const { findings, notApplicable } = evaluationOf(packOf(...checks), text, setting);
  const others = notApplicable.flatMap(({ check, items }) =>
    items.map(({ key }) => `${check.id} ${key} not-applicable`),
  );
  return [...findings.map(lineOf), ...others];
};

describe("outcomes", () => {
  test.each<[string, CheckPart, string[]]>([
    [
      "pass and missing data",
      { id: "A", for: "models", pass: "it.pinned", ask: "Is {it.id} pinned?" },
      [
        "medium A models/answer 6:5 pass",
        "medium A models/translator 7:5 question: Is translator pinned? [models[1].pinned]",
      ],
    ],
    [
      "fail, with what decided",
      {
        id: "A",
        for: "components",
        when: "has(it.busy_pct)",
        pass: "it.busy_pct >= params.most || has(it.shared)",
      },
      [
        "medium A components/gpu 15:63 fail: busy_pct is 2, limit 3 (parameter most), shared is not stated",
        "A components/api not-applicable",
      ],
    ],
    [
      "only a person can say",
      { id: "A", for: "manifest", covers: ["product.name"], ask: "Is {product.name} liked?" },
      ["medium A manifest 2:1 question: Is Helper liked? []"],
    ],
    [
      "a needed fact is missing, though another would decide",
      {
        id: "A",
        for: "manifest",
        needs: ["operations.exit_plan"],
        pass: "usage.units_per_month > 0.0",
      },
      ["medium A manifest 2:1 question: Is A so? [operations.exit_plan]"],
    ],
    [
      "an error while running",
      { id: "A", for: "manifest", pass: "size(models) / 0 > 1" },
      [
        "medium A manifest 2:1 error: its arithmetic has no result: a whole number is divided by 0, or too large",
      ],
    ],
    [
      "each training job",
      { id: "A", for: "training", pass: "it.schedule != 'anytime'" },
      ['medium A training/translator/1 12:38 fail: schedule is "anytime"'],
    ],
    [
      "each step",
      { id: "A", for: "steps", when: "it.d.is_model", pass: "it.input_tokens < 1000.0" },
      [
        "medium A steps/ask/answer 20:38 fail: input_tokens is 2,000",
        "A steps/ask/api not-applicable",
      ],
    ],
    ["no item, no finding", { id: "A", for: "data", pass: "it.live" }, []],
  ])("%s", (_, check, lines) => {
    expect(run([check])).toEqual(lines);
  });

  test("policy sets thresholds and severities", () => {
    const check = {
      id: "A",
      for: "components",
      when: "has(it.busy_pct)",
      pass: "it.busy_pct >= params.most",
    };
    expect(run([check], UNUSED, { params: { most: 2 }, severity: { A: "blocker" } })).toEqual([
      "blocker A components/gpu 15:5 pass",
      "A components/api not-applicable",
    ]);
  });

  test("a finding carries the version of the check and the hash of its facts", () => {
    const pack = packOf({ id: "A", for: "models", pass: "has(it.pinned)" });
    const hashes = () => findingsOf(pack, UNUSED).map((finding) => finding.hashes());
    const [first, second] = hashes();
    expect(first?.version).toMatch(/^[0-9a-f]{16}$/);
    expect(first?.facts).toMatch(/^[0-9a-f]{16}$/);
    expect(second?.version).toBe(first?.version);
    expect(second?.facts).not.toBe(first?.facts);
    expect(hashes()).toEqual(hashes());
  });
});

test("derived facts, which no manifest has a field for, are said in words with their unit", () => {
  const facts = { roots: {} } as unknown as Parameters<typeof becauseWords>[2];
  const words = (fact: string, value: number | boolean | undefined, ...more: string[]) => {
    const item = { key: "x", path: [], it: { d: { [fact]: value } }, onlyFor: [] };
    return becauseWords([`it.d.${fact}`, ...more], item, facts, { most: 80 });
  };
  expect([
    words("top_closed_vendor_pct", 98.66, "params.most"),
    words("fan_out", 119.6, "params.most"),
    words("grid_g_kwh", 396),
    words("params_b", 70),
    words("total_gb", 1200),
    words("used", false),
    words("runs_only_unused", true),
    words("budget_usd_per_unit_met", false),
    words("fixed_prompt_pct", undefined),
  ]).toEqual([
    "top closed vendor is 98.66 %, limit 80 % (parameter most)",
    "fan out is 119.6, limit 80 (parameter most)",
    "grid is 396 gCO2e/kWh",
    "params is 70 billion",
    "total is 1,200 GB",
    "not used",
    "runs only unused",
    "budgets.usd_per_unit is exceeded",
    "fixed prompt is not stated",
  ]);
});

describe("reasons are short", () => {
  const because = (pass: string, text = UNUSED) =>
    run([{ id: "A", for: "manifest", pass }], text)[0];
  test.each([
    ["models.all(m, m.id == 'x')", "models.id is answer, translator"],
    ["models.all(m, !has(m.pinned))", "models.pinned is true"],
    ["product.name == 'x' && size(data) > 1", 'product.name is "Helper", data is empty'],
    ["d.model_calls_per_unit > 100.0", "model calls per unit is 1"],
    ["size(d.dangling) == 7", "dangling is empty"],
  ])("%s", (pass, words) => {
    expect(because(pass)).toBe(`medium A manifest ${because(pass)?.split(" ")[3]} fail: ${words}`);
  });

  test("long texts, long lists and many facts are cut", () => {
    const long = UNUSED.replace("answer }", `answer, scope: ${"x".repeat(200)} }`).replace(
      "data: []",
      `data: [${Array.from({ length: 7 }, (_, at) => `{ id: d${at} }`).join(", ")}]`,
    );
    expect(because("product.scope == 'x'", long)).toMatch(/fail: product\.scope is "x{57}\.\.\."$/);
    expect(because("data.all(d, d.id == 'x')", long)).toMatch(
      /fail: data\.id is d0, d1, d2, d3, d4 and 2 more$/,
    );
    const many = [
      "dashboard",
      "exit_plan",
      "public_report",
      "hardware_review",
      "region_reason",
      "test_review",
      "vendor_goals",
      "region_reviewed_on",
    ];
    const all = many.map((name) => `has(operations.${name})`).join(" && ");
    expect(because(all)).toMatch(/fail: operations\.dashboard is not stated, .*, and \d more$/);
    expect(because(all)?.length).toBeLessThan(360);
  });
});

describe("a field on which it hangs whether checks apply", () => {
  const narrow = { for: "models", when: 'it.task == "classify"', pass: "it.params_b < 10.0" };

  test("is asked for once per item, in the words of the schema, at the highest severity", () => {
    expect(
      run([
        { id: "A", ...narrow },
        { id: "B", ...narrow, severity: "high" },
        { id: "C", ...narrow },
      ]),
    ).toEqual([
      "medium A models/translator 7:5 question: Is A so? [models[1].task] << B@models/translator missing",
      expect.stringMatching(
        /^high B models\/translator 7:5 question: What is task of model translator\? What it is used for here\. One of: chat, qa, .* \[models\[1\]\.task\]$/,
      ),
      "medium C models/translator 7:5 question: Is C so? [models[1].task] << B@models/translator missing",
      "A models/answer not-applicable",
      "B models/answer not-applicable",
      "C models/answer not-applicable",
    ]);
  });

  test("is asked for in a check's own words when one asks for it", () => {
    const own = {
      id: "OWN",
      for: "models",
      severity: "low",
      needs: ["it.task"],
      pass: 'it.task != "other"',
      ask: "What does {it.id} do?",
    };
    expect(
      run([{ id: "A", ...narrow }, own]).filter((line) => line.includes("translator")),
    ).toEqual([
      "medium A models/translator 7:5 question: Is A so? [models[1].task] << OWN@models/translator missing",
      "medium OWN models/translator 7:5 question: What does translator do? [models[1].task]",
    ]);
  });

  test("does not mute a question that needs something else as well", () => {
    const more = { id: "B", for: "models", needs: ["it.task", "it.card"], pass: "true", ask: "B?" };
    expect(
      run([{ id: "A", ...narrow }, more]).filter((line) => line.includes("translator")),
    ).toEqual([
      expect.stringMatching(/^medium A models\/translator 7:5 question: What is task/),
      "medium B models/translator 7:5 question: B? [models[1].task,models[1].card]",
    ]);
  });

  test("two checks that need the same field ask for it each in their own words", () => {
    const lines = run(
      ["A", "B"].map((id) => ({
        id,
        for: "manifest",
        needs: ["operations.monitors"],
        pass: '"cost" in operations.monitors',
      })),
    );
    expect(lines).toEqual([
      "medium A manifest 2:1 question: Is A so? [operations.monitors]",
      "medium B manifest 2:1 question: Is B so? [operations.monitors]",
    ]);
  });

  test("a field of the manifest that many items need is asked for once", () => {
    const text = UNUSED.replace("usage: { units_per_month: 1000 }", "usage: { repeated_pct: 1 }");
    const perComponent = { id: "A", for: "components", pass: "usage.units_per_month > 5.0" };
    expect(run([perComponent], text)).toEqual([
      "medium A components/api 4:8 question: What is usage.units_per_month? Functional units delivered per month, as expected or measured. [usage.units_per_month]",
      "medium A components/gpu 4:8 question: Is A so? [usage.units_per_month] << A@components/api missing",
    ]);
    const volume = { id: "V", for: "manifest", needs: ["usage.units_per_month"], pass: "true" };
    expect(run([perComponent, volume], text)).toEqual([
      "medium A components/api 4:8 question: Is A so? [usage.units_per_month] << V@manifest missing",
      "medium A components/gpu 4:8 question: Is A so? [usage.units_per_month] << V@manifest missing",
      "medium V manifest 4:8 question: Is V so? [usage.units_per_month]",
    ]);
  });

  test("a place that the tables do not know is asked for as such", () => {
    const text = UNUSED.replace("busy_pct: 2", "placement: [{ region: moon-1 }], grid_g_kwh: 30");
    const check = {
      id: "A",
      for: "components",
      when: "has(it.placement) && it.d.grid_g_kwh > 100.0",
      pass: "it.busy_pct > 5.0",
    };
    expect(run([check], text)[0]).toBe(
      "medium A components/gpu 15:64 question: The tables do not know what is declared as placement of component gpu. What else is it called? [components[1].placement]",
    );
  });
});

describe("a section that is left out", () => {
  const text = UNUSED.replace(/components:[\s\S]*flows:/, "flows:").replace("data: []", "");
  const checks = [
    { id: "A", for: "components", severity: "low", pass: "it.busy_pct > 30.0" },
    {
      id: "B",
      for: "components",
      severity: "high",
      when: 'it.kind == "cache"',
      pass: "it.busy_pct > 30.0",
    },
    {
      id: "C",
      for: "components",
      when: 'product.stage == "idea" && it.d.prod',
      pass: "it.busy_pct > 30.0",
    },
    { id: "D", for: "manifest", pass: "components.exists(c, c.kind == 'cache')" },
    { id: "E", for: "data", pass: "it.live" },
  ];

  test("is one question, as severe as the worst check that it hides", () => {
    const root =
      "What does the system run on: which machines, services and devices, where, and how many? Describe them under components.";
    expect(run(checks, text)).toEqual([
      "low A components 2:1 question: Is A so? [components] << B@components missing",
      `high B components 2:1 question: ${root} [components]`,
      "medium D manifest 2:1 question: Is D so? [components] << B@components missing",
      expect.stringMatching(/^medium E data 2:1 question: Which data is kept/),
      "C components not-applicable",
    ]);
  });

  test("is one question for each item whose own object is left out", () => {
    const replicas = (id: string, field: string, severity = "medium") => ({
      id,
      for: "components",
      severity,
      needs: [`it.replicas.${field}`],
      pass: `it.replicas.${field} < 3.0`,
    });
    const both = [replicas("A", "min"), replicas("B", "max", "high"), replicas("C", "min", "low")];
    const question = (name: string) =>
      `What belongs under replicas of component ${name}? Copies of the component that run at the same time. The manifest leaves this out; add what you know of it: replicas: { min: ..., max: ... }`;
    const api = "[components[0].replicas.min,components[0].replicas.max]";
    expect(run(both).filter((line) => line.includes("components/api"))).toEqual([
      "medium A components/api 14:5 question: Is A so? [components[0].replicas.min] << B@components/api missing",
      `high B components/api 14:5 question: ${question("api")} ${api}`,
      "low C components/api 14:5 question: Is C so? [components[0].replicas.min] << B@components/api missing",
    ]);
    expect(run(both)).toContainEqual(expect.stringContaining(question("gpu")));
    const [one] = [replicas("A", "min")];
    expect(run([one, replicas("C", "min", "low")])[0]).toBe(
      "medium A components/api 14:5 question: Is A so? [components[0].replicas.min]",
    );
  });

  test("a question takes over the severity of what waits for it, and not its weight", () => {
    const findings = findingsOf(
      packOf(
        { id: "A", for: "manifest", severity: "low", pass: "size(operations.exit_plan) > 3" },
        {
          id: "B",
          for: "manifest",
          severity: "high",
          when: 'operations.exit_plan == "x"',
          pass: "size(models) > 0",
        },
      ),
      UNUSED,
    );
    expect(findings.map(({ severity, mutedBy }) => [severity, mutedBy?.check])).toEqual([
      ["high", undefined],
      ["high", "A"],
    ]);
    expect(tallyOf(findings)).toEqual({ passed: 0, decided: 0, applicable: 1 + 4 });
  });

  test("weighs as much as what it hides, and so does an empty list of components", () => {
    const weight = (manifest: string) =>
      findingsOf(packOf(...checks), manifest).filter(weighs).length;
    expect(weight(text)).toBe(4);
    expect(weight(`${text}components: []\n`)).toBe(4);
    expect(weight(`${text}data: []\n`)).toBe(3);
  });
});

describe("root causes", () => {
  const used = { id: "USED", for: "models", severity: "low", pass: "it.d.used", root: true };
  const checks: CheckPart[] = [
    { id: "SIZE", for: "models", severity: "high", pass: "it.params_b < 5.0" },
    { id: "CARD", for: "models", pass: "has(it.card)", needs: ["it.card"] },
    used,
    { id: "PART", for: "components", severity: "blocker", pass: "it.d.used", root: true },
    { id: "BUSY", for: "components", when: "has(it.busy_pct)", pass: "it.busy_pct > 30.0" },
    { id: "OPEN", for: "components", needs: ["it.interface"], pass: 'it.interface == "portable"' },
    { id: "WHEN", for: "training", pass: "it.schedule != 'anytime'" },
  ];

  test("an unused model is one finding, as severe as the worst that it explains", () => {
    expect(run(checks).filter((line) => /fail|question/.test(line))).toEqual(
      [
        "medium SIZE models/answer 6:5 question: Is SIZE so? [models[0].params_b]",
        "high SIZE models/translator 10:15 fail: params_b is 7 << USED@models/translator root",
        "medium CARD models/answer 6:5 question: Is CARD so? [models[0].card]",
        "medium CARD models/translator 7:5 question: Is CARD so? [models[1].card] << USED@models/translator root",
        "blocker USED models/translator 7:5 fail: not used",
        "blocker PART components/gpu 15:5 fail: not used << USED@models/translator root",
        "medium BUSY components/gpu 15:63 fail: busy_pct is 2 << USED@models/translator root",
        "medium OPEN components/gpu 15:5 question: Is OPEN so? [components[1].interface] << USED@models/translator root",
        'medium WHEN training/translator/1 12:38 fail: schedule is "anytime" << USED@models/translator root',
      ].map((line) => line.replace("medium SIZE models/answer", "high SIZE models/answer")),
    );
  });

  test("a component that also runs a used model keeps its findings", () => {
    const shared = UNUSED.replace("runs: [translator]", "runs: [translator, answer]");
    const muted = findingsOf(packOf(...checks), shared).filter(({ mutedBy }) => mutedBy);
    expect(muted.map(({ item }) => item.key)).toEqual([
      "models/translator",
      "models/translator",
      "training/translator/1",
    ]);
  });

  test("an unused component explains the model that exists only for it", () => {
    const withoutModelCheck = checks.filter(({ id }) => id !== "USED");
    expect(run(withoutModelCheck).filter((line) => line.includes("<<"))).toEqual([
      "high SIZE models/translator 10:15 fail: params_b is 7 << PART@components/gpu root",
      "medium CARD models/translator 7:5 question: Is CARD so? [models[1].card] << PART@components/gpu root",
      "medium BUSY components/gpu 15:63 fail: busy_pct is 2 << PART@components/gpu root",
      "medium OPEN components/gpu 15:5 question: Is OPEN so? [components[1].interface] << PART@components/gpu root",
      'medium WHEN training/translator/1 12:38 fail: schedule is "anytime" << PART@components/gpu root',
    ]);
  });

  test("a failing component does not explain a model that steps call", () => {
    const lines = run(
      [
        {
          id: "IDLE",
          for: "components",
          when: "has(it.runs)",
          pass: "it.busy_pct > 30.0",
          root: true,
        },
        { id: "CARD", for: "models", pass: "has(it.card)" },
      ],
      UNUSED.replace("runs: [translator]", "runs: [answer]"),
    );
    expect(lines.filter((line) => line.includes("fail"))).toEqual([
      "medium IDLE components/gpu 15:59 fail: busy_pct is 2",
      "medium CARD models/answer 6:5 fail: card is not stated",
      "medium CARD models/translator 7:5 fail: card is not stated",
    ]);
  });

  test("a root check that passes, or asks, explains nothing", () => {
    const passing = checks.map((check) =>
      check["root"] ? { ...check, pass: "has(it.id)" } : check,
    );
    expect(run(passing).filter((line) => line.includes("<<"))).toEqual([]);
  });

  test("a part that nobody describes explains the steps that use it, and nothing else of the manifest", () => {
    const text = UNUSED.replace("- { use: api }", "- { use: ghost }");
    const lines = run(
      [
        { id: "DANGLING", for: "manifest", pass: "size(d.dangling) == 0", root: true },
        { id: "OTHER", for: "manifest", pass: "has(budgets.wh_per_unit)" },
        { id: "STEP", for: "steps", severity: "high", pass: "it.input_tokens < 10.0" },
      ],
      text,
    );
    expect(lines).toEqual([
      "high DANGLING manifest 19:16 fail: dangling is ghost",
      "medium OTHER manifest 2:1 fail: budgets.wh_per_unit is not stated",
      "high STEP steps/ask/ghost 19:9 question: Is STEP so? [flows[0].steps[0].input_tokens] << DANGLING@manifest root",
      "high STEP steps/ask/answer 20:38 fail: input_tokens is 2,000",
    ]);
  });
});

describe("steps are bounded before anything runs", () => {
  const manyModels = (count: number) => {
    const models = Array.from(
      { length: count },
      (_, at) => `  - { id: m${at}, name: x, access: api }`,
    );
    return `version: 1\nproduct: { name: x, stage: idea, functional_unit: y }\nmodels:\n${models.join("\n")}\nflows:\n  - { id: f, steps: [{ use: m0 }] }\n`;
  };
  const pairs = { id: "A", for: "models", pass: "models.exists(m, m.id == it.id)" };

  test("a check whose cost grows with the square is not run on a long list", () => {
    expect(run([pairs], manyModels(50))).toHaveLength(50);
    expect(run([pairs], manyModels(2000))).toEqual([
      "medium A models 4:3 error: the conditions would take 20,000,000 steps on this manifest, and 5,000,000 are left: they loop over a list for each item of a list",
    ]);
  });

  test("all checks together have a limit as well", () => {
    const check = (id: string) => ({ ...pairs, id });
    const limits = { perCheck: 30_000, inAll: 40_000 };
    const lines = run([check("A"), check("B"), check("C"), check("D")], manyModels(50), { limits });
    expect(lines.filter((line) => line.includes("error"))).toEqual([
      expect.stringMatching(/^medium D models 4:3 error: .* 13,000 steps .*, and 2,200 are left/),
    ]);
  });

  test("lists of items count with their own lengths", () => {
    const looping = { id: "A", for: "components", pass: 'it.runs.exists(id, id == "answer")' };
    const outcome = (limit: number) =>
      run([looping], UNUSED, { limits: { perCheck: limit, inAll: limit } })[0];
    // Three nodes on each of two components, and three more for the one model that one of them runs.
    expect(outcome(8)).toMatch(/error/);
    expect(outcome(9)).not.toMatch(/error/);
  });

  test("a long list by itself is no reason", () => {
    expect(
      run([{ id: "A", for: "models", pass: "it.id != it.name" }], manyModels(2000)),
    ).toHaveLength(2000);
  });
});

describe("a pack's own cases", () => {
  const results = (tests: unknown[]) =>
    runPackTests(
      packOf({ id: "A", for: "models", when: 'it.access == "api"', pass: "it.pinned", tests }),
    ).map(({ name, ok, actual }) => `${name} ${ok ? "ok" : actual}`);
  test.each([
    [{ given: { it: { access: "api", pinned: true } }, expect: "pass" }, "1 ok"],
    [{ given: { it: { access: "api", pinned: false } }, expect: "fail" }, "1 ok"],
    [{ given: { it: { access: "api" } }, expect: "question" }, "1 ok"],
    [{ given: { it: {} }, expect: "question" }, "1 ok"],
    [{ given: { it: { access: "on-device" } }, expect: "not-applicable" }, "1 ok"],
    [
      { name: "wrong", given: { it: { access: "api", pinned: true } }, expect: "fail" },
      "wrong pass",
    ],
    [
      { given: { it: { acces: "api" } }, expect: "fail" },
      '1 there is no fact "acces" in given.it; did you mean "access"?',
    ],
    [{ given: { it: { access: "cloud" } }, expect: "fail" }, '1 given.it.access is never "cloud"'],
    [{ given: { it: { pinned: "yes" } }, expect: "fail" }, "1 given.it.pinned is not a bool"],
    [
      { given: { its: {} }, expect: "fail" },
      '1 there is no fact "its" in given; did you mean "it"?',
    ],
  ])("%j", (one, result) => {
    expect(results([one])).toEqual([result]);
  });
});

describe("on the shipped pack and the examples", () => {
  const file = "checklists/12-refine-architecture.yaml";
  const parsed = parseChecklist(file, readFileSync(file, "utf8"));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const pack = { pack: compileChecklist(parsed.located.value), use: { params: {}, severity: {} } };
  const examples = readdirSync("examples", { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => {
      const path = `examples/${name}/architecture.yaml`;
      const manifest = parseManifest(path, readFileSync(path, "utf8"));
      if (!manifest.ok) throw new Error(JSON.stringify(manifest.problems));
      return { name, manifest: manifest.located.value };
    });
  const nowhere = { positionOf: () => ({ line: 1, column: 1 }) };
  const judge = (manifest: Manifest) =>
    evaluate([pack], factsOf(manifest, undefined, "2026-11-22"), nowhere).findings;
  const keyOf = ({ check, item }: Finding) => `${check.id} ${item.key}`;
  const example = fc.constantFrom(...examples);

  test("there are examples", () => expect(examples.length).toBeGreaterThan(4));

  test("the order of items does not change what is found", () => {
    const told = (manifest: Manifest) =>
      judge(manifest)
        .map((finding) => `${keyOf(finding)} ${finding.outcome} ${finding.hashes().facts}`)
        .sort();
    fc.assert(
      fc.property(example, fc.infiniteStream(fc.nat()), ({ manifest }, numbers) => {
        const shuffled = <T>(items: readonly T[]) =>
          items
            .map((item) => ({ item, rank: numbers.next().value ?? 0 }))
            .sort((a, b) => a.rank - b.rank)
            .map(({ item }) => item);
        const { models, components = [], data = [], environments = [] } = manifest;
        const mixed: Manifest = {
          ...manifest,
          models: shuffled(models),
          components: shuffled(components),
          data: shuffled(data),
          environments: shuffled(environments),
        };
        expect(told(mixed)).toEqual(told({ ...manifest, components, data, environments }));
      }),
      { numRuns: 20 },
    );
  });

  test("without a field that a check needs, the check asks", () => {
    const needed = examples.flatMap(({ manifest }) =>
      judge(manifest)
        .filter(({ outcome }) => outcome === "pass" || outcome === "fail")
        .flatMap(({ check, item }) =>
          check.needs
            .filter((path) => derivationOf(check.for, path) === undefined)
            .map((path) => ({
              manifest,
              key: `${check.id} ${item.key}`,
              at: placeOf(path, item.path),
            })),
        ),
    );
    expect(needed.length).toBeGreaterThan(100);
    fc.assert(
      fc.property(fc.constantFrom(...needed), ({ manifest, key, at }) => {
        const outcome = judge(without(manifest, at)).find(
          (finding) => keyOf(finding) === key,
        )?.outcome;
        expect(outcome, `${key} without ${at.join(".")}`).toBe("question");
      }),
      { numRuns: 60 },
    );
  });

  test("whatever mutes a finding stands by itself, is open or fails, and is at least as severe", () => {
    const rank = ["blocker", "high", "medium", "low"];
    const isAsSevere = (cause: Finding | undefined, { severity }: Finding) =>
      rank.indexOf(cause?.severity ?? "") <= rank.indexOf(severity);
    const field = fc.nat();
    fc.assert(
      fc.property(example, fc.array(field, { maxLength: 12 }), ({ manifest }, cuts) => {
        const cut = cuts.reduce(cutSomething, manifest);
        const findings = judge(cut);
        const byKey = new Map(findings.map((finding) => [keyOf(finding), finding]));
        const causeOf = ({ mutedBy }: Finding) =>
          mutedBy && byKey.get(`${mutedBy.check} ${mutedBy.item}`);
        const muted = findings.filter(({ mutedBy }) => mutedBy !== undefined);
        const sound = muted.filter((finding) => {
          const cause = causeOf(finding);
          const root = finding.mutedBy?.why === "root";
          const follows = root ? cause?.outcome === "fail" : cause?.outcome === finding.outcome;
          return follows && cause?.mutedBy === undefined && isAsSevere(cause, finding);
        });
        expect(muted.map(lineOf)).toEqual(sound.map(lineOf));
        const fails = findings.filter(({ outcome }) => outcome === "fail");
        expect(fails.some(({ mutedBy }) => mutedBy === undefined)).toBe(fails.length > 0);
        expect(findings.filter(({ outcome }) => outcome === "error")).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});

function placeOf(path: string, item: Path): Path {
  const [root = "", ...keys] = path.split(".");
  return root === "it" ? [...item, ...keys] : [root, ...keys];
}

/** The same manifest without what stands at a path; such a manifest may lack what its schema wants. */
function without(manifest: Manifest, path: Path): Manifest {
  const copy = structuredClone(manifest) as unknown as Record<string | number, unknown>;
  let parent = copy;
  for (const key of path.slice(0, -1)) parent = (parent[key] ?? {}) as typeof parent;
  delete parent[path.at(-1) ?? ""];
  return copy as unknown as Manifest;
}

/** Leaves out one optional part that the number picks. */
function cutSomething(manifest: Manifest, pick: number): Manifest {
  const paths: Path[] = [];
  const visit = (value: unknown, path: Path) => {
    if (typeof value !== "object" || value === null) return;
    for (const [name, inner] of Object.entries(value)) {
      const next = [...path, Array.isArray(value) ? Number(name) : name];
      if (!Array.isArray(value)) paths.push(next);
      visit(inner, next);
    }
  };
  visit(manifest, []);
  const cut = without(manifest, paths[pick % paths.length] ?? []);
  return Manifest.safeParse(cut).success ? cut : manifest;
}
