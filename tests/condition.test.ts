import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compileCondition } from "../src/condition/compile-condition.ts";
import { factView } from "../src/facts/fact-view.ts";
import { rootTypes } from "../src/facts/scope-types.ts";

const types = rootTypes("models", ["most"]);

/** What is wrong with a text, each fault with the piece of the text that it points at. */
const faults = (text: string) => {
  const compiled = compileCondition(text, types);
  return compiled.ok
    ? "ok"
    : compiled.faults.map(
        ({ start, end, message }) => `${text.slice(start, end) || "(end)"}: ${message}`,
      );
};

const seen = (given: Record<string, unknown>) =>
  factView(
    { product: {}, usage: {}, budgets: {}, operations: {}, d: {}, params: { most: 3 }, ...given },
    { kind: "object", fields: types },
  ) as object;

/** "true", "false", "error", or the missing facts. */
const answer = (text: string, given: Record<string, unknown> = {}) => {
  const compiled = compileCondition(text, types);
  if (!compiled.ok) throw new Error(compiled.faults[0]?.message);
  const result = compiled.condition.evaluate(seen({ it: { d: {} }, ...given }));
  return result.is === "missing" ? result.facts : result.is;
};

describe("what a condition may say", () => {
  test.each([
    "it.params_b > 10.0",
    "it.params_b >= 10",
    "!it.pinned || it.pinned",
    'it.task in ["qa", "chat"]',
    '"pruned" in it.optimisations',
    "has(it.precision.kv) && it.precision.weights == 'int8'",
    "models.all(m, has(m.pinned) && m.pinned)",
    'models.filter(m, m.access == "api").size() == 2',
    "models.map(m, m.params_b).exists(x, x > 1.0)",
    '["fp8", "int8"].exists(x, has(it.precision) && it.precision.weights == x)',
    "size(it.name) > 3 && it.name.size() > 3",
    'it.name.lowerAscii().startsWith("gpt") || it.name.endsWith("-x") || it.name.contains("/")',
    "it.d.bits in [4.0, 8.0]",
    "(has(it.params_b) ? it.params_b : 0.0) * 2.0 - 1.0 > params.most / 3.0",
    "it.training.exists_one(t, t.kind == 'adapter')",
    "d.fan_out > 10.0 && usage.units_per_month < 1e6",
  ])("%s", (text) => {
    expect(faults(text)).toBe("ok");
  });
});

describe("what it may not say, and the words for it", () => {
  test.each([
    ["it.parms_b > 1.0", 'it.parms_b: there is no field "parms_b"; did you mean "params_b"?'],
    ["has(it.tsk)", 'it.tsk: there is no field "tsk"; did you mean "task"?'],
    ["it.zzz == 'a'", 'it.zzz: there is no field "zzz"'],
    ["modles.exists(m, m.pinned)", 'modles: there is no "modles"; did you mean "models"?'],
    ["models.exists(m, m.pined)", 'm.pined: there is no field "pined"; did you mean "pinned"?'],
    ["params.least > 1.0", 'params.least: there is no field "least"'],
    ["it.task == 'clasify'", `'clasify': the field is never "clasify": did you mean "classify"?`],
    [
      "'distiled' in it.optimisations",
      `'distiled': the field is never "distiled": did you mean "distilled"?`,
    ],
    [
      "it.access in ['api', 'on-prem']",
      `'on-prem': the field is never "on-prem": it can be api, self-hosted, on-device`,
    ],
    [
      "it.params_b * 3 > 1.0",
      "it.params_b * 3: no such overload: double * int. Numbers of a manifest are doubles: write 3.0 instead of 3",
    ],
    [
      "it.params_b == 3",
      "it.params_b == 3: no such overload: double == int. Numbers of a manifest are doubles: write 3.0 instead of 3",
    ],
    ["it.params_b", "it.params_b: must be true or false, and is double"],
    [
      "models.id == 'a'",
      'models.id: a list has no field "id": loop over the list, as in list.exists(x, ...)',
    ],
    ["it.task.kind == 'a'", 'it.task.kind: a text has no field "kind"'],
    [
      "models == models",
      "models == models: lists and objects cannot be compared or joined whole: use size, in or exists",
    ],
    [
      "size(models + models) > 1",
      "models + models: lists and objects cannot be compared or joined whole: use size, in or exists",
    ],
    ["it.params_b >", "(end): is not a condition: Unexpected token: EOF"],
    ["", "(end): is not a condition: Unexpected token: EOF"],
    [
      "it.name.matches('^(a+)+$')",
      "it.name.matches('^(a+)+$'): matches is not allowed, because a pattern can take for ever: use startsWith, endsWith, contains or in",
    ],
    [
      "models.all(m, models.exists(n, n.id == m.id))",
      "models.exists(n, n.id == m.id): exists inside another loop would take too many steps: ask the tool for a derived fact",
    ],
    [
      "models.all(m, [1, 2].exists(n, n == 1))",
      "[1, 2].exists(n, n == 1): exists inside another loop would take too many steps: ask the tool for a derived fact",
    ],
    [
      "it['id'] == 'a'",
      `it['id']: name a field with ".": brackets and optional selections are not part of conditions`,
    ],
    ["{'a': true}.a", "{'a': true}: a condition cannot make a map"],
    ["null == true", "null: only texts, numbers, true and false may be written"],
    ["it.params_b == 1u", "1u: only texts, numbers, true and false may be written"],
    [
      "models.exists(m.id, true)",
      "id: is not a condition: exists(var, predicate) invalid predicate iteration variable",
    ],
    ["it.constructor == 'a'", 'it.constructor: there is no field "constructor"'],
    ["__proto__ == 'a'", "__proto__: is not a condition: Reserved identifier: __proto__"],
    ["it.__proto__.polluted == 'a'", 'it.__proto__: there is no field "__proto__"'],
    ["constructor.constructor == 'a'", 'constructor: there is no "constructor"'],
  ])("%s", (text, fault) => {
    expect(faults(text)).toEqual([fault]);
  });

  test.each([
    "fetch('x')",
    "cel.bind(x, 1, x == 1)",
    "dyn(it.id) == 1",
    "timestamp('2026-01-01') == 1",
    "it.name.split('a').size() > 1",
    "it.runs.join(',') == ''",
  ])("%s calls what is no function of conditions", (text) => {
    expect(faults(text)).toEqual([
      expect.stringMatching(/is not a function of conditions: use has, size/),
    ]);
  });

  test("all unknown fields are told at once", () => {
    expect(faults("it.aa == 'x' || it.bb == 'x'")).toHaveLength(2);
  });
});

describe("hostile texts are refused, and at once", () => {
  test.each([
    ["501 characters", `it.pinned${" ".repeat(492)}`],
    ["10^5 characters", "a".repeat(100_000)],
    ["10^5 operators", `true${" && true".repeat(12_500)}`],
    ["parentheses in parentheses", `${"(".repeat(240)}true${")".repeat(240)}`],
    ["too many nodes", `1${"+1".repeat(240)} > 0`],
    ["a long list", `1.0 in [${Array(60).fill("1.0").join(",")}]`],
    ["deep negation", `${"!".repeat(400)}true`],
    ["nested loops", "models.all(a, models.all(b, models.all(c, models.all(d, true))))"],
    ["unfinished text", '"'.repeat(499)],
    ["control characters", "\u0000\u0001 && true"],
  ])("%s", (_, text) => {
    const start = performance.now();
    expect(compileCondition(text, types).ok).toBe(false);
    expect(performance.now() - start).toBeLessThan(1000);
  });

  test("any text gives a condition or faults, never an exception", () => {
    const word = fc.constantFrom(
      "it",
      ".",
      "params_b",
      "(",
      ")",
      " > ",
      "1.0",
      "has",
      "models",
      "exists",
      "m",
      ",",
      "&&",
      "||",
      "!",
      "[",
      "]",
      "'a'",
      "?",
      ":",
      " in ",
      "matches",
      "{",
      "}",
      "-",
      "0x",
      "\\",
      "\n",
      "b'",
      "1e999",
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 20 }), (words) => {
        const compiled = compileCondition(words.join(""), types);
        if (compiled.ok) compiled.condition.evaluate(seen({ it: { d: {} } }));
        else expect(compiled.faults.length).toBeGreaterThan(0);
      }),
    );
  });
});

describe("answers with missing facts", () => {
  test.each<[string, string | string[], Record<string, unknown>?]>([
    ["it.params_b > 10.0", ["it.params_b"]],
    ["it.params_b > 10.0", "true", { it: { params_b: 11 } }],
    ["it.params_b > 10.0", "false", { it: { params_b: { value: 9, low: 1, high: 20 } } }],
    ["it.params_b > 10.0 || it.pinned", "true", { it: { pinned: true } }],
    ["it.params_b > 10.0 || it.pinned", ["it.params_b"], { it: { pinned: false } }],
    ["it.pinned && it.params_b > 10.0", "false", { it: { pinned: false } }],
    ["it.params_b > 10.0 && it.pinned", "false", { it: { pinned: false } }],
    ["it.params_b > 10.0 && it.pinned", ["it.params_b", "it.pinned"]],
    ["!(it.params_b > 10.0 && it.pinned)", "true", { it: { pinned: false } }],
    ["!it.pinned", ["it.pinned"]],
    ["it.pinned ? it.params_b > 1.0 : true", "true", { it: { pinned: false } }],
    ["it.pinned ? it.params_b > 1.0 : true", ["it.params_b"], { it: { pinned: true } }],
    ["it.pinned ? it.params_b > 1.0 : true", ["it.pinned"]],
    ["(has(it.params_b) ? it.params_b : 2.0) > params.most", "false"],
    ["has(it.precision.kv)", "false"],
    ["has(it.precision.kv)", "false", { it: { precision: { weights: "int8" } } }],
    ["has(it.precision.kv)", "true", { it: { precision: { weights: "int8", kv: "int8" } } }],
    ["it.precision.weights == 'int8'", ["it.precision.weights"]],
    ["(has(it.precision.kv) ? 9.0 : 0.0) > params.most", "false"],
    ["models.filter(m, has(m.precision.kv)).size() == 0", "true", { models: [{}] }],
    ["has(operations.exit_plan)", "false"],
    ["size(components) > 0", ["components"]],
    ["components.exists(c, c.kind == 'cache')", ["components"]],
    ["components.exists(c, c.kind == 'cache')", "false", { components: [] }],
    ["models.all(m, m.pinned)", ["models[1].pinned"], { models: [{ pinned: true }, {}] }],
    ["models.all(m, m.pinned)", "false", { models: [{}, { pinned: false }] }],
    ["models.exists(m, m.params_b > 5.0)", "true", { models: [{}, { params_b: 7 }] }],
    [
      "models.exists(m, m.params_b > 5.0)",
      ["models[0].params_b"],
      { models: [{}, { params_b: 3 }] },
    ],
    ["models.exists(m, has(m.precision.kv))", "false", { models: [{}, { params_b: 3 }] }],
    [
      "models.filter(m, m.pinned).size() == 1",
      ["models[0].pinned"],
      { models: [{}, { pinned: true }] },
    ],
    ["it.fallback_tested == 'ok'", ["it.fallback_tested"], { it: { fallback_tested: " T.B.D. " } }],
    ["it.fallback == 'none'", "true", { it: { fallback: "none" } }],
    [
      "it.fallback_tested.contains('/')",
      "true",
      { it: { fallback_tested: { result: "docs/x.md" } } },
    ],
  ])("%s is %s", (text, expected, given) => {
    expect(answer(text, given)).toEqual(expected);
  });

  test("what decides is not asked for when the other side settles it", () => {
    const atom = fc.constantFrom("it.pinned", "it.open_weights", "it.generative", "true", "false");
    const condition = fc.letrec<{ node: string }>((tie) => ({
      node: fc.oneof(
        { depthSize: "small" },
        atom,
        fc
          .tuple(tie("node"), fc.constantFrom("&&", "||"), tie("node"))
          .map(([a, op, b]) => `(${a} ${op} ${b})`),
        tie("node").map((inner) => `!(${inner})`),
      ),
    })).node;
    const fields = ["pinned", "open_weights", "generative"] as const;
    const known = fc.record(Object.fromEntries(fields.map((name) => [name, fc.boolean()])), {
      requiredKeys: [],
    });
    fc.assert(
      fc.property(
        condition.filter((text) => text.length < 400),
        known,
        (text, it) => {
          if (!compileCondition(text, types).ok) return;
          const outcome = answer(text, { it: { ...it, d: {} } });
          // All ways in which the missing fields could be filled in.
          const completions = [0, 1, 2, 3, 4, 5, 6, 7].map((bits) =>
            Object.fromEntries(
              fields.map((name, at) => [name, it[name] ?? ((bits >> at) & 1) === 1]),
            ),
          );
          const results = new Set(
            completions.map((full) => String(answer(text, { it: { ...full, d: {} } }))),
          );
          if (outcome === "true" || outcome === "false") expect([...results]).toEqual([outcome]);
          else
            for (const fact of outcome)
              expect(it).not.toHaveProperty(String(fact).replace("it.", ""));
        },
      ),
    );
  });
});

describe("what a condition reads, and what it costs", () => {
  const of = (text: string) => {
    const compiled = compileCondition(text, types);
    if (!compiled.ok) throw new Error(compiled.faults[0]?.message);
    return compiled.condition;
  };

  test.each([
    ["it.params_b > params.most", ["it.params_b", "params.most"]],
    ["has(it.precision.kv) || it.pinned", ["it.precision.kv", "it.pinned"]],
    ["models.exists(m, m.pinned && it.pinned)", ["models.pinned", "it.pinned"]],
    [
      "models.filter(m, m.pinned).exists(x, x.id == it.id)",
      ["models.pinned", "models.id", "it.id"],
    ],
    ["models.map(m, m.params_b).exists(x, x > 1.0)", ["models.params_b"]],
    ["size(models) > 1", ["models"]],
  ])("%s reads %j", (text, reads) => {
    expect(of(text).reads).toEqual(reads);
  });

  test.each([
    ["it.pinned", 2],
    ["models.all(m, m.pinned)", 2 + 2 * 100],
    ["it.id in d.dangling", 5 + 100],
    ["models.all(m, m.id in d.dangling)", 2 + 100 * 5 + 100 * 100],
  ])("%s takes %d steps on lists of 100", (text, steps) => {
    expect(of(text).steps(() => 100)).toBe(steps);
  });
});
