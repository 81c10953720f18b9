import { readFileSync } from "node:fs";
import { describe, expect, test, vi } from "vitest";
import { amend, appendTo } from "../src/amend/amend.ts";
import { heldBy, type LineChange } from "../src/amend/line-change.ts";
import type { PlainValue } from "../src/amend/plain-value.ts";
import { writeNumber, writeScalar } from "../src/amend/write-scalar.ts";
import type { Path } from "../src/yaml/parse-yaml.ts";

vi.setConfig({ testTimeout: 60_000 });

const CHANGES: readonly (readonly [string, string, Path, PlainValue, LineChange])[] = [
  [
    "a key of a section follows the key of the section",
    "version: 1\nbudgets: # Agreed.\n  # Per unit.\n  usd: 0.02\n",
    ["budgets", "wh"],
    0.4,
    { first: 2, last: 2, lines: ["budgets: # Agreed.", "  wh: 0.4"] },
  ],
  [
    "a key of an object follows the key of the object",
    "m:\n    - id: x\n      p:\n          w: a\n",
    ["m", 0, "p", "kv"],
    "b",
    { first: 3, last: 3, lines: ["      p:", "          kv: b"] },
  ],
  [
    "a key of an item follows its first line",
    "m:\n- id: x # c\n  n: y\n",
    ["m", 0, "r", "min"],
    1,
    { first: 2, last: 2, lines: ["- id: x # c", "  r: { min: 1 }"] },
  ],
  [
    "also below a hyphen on a line of its own",
    "m:\n  -\n    id: x\n    n: y\n",
    ["m", 0, "r"],
    1,
    { first: 3, last: 3, lines: ["    id: x", "    r: 1"] },
  ],
  [
    "also without a line break at the end",
    "m:\n  - id: x",
    ["m", 0, "r"],
    1,
    { first: 2, last: 2, lines: ["  - id: x", "    r: 1"] },
  ],
  [
    "also when that is a text of several lines",
    "m:\n  - s: |\n      a\n\n      b\n\n    id: x\n",
    ["m", 0, "r"],
    1,
    { first: 5, last: 5, lines: ["      b", "    r: 1"] },
  ],
  [
    "but last where it would take from a text its blank lines",
    "m:\n  - s: |+\n      a\n\n    id: x\n",
    ["m", 0, "r"],
    1,
    { first: 5, last: 5, lines: ["    id: x", "    r: 1"] },
  ],
  [
    "one line flow",
    "m: [{id: x, n: y}]\n",
    ["m", 0, "r"],
    "a, b",
    { first: 1, last: 1, lines: ['m: [{id: x, n: y, r: "a, b"}]'] },
  ],
  [
    "wrapped flow",
    "m:\n  - { id: x, n: y, # c\n      o: z }\n",
    ["m", 0, "r"],
    1,
    { first: 2, last: 2, lines: ["  - { id: x, n: y, r: 1, # c"] },
  ],
  [
    "trailing comma",
    "m: { id: x, }\n",
    ["m", "r"],
    1,
    { first: 1, last: 1, lines: ["m: { id: x, r: 1, }"] },
  ],
  ["empty flow", "m: {}\nn: 1\n", ["m", "r"], 1, { first: 1, last: 1, lines: ["m:", "  r: 1"] }],
  [
    "single quoted",
    "a: 'it''s' # c\n",
    ["a"],
    "it's new",
    { first: 1, last: 1, lines: ["a: 'it''s new' # c"] },
  ],
  ["double quoted", 'a: "x" # c\n', ["a"], "new", { first: 1, last: 1, lines: ['a: "new" # c'] }],
  ["quoted to number", 'a: "x" # c\n', ["a"], 3, { first: 1, last: 1, lines: ["a: 3 # c"] }],
  [
    "literal",
    "a: |\n  x\n  y\nb: 1\n",
    ["a"],
    "two\nlines",
    { first: 1, last: 3, lines: ['a: "two\\nlines"'] },
  ],
  [
    "folded comment",
    "a: >- # c\n  x\n\nb: 1\n",
    ["a"],
    "one",
    { first: 1, last: 2, lines: ["a: one # c"] },
  ],
  ["multi-line plain", "a: x\n  y\nb: 1\n", ["a"], "z", { first: 1, last: 2, lines: ["a: z"] }],
  ["nothing", "a: # c\nb: 1\n", ["a"], 5, { first: 1, last: 1, lines: ["a: 5 # c"] }],
  ["nothing at end", "a:", ["a"], 5, { first: 1, last: 1, lines: ["a: 5"] }],
  ["tilde", "a: ~ # c\n", ["a"], true, { first: 1, last: 1, lines: ["a: true # c"] }],
  ["placeholder", "a: TBD # c\n", ["a"], 0.4, { first: 1, last: 1, lines: ["a: 0.4 # c"] }],
  [
    "null nested",
    "a:\nb: 1\n",
    ["a", "x", "y"],
    1,
    { first: 1, last: 1, lines: ["a:", "  x: { y: 1 }"] },
  ],
  ["null item", "a:\n  -\n  - 2\n", ["a", 0], 1, { first: 2, last: 2, lines: ["  - 1"] }],
  [
    "list flow to list",
    "a: [x, y] # c\n",
    ["a"],
    ["x", "y", "z"],
    { first: 1, last: 1, lines: ["a: [x, y, z] # c"] },
  ],
  [
    "list block grows",
    "a:\n  - x # c\n  - y\nb: 1\n",
    ["a"],
    ["x", "y", "z"],
    { first: 3, last: 3, lines: ["  - y", "  - z"] },
  ],
  [
    "list block changes",
    "a:\n  - x\n  - y\nb: 1\n",
    ["a"],
    ["y"],
    { first: 2, last: 3, lines: ['  - "y"'] },
  ],
  ["list emptied", "a:\n  - x\nb: 1\n", ["a"], [], { first: 1, last: 2, lines: ["a: []"] }],
  ["mapping to text", "a:\n  x: 1\nb: 1\n", ["a"], "t", { first: 1, last: 2, lines: ["a: t"] }],
  [
    "text to mapping",
    "a: t # c\n",
    ["a"],
    { x: 1, y: [1] },
    { first: 1, last: 1, lines: ["a: # c", "  x: 1", "  y: [1]"] },
  ],
  [
    "amount range",
    "a: { value: 3, low: 1, high: 4 }\n",
    ["a"],
    2,
    { first: 1, last: 1, lines: ["a: 2"] },
  ],
  [
    "amount basis",
    "a: { value: 3, low: 1, high: 4, basis: measured }\n",
    ["a"],
    9,
    { first: 1, last: 1, lines: ["a: { value: 9, low: 1, basis: measured }"] },
  ],
  [
    "amount block",
    "a:\n  value: 3\n  low: 1\n  high: 4\n  basis: vendor\n",
    ["a"],
    0.5,
    { first: 2, last: 3, lines: ["  value: 0.5"] },
  ],
  [
    "evidence link",
    "a: { result: x }\n",
    ["a", "link"],
    "docs/a.md",
    { first: 1, last: 1, lines: ["a: { result: x, link: docs/a.md }"] },
  ],
  [
    "evidence text",
    "a: x\n",
    ["a"],
    { result: "x, y", link: "docs/a.md" },
    { first: 1, last: 1, lines: ["a:", "  result: x, y", "  link: docs/a.md"] },
  ],
  [
    "new section",
    "version: 1\n\nmodels: []\n",
    ["usage", "units"],
    42000,
    { first: 3, last: 3, lines: ["models: []", "", "usage:", "  units: 42000"] },
  ],
  [
    "new section above answers",
    "version: 1\n\nmodels: []\n\n# Said.\nanswers: []\n",
    ["usage", "units"],
    42000,
    { first: 4, last: 4, lines: ["", "usage:", "  units: 42000", ""] },
  ],
  [
    "new section before mark",
    "version: 1\nmodels: []\n...\n",
    ["usage", "units"],
    42000,
    { first: 2, last: 2, lines: ["models: []", "usage:", "  units: 42000"] },
  ],
  [
    "new section crlf bom no end",
    "﻿version: 1\r\nmodels: []",
    ["usage", "units"],
    42000,
    { first: 2, last: 2, lines: ["models: []", "usage:", "  units: 42000"] },
  ],
  [
    "json",
    '{\n  "a": {\n    "id": "x",\n    "n": 1\n  }\n}\n',
    ["a", "r", "min"],
    "yes",
    { first: 3, last: 3, lines: ['    "id": "x",', '    "r": { "min": "yes" },'] },
  ],
  [
    "json last",
    '{\n  "a": 1\n}\n',
    ["b"],
    { c: "d" },
    { first: 2, last: 2, lines: ['  "a": 1,', '  "b": { "c": "d" }'] },
  ],
  [
    "bare pair",
    "a: [x: 1]\n",
    ["a", 0, "y"],
    2,
    { first: 1, last: 1, lines: ["a: [{ x: 1, y: 2 }]"] },
  ],
  [
    "quoted key",
    "a: { b: 1 }\n",
    ["a", "on"],
    "no",
    { first: 1, last: 1, lines: ['a: { b: 1, on: "no" }'] },
  ],
  ["explicit key", "? a\n: b\nc: 1\n", ["a"], "d", { first: 2, last: 2, lines: [": d"] }],
  ["alias replaced", "a: &x [1]\nb: *x\n", ["b"], [2], { first: 2, last: 2, lines: ["b: [2]"] }],
  ["x- key", "x-a: 1\nb: 2\n", ["x-a"], 2, { first: 1, last: 1, lines: ["x-a: 2"] }],
  [
    "long list",
    "a: 1\n",
    ["d"],
    [{ id: "x" }, { id: "y" }],
    { first: 1, last: 1, lines: ["a: 1", "d:", "  - { id: x }", '  - { id: "y" }'] },
  ],
  ["unused anchor", "a: &x 1 # c\n", ["a"], 2, { first: 1, last: 1, lines: ["a: &x 2 # c"] }],
  [
    "key needs quotes",
    "a:\n  b: 1\n",
    ["a", "- c: d"],
    2,
    { first: 1, last: 1, lines: ["a:", '  "- c: d": 2'] },
  ],
];

test.each(CHANGES)("%s", (_, text, path, value, change) => {
  expect(amend(text, path, value)).toMatchObject({ ok: true, change });
});

test("a file keeps its byte order mark, its line breaks and what its last line ends with", () => {
  const text = "\uFEFFversion: 1\r\nmodels:\r\n- id: x";
  expect(amend(text, ["models", 0, "task"], "qa")).toMatchObject({
    text: "\uFEFFversion: 1\r\nmodels:\r\n- id: x\r\n  task: qa",
  });
  expect(amend(text, ["version"], 2)).toMatchObject({
    text: "\uFEFFversion: 2\r\nmodels:\r\n- id: x",
    change: { first: 1, last: 1, lines: ["\uFEFFversion: 2"] },
  });
});

test("the example of a question about a model becomes a change of the line that it stands on", () => {
  const text = readFileSync("examples/rag-assistant/architecture.yaml", "utf8");
  expect(amend(text, ["models", 0, "precision", "weights"], "int8")).toMatchObject({
    change: { first: 34, last: 34, lines: ["  - id: rewrite", "    precision: { weights: int8 }"] },
  });
});

describe("is refused:", () => {
  test.each<[string, string, Path, unknown, string]>([
    [
      "a change within what an alias repeats",
      "a: &x { b: 1 }\nc: *x\n",
      ["a", "b"],
      2,
      "a: an alias repeats this value elsewhere, where it would change too. Change it by hand",
    ],
    [
      "a change of it",
      "a: &x { b: 1 }\nc: *x\n",
      ["a"],
      2,
      "a: an alias repeats this value elsewhere, where it would change too. Change it by hand",
    ],
    [
      "a change within an alias",
      "a: &x { b: 1 }\nc: *x\n",
      ["c", "b"],
      2,
      "c: it repeats another value, which has no such field",
    ],
    [
      "a file with a merge key",
      "a: &x { b: 1 }\nb:\n  <<: *x\n",
      ["b", "c"],
      2,
      'b["<<"]: merge keys are not supported. Write the keys out, or repeat a whole value with an alias',
    ],
    [
      "two documents",
      "a: 1\n---\nb: 2\n",
      ["a"],
      2,
      "a second document begins here, and a file may hold only one. Remove it or move it to its own file",
    ],
    [
      "a tab as indentation",
      "a:\n\tb: 1\n",
      ["a", "b"],
      2,
      "a tab is used for indentation. YAML takes only spaces there",
    ],
    [
      "a loss of comments",
      "a:\n  - x # c\n  - y\n",
      ["a"],
      ["y"],
      "a: the value there has comments in it, which would be lost",
    ],
    [
      "a loss of the last comment",
      "a:\n  - x\n  - y # c\n",
      ["a"],
      ["y"],
      "a: the value there has comments in it, which would be lost",
    ],
    ["a field of a number", "a: 1\n", ["a", "b"], 2, "a: there is no place for b in it"],
    ["an item beyond the end", "a: [1]\n", ["a", 5], 2, "a: there is no place for [5] in it"],
    ["the whole file", "a: 1\n", [], 2, "a path must name a field"],
    ["a control character", "a: 1\n", ["a"], "\u0007", "the value has control characters in it"],
    ["half a character", "a: 1\n", ["a"], ["\uD800"], "the value has control characters in it"],
    ["no finite number", "a: 1\n", ["a"], Number.NaN, "the value must be a finite number"],
    ["nothing", "a: 1\n", ["a"], null, "the value is missing"],
    [
      "a key that objects have",
      "a: 1\n",
      ["b"],
      { constructor: 1 },
      "with this value the file would be refused: b.constructor: this key is not allowed. Choose another name",
    ],
    [
      "what is too large",
      "a: 1\n",
      ["b"],
      "x".repeat(1_100_000),
      "with this value the file would be refused: the file is larger than 1 MiB, the limit. Split it or leave data out of it",
    ],
  ])("%s", (_, text, path, value, because) => {
    expect(amend(text, path, value as PlainValue)).toEqual({ ok: false, because });
  });

  test("what is nested too deep, without a crash", () => {
    let deep: PlainValue = 1;
    for (let level = 0; level < 100_000; level += 1) deep = [deep];
    const because = "the value is nested more than 32 levels deep";
    expect(amend("a: 1\n", ["b"], deep)).toEqual({ ok: false, because });
  });
});

describe("items are added", () => {
  const answer = { check: "y", on: "2026-01-02", reason: "a: b" };
  test.each([
    [
      "as lines like those there",
      "answers:\n- check: x\n  on: 2026-01-01\n\n# end\n",
      'answers:\n- check: x\n  on: 2026-01-01\n- check: "y"\n  on: 2026-01-02\n  reason: "a: b"\n\n# end\n',
    ],
    [
      "in braces like those there",
      "answers:\n  - { check: x } # c\n",
      'answers:\n  - { check: x } # c\n  - { check: "y", on: 2026-01-02, reason: "a: b" }\n',
    ],
    [
      "to an empty list",
      "answers: [] # none\nb: 2\n",
      'answers: # none\n  - { check: "y", on: 2026-01-02, reason: "a: b" }\nb: 2\n',
    ],
    [
      "to a key without value",
      "answers:\nb: 2\n",
      'answers:\n  - { check: "y", on: 2026-01-02, reason: "a: b" }\nb: 2\n',
    ],
    [
      "to no list, above the waivers",
      "a: 1\nwaivers:\n- { check: x }",
      'a: 1\nanswers:\n- { check: "y", on: 2026-01-02, reason: "a: b" }\nwaivers:\n- { check: x }',
    ],
    [
      "in JSON",
      '{ "a": 1 }',
      '{ "a": 1, "answers": [{ "check": "y", "on": "2026-01-02", "reason": "a: b" }] }',
    ],
  ])("%s", (_, before, after) => {
    expect(appendTo(before, ["answers"], [answer])).toMatchObject({ ok: true, text: after });
  });

  test("but not to a text", () => {
    expect(appendTo("answers: x\n", ["answers"], [answer])).toEqual({
      ok: false,
      because: "answers: it is no list",
    });
  });

  test("none of them leaves the text as it is", () => {
    expect(appendTo("answers: [1]\n", ["answers"], [])).toMatchObject({
      ok: true,
      text: "answers: [1]\n",
    });
  });
});

test.each([
  [0, "0"],
  [-0, "0"],
  [0.4, "0.4"],
  [42000, "42000"],
  [-1.5, "-1.5"],
  [1e-7, "0.0000001"],
  [8.7e-9, "0.0000000087"],
  [1e-300, "1e-300"],
  [123456789012345, "123456789012345"],
  [1e15, "1e15"],
  [1.5e21, "1.5e21"],
])("%d is written %s", (value, written) => {
  expect(writeNumber(value)).toBe(written);
  expect(Number(written)).toBe(value === 0 ? 0 : value);
});

test("a text gets quotes only where a reader could take it for something else", () => {
  const plain = [
    "int8",
    "eu-north-1",
    "docs/scope.md",
    "At least 92 % of 400 (see docs)",
    "https://a.example/b?c#d",
    "2026-10-31",
    "don't",
    "a:b",
    "a#b",
  ];
  for (const text of plain) expect(writeScalar(text, { inFlow: false })).toBe(text);
  const quoted = [
    "",
    " a",
    "a ",
    "yes",
    "No",
    "on",
    "OFF",
    "y",
    "true",
    "null",
    "~",
    "1.0",
    "012",
    "1_000",
    "12:30",
    "0x1f",
    "1e5",
    ".5",
    ".inf",
    "@lea",
    "*a",
    "&a",
    "#a",
    "a #b",
    "a: b",
    "a:",
    "- a",
    "-1x",
    "---",
    "...",
    "{a}",
    "[a]",
    "'a'",
    '"a"',
    "%a",
    "`a`",
    "!a",
    "?",
    "|",
    ">",
    "=",
    "<<",
  ];
  for (const text of quoted) expect(writeScalar(text, { inFlow: false })).toMatch(/^".*"$/);
  for (const text of ["a, b", "a]", "a}", "{{ a }}"])
    expect(writeScalar(text, { inFlow: true })).toMatch(/^".*"$/);
  expect(writeScalar('a\nb\t"c"\\\r\u202e\u2028\u{e0001}', { inFlow: false })).toBe(
    '"a\\nb\\t\\"c\\"\\\\\\r\\u202e\\u2028\\U000e0001"',
  );
});

describe("an insertion is held", () => {
  const before = "budgets:\n  usd: 1\n  wh: 2\n";
  const amended = amend(before, ["budgets", "latency"], 3);
  const change = amended.ok ? amended.change : { first: 0, last: 0, lines: [] };
  test.each([
    [1, ["budgets:", "  latency: 3"]],
    [2, ["  latency: 3", "  usd: 1"]],
  ])("by line %d", (line, lines) => {
    expect(heldBy(line, before, change)).toEqual({ first: line, last: line, lines });
  });
  test.each([0, 3, 4])("not by line %d", (line) => {
    expect(heldBy(line, before, change)).toBeUndefined();
  });
});

test("a longer file takes time in proportion", () => {
  const lines = (count: number) =>
    Array.from(
      { length: count },
      (_, at) => `  - { id: k${at}, note: some text that is there }\n`,
    ).join("");
  const time = (count: number) => {
    const text = `models:\n${lines(count)}`;
    const start = process.cpuUsage().user;
    expect(amend(text, ["models", count - 1, "task"], "qa").ok).toBe(true);
    return process.cpuUsage().user - start;
  };
  time(2000);
  expect(time(16_000)).toBeLessThan(40 * time(2000));
});
