import { expect, test } from "vitest";
import * as z from "zod/mini";
import { all, parseYaml } from "../src/yaml/parse-yaml.ts";

const Amount = z.union([
  z.number().check(z.minimum(0)),
  z.strictObject({
    value: z.number(),
    low: z.optional(z.number()),
    high: z.optional(z.number()),
    basis: z.optional(z.enum(["measured", "vendor", "estimated"])),
  }),
]);

const Evidence = z.union([
  z.string().check(z.minLength(1)),
  z.strictObject({
    result: z.string(),
    link: z.optional(z.string()),
    on: z.optional(z.iso.date()),
  }),
]);

const Id = z.string().check(z.regex(/^[a-z][a-z0-9-]*$/));

const System = z.strictObject({
  name: z.optional(z.string().check(z.minLength(1))),
  stage: z.optional(z.enum(["idea", "prototype", "pilot", "production"])),
  countries: z.optional(z.array(z.string().check(z.regex(/^[A-Z]{2}$/)))),
  scope: z.optional(Evidence),
  models: z.optional(
    z
      .array(
        z.strictObject({
          id: Id,
          access: z.enum(["api", "self-hosted", "on-device"]),
          size: z.optional(Amount),
          pinned: z.optional(z.boolean()),
          count: z.optional(z.int().check(z.minimum(1), z.maximum(10))),
          share: z.optional(z.number().check(z.gt(0), z.lt(1))),
          monitors: z.optional(z.array(z.enum(["energy", "cost"]))),
        }),
      )
      .check(z.minLength(1)),
  ),
  answers: z.optional(
    z.record(z.string().check(z.regex(/^[A-Z0-9-]+$/)), z.strictObject({ say: z.string() })),
  ),
  rules: z.optional(
    z.array(
      z.discriminatedUnion("kind", [
        z.strictObject({ kind: z.literal("cap"), limit: z.number() }),
        z.strictObject({
          kind: z.literal("ban"),
          name: z.string().check(z.minLength(3), z.maxLength(5)),
        }),
      ]),
    ),
  ),
  place: z.optional(
    z.union([
      z.strictObject({ region: z.string() }),
      z.strictObject({ country: z.string(), city: z.string() }),
    ]),
  ),
  level: z.optional(
    z.union([
      z.int(),
      z.enum(["low", "high"]),
      z.strictObject({ min: z.number(), man: z.optional(z.number()) }),
    ]),
  ),
  change: z.optional(
    z.union([
      z.strictObject({ kind: z.literal("add"), what: z.string(), where: z.string() }),
      z.strictObject({
        kind: z.literal("remove"),
        name: z.string(),
        reason: z.string(),
        by: z.string(),
      }),
    ]),
  ),
  code: z.optional(z.string({ error: "Give the code of your team." }).check(z.startsWith("T-"))),
  team: z.optional(z.string().check(z.startsWith("T-"))),
});

const parse = (text: string) => parseYaml("a.yaml", text, System);

/** What the author reads, or "ok". */
const check = (text: string) => {
  const parsed = parse(text);
  return parsed.ok
    ? "ok"
    : parsed.problems.map(({ line, column, message }) => `${line}:${column} ${message}`);
};

test("a value comes out as it was written", () => {
  const parsed = parse(
    "name: Shop # the product\nmodels:\n  - { id: a, access: api, size: 1.5e3 }\n",
  );
  expect(parsed.ok && parsed.located).toMatchObject({
    file: "a.yaml",
    value: { name: "Shop", models: [{ id: "a", access: "api", size: 1500 }] },
  });
});

test.each<[string, string, string[]]>([
  [
    "unknown keys, with the nearest known key or all of them",
    "nam: x\nStage: idea\nfoo: 1\nmodels: [{ id: a, access: api, mon: [], \u200bbar: 2 }]\n",
    [
      '1:1 nam: unknown key. Did you mean "name"?',
      '2:1 Stage: unknown key. Did you mean "stage"?',
      "3:1 foo: unknown key. Known keys: name, stage, countries, scope, models, answers, rules, place, level, change, code, team.",
      '4:32 models[0].mon: unknown key. Did you mean "monitors"?',
      '4:41 models[0]["\\u{200b}bar"]: unknown key. Known keys: id, access, size, pinned, count, share, monitors.',
    ],
  ],
  [
    "a mistyped key is not also missing",
    "models:\n  - id: a\n    acces: api\n",
    ['3:5 models[0].acces: unknown key. Did you mean "access"?'],
  ],
  [
    "missing keys, at their parent",
    "models:\n  - size: 3\n",
    [
      "2:5 models[0].id: is missing. Write text.",
      "2:5 models[0].access: is missing. Write one of api, self-hosted, on-device.",
    ],
  ],
  [
    "keys without a value, at the key",
    "name:\nmodels:\n  - id: a\n    access: ~\n    size:\n",
    [
      "1:1 name: has no value. Write text.",
      "4:13 models[0].access: has no value. Write one of api, self-hosted, on-device.",
      "5:5 models[0].size: has no value. Write a number or a mapping (value, low, high, basis).",
    ],
  ],
  [
    "wrong kinds of values, with what to write",
    "name: 1.10\nscope: [x]\nmodels:\n  - { id: true, access: 3, size: 12 GB, pinned: yes, count: 0.5, monitors: energy }\n" +
      '  - { id: a, access: { b: 1 }, size: 1.2.3, pinned: "FALSE", count: "7", share: "1,000" }\n  - b\n',
    [
      '1:7 name: must be text, not a number (you wrote 1.10). Put it in quotes: "1.10".',
      "2:8 scope: must be text or a mapping (result, link, on), not a list.",
      '4:11 models[0].id: must be text (you wrote true). Put it in quotes: "true".',
      "4:25 models[0].access: must be one of api, self-hosted, on-device (you wrote 3).",
      '4:34 models[0].size: must be a number or a mapping (value, low, high, basis), not text (you wrote "12 GB"). It takes a number alone.',
      '4:49 models[0].pinned: must be true or false, not text (you wrote "yes"). Write true.',
      "4:61 models[0].count: must be a whole number (you wrote 0.5).",
      '4:76 models[0].monitors: must be a list, not text (you wrote "energy"). Write [energy].',
      "5:22 models[1].access: must be one of api, self-hosted, on-device, not a mapping.",
      '5:38 models[1].size: must be a number or a mapping (value, low, high, basis), not text (you wrote "1.2.3"). It takes a number alone.',
      '5:53 models[1].pinned: must be true or false, not text (you wrote "FALSE"). Write false.',
      '5:69 models[1].count: must be a whole number, not text (you wrote "7"). Write 7, without quotes.',
      '5:81 models[1].share: must be a number, not text (you wrote "1,000"). Write 1000.',
      '6:5 models[2]: must be a mapping (id, access, size, pinned, count, share, monitors), not text (you wrote "b").',
    ],
  ],
  [
    "values out of what is allowed",
    'name: ""\nstage: pilt\ncountries: [fr]\nmodels:\n  - { id: A_b, access: ap, count: 11, share: 1, monitors: [costs, 3] }\n' +
      "  - { id: a, access: cloud, count: 0, share: 0, size: -1 }\nrules: [{ kind: ban, name: ab }, { kind: ban, name: abcdef }]\n",
    [
      "1:7 name: must not be empty.",
      '2:8 stage: must be one of idea, prototype, pilot, production (you wrote "pilt"; did you mean "pilot"?).',
      '3:13 countries[0]: must be two capital letters, such as FR (you wrote "fr").',
      '5:11 models[0].id: must be made of small letters, digits and hyphens, and begin with a letter (you wrote "A_b").',
      '5:24 models[0].access: must be one of api, self-hosted, on-device (you wrote "ap"; did you mean "api"?).',
      "5:35 models[0].count: must be at most 10 (you wrote 11).",
      "5:46 models[0].share: must be less than 1 (you wrote 1).",
      '5:60 models[0].monitors[0]: must be one of energy, cost (you wrote "costs"; did you mean "cost"?).',
      "5:67 models[0].monitors[1]: must be one of energy, cost (you wrote 3).",
      '6:22 models[1].access: must be one of api, self-hosted, on-device (you wrote "cloud").',
      "6:36 models[1].count: must be at least 1 (you wrote 0).",
      "6:46 models[1].share: must be more than 0 (you wrote 0).",
      "6:55 models[1].size: must be at least 0 (you wrote -1).",
      "7:28 rules[0].name: must have at least 3 characters (it has 2).",
      "7:53 rules[1].name: must have at most 5 characters (it has 6).",
    ],
  ],
  ["an empty list", "models: []\n", ["1:9 models: must have at least 1 item."]],
  [
    "the branch of a union that fits what was written",
    "scope: { reslt: x, on: 31.3.2026 }\nmodels: [{ id: a, access: api, size: { value: x, basis: guess } }]\nplace: { country: x, citty: y }\n",
    [
      '1:10 scope.reslt: unknown key. Did you mean "result"?',
      '1:24 scope.on: must be a date such as 2026-03-31 (you wrote "31.3.2026").',
      '2:47 models[0].size.value: must be a number, not text (you wrote "x").',
      '2:57 models[0].size.basis: must be one of measured, vendor, estimated (you wrote "guess").',
      '3:22 place.citty: unknown key. Did you mean "city"?',
    ],
  ],
  ["the branch of numbers", "level: 0.5\n", ["1:8 level: must be a whole number (you wrote 0.5)."]],
  [
    "the branch of words",
    "level: hihg\n",
    ['1:8 level: must be one of low, high (you wrote "hihg"; did you mean "high"?).'],
  ],
  [
    "no branch",
    "level: true\n",
    [
      "1:8 level: must be a whole number or one of low, high or a mapping (min, man) (you wrote true).",
    ],
  ],
  [
    "the branch of mappings, and a known key that is not there yet",
    "level: { min: 1, men: 2 }\n",
    ['1:18 level.men: unknown key. Did you mean "man"?'],
  ],
  [
    "the branch that a key names, though it has more to complain about",
    "change: { kind: remove }\n",
    [
      "1:9 change.name: is missing. Write text.",
      "1:9 change.reason: is missing. Write text.",
      "1:9 change.by: is missing. Write text.",
    ],
  ],
  [
    "the first of repeated keys",
    "name: 1\nname: a\n",
    [
      '1:7 name: must be text, not a number (you wrote 1). Put it in quotes: "1".',
      "2:1 name: this key is already on line 1. Keep one of the two.",
    ],
  ],
  [
    "the branch that a key names",
    "rules: [{ kind: c }, { limit: 1 }, { kind: ban, limit: 1 }]\n",
    [
      '1:17 rules[0].kind: must be one of cap, ban (you wrote "c").',
      "1:22 rules[1].kind: is missing. Write one of cap, ban.",
      "1:36 rules[2].name: is missing. Write text.",
      "1:49 rules[2].limit: unknown key. Known keys: kind, name.",
    ],
  ],
  [
    "keys that belong elsewhere: below where they stand, or anywhere",
    "region: eu\nplace: { access: api, country: DE, city: Ulm }\nteam: T-1\n",
    [
      "1:1 region: unknown key here. It goes elsewhere: place.region.",
      "2:10 place.access: unknown key here. It goes elsewhere: models[].access.",
    ],
  ],
  [
    "keys that a pattern refuses",
    "answers:\n  ch1: { say: a }\n  A.b c: { say: b }\n",
    [
      "2:3 answers.ch1: this key must match the pattern /^[A-Z0-9-]+$/.",
      '3:3 answers["A.b c"]: this key must match the pattern /^[A-Z0-9-]+$/.',
    ],
  ],
  ["words of the schema's author", "code: 5\n", ["1:7 code: Give the code of your team."]],
  [
    "words of the schema's author about a form",
    "code: X\n",
    ['1:7 code: Give the code of your team (you wrote "X").'],
  ],
  ["a beginning", "team: X\n", ['1:7 team: must begin with "T-" (you wrote "X").']],
  [
    "a root of another kind",
    "- a\n",
    [
      "1:1 the file must be a mapping (name, stage, countries, scope, models, answers, rules, place, level, change, code, team), not a list.",
    ],
  ],
  [
    "hostile text, bounded and with nothing invisible",
    `name: 1\nstage: "${"x".repeat(5000)}"\nteam: "a\\nb\u202Ec\u00A0d"\n`,
    [
      '1:7 name: must be text, not a number (you wrote 1). Put it in quotes: "1".',
      `2:8 stage: must be one of idea, prototype, pilot, production (you wrote "${"x".repeat(60)}…").`,
      '3:7 team: must begin with "T-" (you wrote "a\\u{a}b\\u{202e}c\\u{a0}d").',
    ],
  ],
])("reports %s", (_, text, expected) => {
  expect(check(text)).toEqual(expected);
});

test("long text is neither shown whole nor slow", () => {
  const digits = `0.${"1".repeat(500_000)}`;
  const spaces = `"1${" ".repeat(500_000)}x\\n"`;
  expect(check(`name: ${digits}\nplace: 1\nlevel: ${spaces}\n`)).toEqual([
    `1:7 name: must be text, not a number (you wrote ${digits.slice(0, 60)}…). Put it in quotes: "${digits.slice(0, 60)}…".`,
    "2:8 place: must be a mapping (region) or a mapping (country, city), not a number (you wrote 1).",
    `3:8 level: must be one of low, high (you wrote "1${" ".repeat(59)}…").`,
  ]);
  expect(check(`models: [{ id: a, access: api, size: ${spaces} }]\n`)).toHaveLength(1);
});

test("what was refused while reading does not fail the schema as well", () => {
  expect(
    check(
      "name: .nan\nstage: idea\nstage: idae\nmodels:\n  - &m { id: a, access: api, size: 1e999 }\n  - <<: *m\n    id: b\n  - *nope\n",
    ),
  ).toEqual([
    '1:7 name: ".nan" must be a finite number. Write one, or put text in quotes.',
    "3:1 stage: this key is already on line 2. Keep one of the two.",
    '5:36 models[0].size: "1e999" is a number too large to hold. Write one below 1e308, or put text in quotes.',
    '6:5 models[1]["<<"]: merge keys are not supported. Write the keys out, or repeat a whole value with an alias.',
    '8:5 models[2]: "*nope" is an alias, but no anchor "&nope" is above it. Put text that begins with "*" in quotes.',
  ]);
});

test("keys that begin with x- are free on every mapping and do not reach the value", () => {
  const parsed = parse(
    "x-owner: me\nmodels:\n  - id: a\n    access: api\n    x-note: { any: [thing] }\nanswers: { x-y: 1 }\n",
  );
  expect(parsed.ok && parsed.located.value).toEqual({
    models: [{ id: "a", access: "api" }],
    answers: {},
  });
});

test("an alias repeats a whole value, and its problems stand at each path", () => {
  expect(check("x-m: &m { id: a, access: api }\nmodels: [*m, *m]\n")).toBe("ok");
  expect(check("models: [&m { id: a, access: apj }, *m]\n")).toEqual([
    '1:30 models[0].access: must be one of api, self-hosted, on-device (you wrote "apj"; did you mean "api"?).',
    '1:30 models[1].access: must be one of api, self-hosted, on-device (you wrote "apj"; did you mean "api"?).',
  ]);
});

test("JSON is YAML", () => {
  expect(check('{"name": "a", "models": [{"id": "b", "access": "api"}]}')).toBe("ok");
  expect(check('{\n\t"name": "a",\n\t"stage": 3\n}\n')).toEqual([
    "3:11 stage: must be one of idea, prototype, pilot, production (you wrote 3).",
  ]);
});

test("at most 200 problems are listed, and the others counted", () => {
  const problems = check(`models: [${"x, ".repeat(250)}]\n`);
  expect(problems).toHaveLength(201);
  expect(problems[199]).toContain("models[199]:");
  expect(problems[200]).toBe("1:610 and 50 more problems.");
  expect(check(`models: [${"x, ".repeat(201)}]\n`)[200]).toBe("1:610 and 1 more problem.");
});

test("a position is that of the value, or of its nearest parent", () => {
  const text =
    '\uFEFF# first\r\nname: Shop\r\nmodels:\r\n  - &m\r\n    id: "a"\r\n    access: api\r\n  - *m\r\nanswers: { "A": { say: b } }\r\n';
  const parsed = parse(text);
  if (!parsed.ok) throw new Error("must parse");
  const at = (...path: (string | number)[]) => {
    const { line, column } = parsed.located.positionOf(path);
    return `${line}:${column}`;
  };
  expect(at()).toBe("2:1");
  expect(at("name")).toBe("2:7");
  expect(at("models")).toBe("4:3");
  expect(at("models", 0)).toBe("5:5");
  expect(at("models", 0, "access")).toBe("6:13");
  expect(at("models", 0, "size", "low")).toBe("5:5");
  expect(at("models", 1)).toBe("7:5");
  expect(at("models", 1, "id")).toBe("5:9");
  expect(at("models", 2)).toBe("4:3");
  expect(at("answers", "A", "say")).toBe("8:24");
  expect(at("nothing", "here")).toBe("2:1");
});

test("all gives every value, or the problems of every file", () => {
  const good = parse("name: a\n");
  const bad = parse("name: 1\n");
  const joined = all([good, good]);
  expect(joined.ok && joined.located.map(({ value }) => value.name)).toEqual(["a", "a"]);
  const failed = all([bad, good, bad]);
  expect(failed.ok || failed.problems.map(({ line }) => line)).toEqual([1, 1]);
});

test("a number in quotes where only that number will do", () => {
  const parsed = parseYaml("a.yaml", 'version: "1"\n', z.strictObject({ version: z.literal(1) }));
  expect(parsed.ok ? [] : parsed.problems.map(({ message }) => message)).toEqual([
    'version: must be 1, not text (you wrote "1"). Write 1, without quotes.',
  ]);
});
