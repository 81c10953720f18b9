// What somebody writes to break a reader: pieces of text that mean something to YAML, to JavaScript, to GitHub or to a terminal.
import { HOSTILE } from "../fixtures/hostile-texts.ts";

/** Values in a place where another was expected, as they are written. */
export const HOSTILE_SCALARS: readonly string[] = [
  ..."null ~ true yes .inf -.inf .nan 0 -0 -1 1e999 -1e308 1e-320 0x7fffffff 0o17 012 1_000".split(
    " ",
  ),
  ...["9007199254740993", "1,5", "1.234,5", "40,000", "1e15", "1e-13", "99999999999999999999"],
  ...["2026-02-30", "0000-00-00", "9999-12-31", "12:30:45", "[]", "{}", "[[[]]]", "{a: {b: {}}}"],
  ...["[1, 2", "}", "*x", "&x 1", "&x [*x]", "!!binary AA==", "!!js/function x", "<<: *x", "? x"],
  ...Array.from({ length: 6 }, () => "{__proto__: {polluted: 1}}"),
  ...["__proto__", "constructor", '{"constructor": {}}', "prototype"],
  ...["toString", "hasOwnProperty", "valueOf", "then", '"\\u0000"', '"\\ud800"', '"\\e[31m"'],
  ...['"\\u202e"', "\u202egnp.exe", "\u200b", "\uFEFF", "\u0085", "\u2028", "\uD800", "\u00e9"],
  ...["|\n", ">-\n", "'", '"', "# x", "- x", "key: value", "x".repeat(301), "a ".repeat(600)],
  ...["TBD", "todo", "no", "n/a", "-", "../../etc/passwd", "/etc/passwd", "a/../b", "..\\x"],
  ...Object.values(HOSTILE).flat(),
];

/** Values as a program has them, for documents that are written by one. */
export const HOSTILE_VALUES: readonly unknown[] = [
  ...[null, true, false, "", " ", 0, -0, -1, 0.1, 1e15, 1e300, -1e300, 1e-300, 5e-324, 2 ** 53],
  ...[[], {}, [[]], [null], { "": "" }, { a: { b: { c: [] } } }, "1", "null", "2026-02-30"],
  ...[{ value: 1, low: 2, high: 0 }, { value: 0, low: 0, high: 0 }, { value: -1 }, { value: "1" }],
  ...["__proto__", "constructor", "a\nb", "\t", "\u202e", "\u200b\u200b", "\ufdd0", "🏳️‍🌈", "Ａ１"],
  ...["x".repeat(300), "x".repeat(5000), Array.from({ length: 300 }, () => 1), "a: b", "*a", "- a"],
  ...HOSTILE_SCALARS.slice(-120),
];

/** Pieces of YAML in any order: far more of it parses, or nearly does, than of any text. */
export const YAML_PIECES: readonly string[] = [
  ..."a b: c: [ ] { } , \" ' &x *x &y *y !t !!str !!set # @ ` = ~ \\ % |".split(" "),
  ...["- ", "? ", ": ", "|\n", ">\n", "|2-\n", ">+\n", "# c\n", "---\n", "...\n", "%YAML 1.2\n"],
  ...["%TAG ! x\n", "key: value\n", "- - ", "a: |\n", "b: >-\n", "'x' ", "a: [\n", "]\n", "&x b: "],
  ...["- *x\n", "<<: *x\n", "<<: ", "__proto__: ", "constructor: ", "x-a: ", "{a: 1, a: 2}\n"],
  ...["\n", "\n  ", "\n      ", " ", "  ", "\t", "\r\n", "\r", "\uFEFF", "\u202E", "\u0007"],
  ..."1 1.5 0x1f 0o17 1e999 .inf null true True yes 012 1e5 -0 +1 .5 5. 1,5 1.000".split(" "),
];

/** Pieces of Markdown and of answers: what a comment is made of. */
export const COMMENT_PIECES: readonly string[] = [
  ..."yes no n/a Yes, No. ja nein nope unknown maybe because since until by Friday tomorrow".split(
    " ",
  ),
  ...[
    "/greenlight ",
    "/greenlight answer ",
    "/greenlight waive ",
    "/greenlight whatif ",
    "help\n",
    "/greenlight help\n",
  ],
  ...["CH12-D1-04", "CH12-D1-04@models/chat", " until 2026-12-24 because ", "a.b=1 ", "x='y z' "],
  ...["Q1: ", "Q2 yes\n", "Q999: no\n", "- Q3: 4 Wh\n", "Q1. ", "Q0: ", "true", "false", "0.4 Wh"],
  ...["300 to 400", "1,5", "1.5k", "~5", "1e9", "-3", "± 2", "10%", "eu-north-1", "int8", "@otto "],
  ...["ask @otto by Friday", "@acme/ml ", "docs/a.md ", "https://example.org/x ", "[a](b) "],
  ...["`", "``", "```\n", "~~~\n", "> ", ">", "<!--", "-->", "<details>", "</details>", "<del>"],
  ...["</del>", "<pre>", "</pre>", "~~", "**", "_", "# ", "- ", "1. ", "- [x] ", "    ", "\t", "|"],
  ...[
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    " ",
    ", ",
    ". ",
    "?",
    "!",
    ": ",
    "—",
    "\u200b",
    "\u202e",
    "\u00a0",
  ],
  ...["On Mon, Lea wrote:\n", "-- \n", "Sent from my iPhone\n", "From: a\nSent: b\n", "\ue000"],
  ...[
    "\ue001",
    "\ue003",
    "👍",
    ":+1:",
    "+1",
    "e\u0301\u0301\u0301\u0301\u0301",
    "<i>",
    "<br>",
    "&lt;",
  ],
  ...["<!-- greenlight:memory [] -->", "<!-- greenlight:scorecard greenlight -->", "thanks, Lea"],
];
