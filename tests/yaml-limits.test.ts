import { expect, test, vi } from "vitest";
import * as z from "zod/mini";
import { decodeUtf8 } from "../src/yaml/decode-utf8.ts";
import { parseYaml } from "../src/yaml/parse-yaml.ts";

// Some of these texts are large, and test machines may be busy.
vi.setConfig({ testTimeout: 60_000 });

const check = (text: string, schema: z.core.$ZodType = z.unknown()) => {
  const parsed = parseYaml("a.yaml", text, schema);
  return parsed.ok
    ? "ok"
    : parsed.problems.map(({ line, column, message }) => `${line}:${column} ${message}`);
};

const DEEP = "nested more than 32 levels deep, the limit. Write it flatter.";
const MANY = "more than 200000 values, the limit. Values behind an alias count each time.";
const ALIASES = "more than 100 aliases, the limit for a file. Write the values out.";
const LARGE = ["1:1 the file is larger than 1 MiB, the limit. Split it or leave data out of it."];

const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);
const blocks = (depth: number) =>
  Array.from({ length: depth }, (_, level) => `${" ".repeat(level)}a:\n`).join("");

test.each<[string, string, string | string[]]>([
  ["1 MiB", `a: ${"x".repeat(2 ** 20 - 3)}`, "ok"],
  ["1 MiB and a byte", `a: ${"x".repeat(2 ** 20 - 2)}`, LARGE],
  ["1 MiB of characters of two bytes", `a: ${"é".repeat(2 ** 19 - 1)}`, LARGE],
  ["32 levels of lists", nested(32), "ok"],
  ["33 levels of lists", nested(33), [`1:33 ${DEEP}`]],
  ["32 levels of blocks", blocks(32), "ok"],
  ["33 levels of blocks", blocks(33), [`33:33 ${DEEP}`]],
  [
    "levels that only aliases make",
    `a: &a ${nested(20)}\nb: ${"[".repeat(12)}*a${"]".repeat(12)}\n`,
    [`2:16 ${DEEP}`],
  ],
  [
    "levels that only aliases of values with anchors in them make",
    `a: &a [&b ${nested(20)}]\nb: ${"[".repeat(11)}*a${"]".repeat(11)}\n`,
    [`2:15 ${DEEP}`],
  ],
  [
    "an alias of little beside much",
    `a: ${nested(30)}\nb: &b 1\nc: ${"[".repeat(10)}*b${"]".repeat(10)}\n`,
    "ok",
  ],
  [
    "a thousand levels through aliases",
    `a0: &a0 [1]\n${Array.from({ length: 99 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}]\n`).join("")}`,
    [`32:12 ${DEEP}`],
  ],
  ["100 aliases", `a: &a 1\nb: [${"*a,".repeat(100)}]\n`, "ok"],
  ["101 aliases", `a: &a 1\nb: [${"*a,".repeat(101)}]\n`, [`2:305 ${ALIASES}`]],
  ["200,000 values", `a: [${"1,".repeat(199_998)}]`, "ok"],
  ["more than 400,000 scalars", `a: [${"1,".repeat(500_000)}]`, [`1:400001 ${MANY}`]],
  [
    "a billion laughs",
    `a0: &a0 [${"1,".repeat(10)}]\n${Array.from({ length: 9 }, (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i},`.repeat(10)}]\n`).join("")}`,
    [`6:10 ${MANY}`],
  ],
])("knows %s", (_, text, expected) => {
  expect(check(text)).toEqual(expected);
});

test("a limit says all there is to say", () => {
  const text = `a: [${"1,".repeat(199_999)}]`;
  expect(check(text, z.strictObject({ b: z.string() }))).toEqual([`1:400001 ${MANY}`]);
});

// Each took minutes, a stack overflow or gigabytes in some version of some parser.
const SIZE = 2 ** 17;
const fill = (start: string, unit: string) =>
  start + unit.repeat(Math.floor((SIZE - start.length) / unit.length));

test.each([
  ["[", fill("", "[")],
  ["{a: ", fill("", "{a: ")],
  ["- ", fill("", "- ")],
  ["? ", fill("", "? ")],
  [": ", fill("", ": ")],
  ["]", fill("", "]")],
  ["'", fill("", "'\n")],
  ["!x", fill("a: [", "!x,")],
  ["@", fill("a: [", "@,")],
  ["many list items of bad text", fill("a:\n", "- a\n>\n")],
  ["newlines, then comments", `a: 1${"\n".repeat(SIZE / 4)}${" #\n".repeat(SIZE / 8)}`],
  ["a mapping with many keys", Array.from({ length: 10_000 }, (_, i) => `k${i}: 1\n`).join("")],
  ["one key many times", fill("", "a: 1\n")],
])("takes 128 KiB of %s in stride", (_, text) => {
  const start = performance.now();
  const problems = check(text, z.strictObject({ a: z.array(z.number()) }));
  expect(problems.length).toBeLessThanOrEqual(201);
  expect(problems).not.toBe("ok");
  // A quarter of a second at most on an idle machine; what grows with the square takes minutes.
  expect(performance.now() - start).toBeLessThan(20_000);
});

const UTF8 = "1:1 the file must be UTF-8 text. Save it again with that encoding.";

test.each<[string, string[]]>([
  ["a\0: 1", [UTF8.replace("1:1", "1:2")]],
  ["a: 1\nb: x\uFFFD", [UTF8.replace("1:1", "2:5")]],
  [
    "a: \x1b[31m\nb: \x85\nc: \uFEFF",
    [
      "1:4 the character \\u{1b} is not allowed. Remove it.",
      "2:4 the character \\u{85} is not allowed. Remove it.",
      "3:4 the character \\u{feff} is not allowed. Remove it.",
    ],
  ],
  [
    "a: 1\rb: 2\r",
    ["1:5", "1:10"].map(
      (at) => `${at} a carriage return must be followed by a line feed. End lines with LF or CRLF.`,
    ),
  ],
  ["a: \ud800", ["1:4 the character \\u{d800} is not allowed. Remove it."]],
  [
    'a: "\\e[31m"\n"\\0": 1\n\'b\': "\\ud800"',
    [
      "1:4 a: must not contain control characters. In double quotes, write a backslash twice or use single quotes.",
      '2:1 ["\\u{0}"]: a key must not contain control characters.',
      "3:6 b: must not contain control characters. In double quotes, write a backslash twice or use single quotes.",
    ],
  ],
])("refuses the characters of %j", (text, expected) => {
  expect(check(text)).toEqual(expected);
});

test("tabs and line ends in quotes, accents, emoji and right-to-left text are text", () => {
  expect(check('a: "x\\ty\\r\\n"\nb: é 👩‍💻 שלום\n')).toBe("ok");
});

const bytes = (...parts: (string | number[])[]) =>
  Uint8Array.from(
    parts.flatMap((part) => (typeof part === "string" ? [...Buffer.from(part)] : part)),
  );

test.each<[string, Uint8Array, string]>([
  ["UTF-8", bytes("a: é"), "a: é"],
  ["UTF-8 with a byte order mark", bytes([0xef, 0xbb, 0xbf], "a: é"), "a: é"],
  ["nothing", bytes(), ""],
])("decodes %s", (_, input, text) => {
  expect(decodeUtf8("a.yaml", input)).toEqual({ ok: true, text });
});

const UTF16 = "1:1 the file is UTF-16, and must be UTF-8 text. Save it again with that encoding.";

test.each<[string, Uint8Array, string]>([
  [
    "UTF-16, little end first",
    bytes([0xff, 0xfe], Array.from(Buffer.from("a: 1", "utf16le"))),
    UTF16,
  ],
  ["UTF-16, big end first", bytes([0xfe, 0xff, 0, 0x61]), UTF16],
  ["Latin-1", bytes("a: 1\nb: caf", [0xe9], "\n"), UTF8.replace("1:1", "2:7")],
  ["a cut character", bytes("a: ", [0xc3]), UTF8.replace("1:1", "1:4")],
])("refuses %s", (_, input, expected) => {
  const decoded = decodeUtf8("a.yaml", input);
  expect(
    decoded.ok ||
      decoded.problems.map(({ line, column, message }) => `${line}:${column} ${message}`),
  ).toEqual([expected]);
});

test("UTF-16 without a mark is refused by its zeros", () => {
  const decoded = decodeUtf8("a.yaml", bytes(Array.from(Buffer.from("a: 1", "utf16le"))));
  expect(decoded.ok && check(decoded.text)).toEqual([UTF8.replace("1:1", "1:2")]);
});
