import { expect, test } from "vitest";
import * as z from "zod/mini";
import { parseYaml } from "../src/yaml/parse-yaml.ts";

const check = (text: string) => {
  const parsed = parseYaml("a.yaml", text, z.unknown());
  return parsed.ok
    ? parsed.located.value
    : parsed.problems.map(({ line, column, message }) => `${line}:${column} ${message}`);
};

const MISALIGNED =
  "this line's indentation fits nothing above it. Indent it like the lines it belongs with.";
const CLOSING_QUOTE = "this follows a closing quote. Put all of the text in one pair of quotes.";
const BLOCK_HEADER =
  'after "|" or ">" the text begins on the next line. A value that begins with one of them must be in quotes.';
const SWALLOWED =
  'this "- " continues the text above it. Align it with the other items, or put the text in quotes.';
const TEMPLATE =
  "a key must be text. If this is a template such as {{ name }}, put all of it in quotes.";
const DIRECTIVE =
  '1:1 a line that begins with "%" is a YAML directive, and these are not allowed. Remove it.';
const SECOND =
  "a second document begins here, and a file may hold only one. Remove it or move it to its own file.";
const EMPTY = ["1:1 the file is empty. Write at least one key with its value."];

test.each<[string, string[]]>([
  // Colons.
  ["a: 1\nkey:value\nb: 2\n", ['2:1 a space is missing after the colon. Write "key: value".']],
  ["a:\n  - x: 1\n    k:v # c\n", ['3:5 a space is missing after the colon. Write "k: v # c".']],
  [
    "a: 1\nkey value\nb: 2\n",
    [
      '2:1 "key value" is not "key: value". Add what is missing, or indent it below the text that it continues.',
    ],
  ],
  ["a: b: c\n", ['1:4 a second ": " on one line. Put the text after the first one in quotes.']],
  [
    "a: {x:1}\n",
    ['1:5 a["x:1"]: this key has no value. Write "key: value", with a space after the colon.'],
  ],
  // Indentation.
  [
    "a: 1\n  b: 2\nc: 3\n",
    ["2:3 this line is indented below a key that already has a value. Indent it like that key."],
  ],
  ["a:\n  b: 2\n c: 3\n", [`3:2 ${MISALIGNED}`]],
  ["a:\n  - b: 2\n   c: 3\n", [`3:4 ${MISALIGNED}`]],
  ["a:\n  - x\n - y\n", [`3:2 ${MISALIGNED}`]],
  ["a:\n - x\n   - y\n", [`3:4 a[0]: ${SWALLOWED}`]],
  ["a:\n\tb: 1\n", ["2:1 a tab is used for indentation. YAML takes only spaces there."]],
  ["a:\n - b\n\t- c\n", ["3:1 a tab is used for indentation. YAML takes only spaces there."]],
  [
    "a: 1\n- b\n",
    ["2:1 a list item does not fit here: the lines around it are keys. Indent it below its key."],
  ],
  [
    "a: - b\n",
    ['1:4 a list cannot begin on the line of its key. Write each "- " on a line of its own.'],
  ],
  ["- a\nkey: b\n", ['2:1 "key:" does not fit here. Check the indentation and the quotes.']],
  // Quotes, and text that needs them.
  [
    "a: @lea # pm\nb: `x`\nc: [%5, x]\n",
    [
      '1:4 text cannot begin with "@". Put it in quotes, as in "@lea".',
      '2:4 text cannot begin with "`". Put it in quotes, as in "`x`".',
      '3:5 text cannot begin with "%". Put it in quotes, as in "%5".',
    ],
  ],
  ['a: "abc\nb: 1\n', ["1:4 the quote that opens here is never closed."]],
  ["a: 'it's'\nb: \"x\" y\n", [`1:8 ${CLOSING_QUOTE}`, `2:8 ${CLOSING_QUOTE}`]],
  ['a: "b\nc: "d"\n', ["1:4 the quote that opens here is never closed."]],
  [
    'a: "b\n  c: "d"\n',
    ["2:7 a quote that opens on line 1 closes just before this. Is a quote missing on line 1?"],
  ],
  [
    'a: "C:\\dir"\n',
    ['1:7 "\\d" is not an escape sequence. Write a backslash twice, or use single quotes.'],
  ],
  [
    'a: "C:\\foo"\n',
    [
      "1:4 a: must not contain control characters. In double quotes, write a backslash twice or use single quotes.",
    ],
  ],
  ["a: > 5\nb: | x\n", [`1:6 ${BLOCK_HEADER}`, `2:6 ${BLOCK_HEADER}`]],
  ["a: {{ b }}\n", [`1:5 a["{ b }"]: ${TEMPLATE}`]],
  ["a: x\nb: 'y'#c\n", ['2:7 a space is missing before "#".']],
  // Brackets.
  ["a: [1, 2\nb: 3\n", ['2:1 a closing "]" is missing before this.']],
  ['{"a": [1, 2]', ['1:13 a closing "}" is missing before this.']],
  ["a: ]\n", ["1:4 this bracket closes nothing. Remove it, or put the text in quotes."]],
  ["a: [1,,2]\n", ["1:7 this is one comma too many."]],
  ["a: ['x' 'y']\n", ["1:9 a comma is missing before this."]],
  ['{\n"a": 1\n"b": 2\n}\n', ["2:6 a comma or a closing bracket is missing after this."]],
  // What YAML has and a manifest does not need.
  [
    "a: !foo x\nb: !!binary aGk=\n",
    [
      '1:4 tags such as !foo are not allowed. Remove it, or put text that begins with "!" in quotes.',
      '2:4 tags such as !!binary are not allowed. Remove it, or put text that begins with "!" in quotes.',
    ],
  ],
  [
    "a: !e!x 1\n",
    [
      '1:4 tags such as !e!x are not allowed. Remove it, or put text that begins with "!" in quotes.',
    ],
  ],
  ["a: 1\n---\nb: 2\n", [`2:1 ${SECOND}`]],
  ["a: 1\n...\n# c\nb: 2\n", [`4:1 ${SECOND}`]],
  ["%YAML 1.1\n---\na: yes\n", [DIRECTIVE]],
  ["%TAG ! x\n---\na: 1\n", [DIRECTIVE]],
  ["%YAML 1.2\na: 1\n", ['2:1 a line with "---" is missing after the line that begins with "%".']],
  ["[a, b]: c\n", [`1:1 ["[a, b]"]: ${TEMPLATE}`]],
  ["? {a: b}\n: c\n", [`1:3 ["{a: b}"]: ${TEMPLATE}`]],
  [
    "a: &x &y 1\nb: &\n",
    [
      "1:7 this is not valid YAML: A node can have at most one anchor.",
      '2:4 text cannot begin with "&". Put it in quotes, as in "&".',
    ],
  ],
  ["&a k: 1\n", ["1:4 k: an anchor must stand before a value, not before a key."]],
  [
    "a: &x [*x]\n",
    ["1:8 a[0]: this alias is inside the value that it repeats. Write the value out."],
  ],
  [
    "a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> other\n",
    [
      "2:1 a merge conflict begins here. Resolve it and remove its <<<<<<<, ======= and >>>>>>> lines.",
    ],
  ],
  // Keys.
  [
    "a: 1\nb: 2\na: 3\nA: 4\n'b': 5\n",
    [
      "3:1 a: this key is already on line 1. Keep one of the two.",
      "5:1 b: this key is already on line 2. Keep one of the two.",
    ],
  ],
  ["x-a: 1\nx-a: 2\n", ["2:1 x-a: this key is already on line 1. Keep one of the two."]],
  [
    "1: a\ntrue: b\n~: c\n: d\n1e999: e\n",
    [
      '1:1 1: a key must be text. Write it in quotes: "1".',
      '2:1 true: a key must be text. Write it in quotes: "true".',
      '3:1 ["~"]: a key must be text. Write it in quotes: "~".',
      '4:1 a key is missing before ":".',
      '5:1 1e999: a key must be text. Write it in quotes: "1e999".',
    ],
  ],
  [
    'a: { __proto__: 1 }\n"constructor": 1\nb: 1\nx-a: { __proto__: 2 }\n',
    [
      "1:6 a.__proto__: this key is not allowed. Choose another name.",
      "2:1 constructor: this key is not allowed. Choose another name.",
      "4:8 x-a.__proto__: this key is not allowed. Choose another name.",
    ],
  ],
  // Numbers.
  [
    "[.nan, .inf, -.INF, 1e999, -1e999, 9007199254740992, 0xeeeeeeeeeeeeeeee, 1e-999]\n",
    [
      ...["1:2 [0]", "1:8 [1]", "1:14 [2]"].map(
        (at, index) =>
          `${at}: "${[".nan", ".inf", "-.INF"][index]}" must be a finite number. Write one, or put text in quotes.`,
      ),
      '1:21 [3]: "1e999" is a number too large to hold. Write one below 1e308, or put text in quotes.',
      '1:28 [4]: "-1e999" is a number too large to hold. Write one below 1e308, or put text in quotes.',
      '1:36 [5]: "9007199254740992" is a whole number beyond 9007199254740991, and would lose digits. Write it as 1.2e16, or in quotes if it is an id.',
      '1:54 [6]: "0xeeeeeeeeeeeeeeee" is a whole number beyond 9007199254740991, and would lose digits. Write it as 1.2e16, or in quotes if it is an id.',
      '1:74 [7]: "1e-999" is a number too small to hold, and would become 0. Write 0 or a larger number.',
    ],
  ],
  // Nothing at all.
  ["", EMPTY],
  ["\uFEFF", EMPTY],
  ["# only\n\n# comments\n", EMPTY],
  ["---\n", EMPTY],
  ["---\n# c\n...\n", EMPTY],
])("refuses %j", (text, expected) => {
  expect(check(text)).toEqual(expected);
});

test("every line with a syntax error is reported, and nothing about the schema", () => {
  const parsed = parseYaml(
    "a.yaml",
    "a: @x\nb: 'y' z\nc: [1,,2]\n",
    z.strictObject({ z: z.number() }),
  );
  expect(parsed.ok || parsed.problems.map(({ line }) => line)).toEqual([1, 2, 3]);
});

test.each<[string, unknown]>([
  ["a: 1\r\nb: |\r\n  x\r\n  y\r\n", { a: 1, b: "x\ny\n" }],
  ["--- |\n!x *y\n'z\n", "!x *y\n'z\n"],
  ["%YAML 1.2\n---\na: 1\n...\n", { a: 1 }],
  ["a:\t1\n", { a: 1 }],
  ["? a\n: b\n", { a: "b" }],
  ['{"a": 1,\n"b": [],}\n', { a: 1, b: [] }],
  ["on: 2026-03-31\nyes: no\n", { on: "2026-03-31", yes: "no" }],
  ["[0o17, 0x1F, +1, -.5, 5., 1e3, 007, -0]\n", [15, 31, 1, -0.5, 5, 1000, 7, 0]],
  [
    "[~, null, Null, NULL, , True, FALSE, tRUE, nULL, 1_000, 0b1, .NaN.]".replace(" ,", ""),
    [null, null, null, null, true, false, "tRUE", "nULL", "1_000", "0b1", ".NaN."],
  ],
  ["a: '1'\nb: \"true\"\nc: |-\n  2\n", { a: "1", b: "true", c: "2" }],
  ['"<<": 1\n"": 2\ntoString: 3\nprototype: 4\n', { "<<": 1, "": 2, toString: 3, prototype: 4 }],
  ["a: x\n  y\n\n  z - w\n", { a: "x y\nz - w" }],
  ["a: &a 1\nb: [*a, &a 2]\nc: *a\n", { a: 1, b: [1, 2], c: 2 }],
  // YAML forbids a closing bracket that stands no further in than its key; many authors write it.
  [
    "a: [\n  1,\n  'x',\n]\nb: &b {\n  c: d\n}\ne: *b\nf: |\n  g\n",
    { a: [1, "x"], b: { c: "d" }, e: { c: "d" }, f: "g\n" },
  ],
])("reads %j", (text, expected) => {
  expect(check(text)).toEqual(expected);
});
