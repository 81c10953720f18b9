import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { CST, Lexer, parse, stringify } from "yaml";
import { amend, appendTo } from "../src/amend/amend.ts";
import { applyChange, heldBy, linesOf } from "../src/amend/line-change.ts";
import type { PlainValue } from "../src/amend/plain-value.ts";
import { parseManifest } from "../src/manifest/manifest.ts";
import type { Path } from "../src/yaml/parse-yaml.ts";

// Thousands of texts each, and test machines may be busy.
vi.setConfig({ testTimeout: 120_000 });
// Divisible by four: a fraction of a run never ends.
const RUNS = 160;

const EXAMPLES = [
  "llm-service",
  "rag-assistant",
  "tender-agents",
  "ticket-triage",
  "weld-inspection",
];
const examples = EXAMPLES.map((name) => readFileSync(`examples/${name}/architecture.yaml`, "utf8"));

/** The other library of YAML is the witness: nothing here asks the reader that `amend` itself asks. */
const read = (text: string): unknown => parse(text.replace(/^\uFEFF/, ""), { logLevel: "error" });

function pathsIn(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== "object" || value === null) return path.length > 0 ? [path] : [];
  const own: readonly Path[] = path.length > 0 ? [path] : [];
  const inner = Array.isArray(value)
    ? value.flatMap((item, index) => pathsIn(item, [...path, index]))
    : Object.entries(value).flatMap(([key, item]) => pathsIn(item, [...path, key]));
  return [...own, ...inner];
}

function set(root: unknown, [key, ...rest]: Path, value: unknown): unknown {
  if (key === undefined) return value;
  const copy: Record<string | number, unknown> | unknown[] = Array.isArray(root)
    ? [...root]
    : typeof root === "object" && root !== null
      ? { ...root }
      : typeof key === "number"
        ? []
        : {};
  const inner = Reflect.get(copy, key);
  Object.defineProperty(copy, key, {
    value: set(inner, rest, value),
    enumerable: true,
    configurable: true,
    writable: true,
  });
  return copy;
}

const at = (root: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (value, key) => (Object(value) as Record<string | number, unknown>)[key],
    root,
  );

const isObject = (value: unknown): boolean =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isAmount = (value: unknown): boolean =>
  typeof value === "object" && value !== null && "value" in value;

const nasty = fc.constantFrom(
  "yes",
  "no",
  "on",
  "~",
  "null",
  "1.0",
  "012",
  "1_000",
  "12:30",
  "@lea",
  "*a",
  "&a",
  "#x",
  "a #b",
  "a: b",
  "a:",
  "- a",
  "---",
  "...",
  "--- a",
  "a\nb",
  "a\r\nb\n",
  "\ta",
  " a ",
  "",
  "{a}",
  "[a]",
  "a, b",
  "'a'",
  '"a"',
  "a\\nb",
  "it's",
  "%x",
  "`x`",
  "!t",
  "? a",
  "|",
  ">",
  "é 60\u00a0%",
  "\u202e",
  "\u2028",
  "x".repeat(300),
  "2026-10-31",
  "😀",
  "\u{e0001}",
  "=",
  "<<",
  "a }",
  "key: |",
);
const scalar = fc.oneof(
  nasty,
  fc.string({ maxLength: 20 }).filter((text) => !/[\p{Cc}\p{Surrogate}]/u.test(text)),
  fc.boolean(),
  fc.constantFrom(0, 0.4, 42000, -1.5, 1e-7, 8.7e-5, 1e15, 1e21, 123456789.25),
  fc
    .double({ noNaN: true, noDefaultInfinity: true, min: -1e17, max: 1e17 })
    .filter((n) => n === 0 || Math.abs(n) > 1e-300)
    .map((n) => (n === 0 ? 0 : n)),
);
const key = fc.oneof(
  fc.constantFrom("id", "min", "value", "x-note", "region", "true", "1", "a b", "#", "<<"),
  nasty,
);
const { value: anyValue } = fc.letrec<{ value: PlainValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    scalar,
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(key, tie("value"), { maxKeys: 3, noNullPrototype: true }),
  ),
}));

const FIELDS = [
  "precision",
  "weights",
  "replicas",
  "min",
  "usage",
  "answers",
  "waivers",
  "training",
  "budgets",
  "note",
  "x-y",
];
const more = fc.array(fc.oneof(fc.constantFrom<string | number>(...FIELDS), key, fc.constant(0)), {
  maxLength: 3,
});

/** A path that is there, or one to a mapping that goes on with fields that are not. */
const pathOf = (one: string): fc.Arbitrary<Path> => {
  const root = read(one);
  const paths = pathsIn(root);
  const mappings = paths.filter((path) => isObject(at(root, path)));
  return fc.oneof(
    fc.constantFrom(...paths),
    fc.tuple(fc.constantFrom([], ...mappings), more).map(([path, rest]) => [...path, ...rest]),
    fc.tuple(fc.constantFrom(...paths), more).map(([path, rest]) => [...path, ...rest]),
  );
};

/** The ways in which people save the same lines. */
const saved = fc.constantFrom<(text: string) => string>(
  (text) => text,
  (text) => text.replaceAll("\n", "\r\n"),
  (text) => `\uFEFF${text}`,
  (text) => text.trimEnd(),
  (text) => `---\n${text}...\n`,
);

const generated = fc
  .tuple(
    fc.dictionary(fc.constantFrom("a", "b", "models", "usage", "answers", "x-free"), anyValue, {
      minKeys: 1,
      noNullPrototype: true,
    }),
    fc.constantFrom(1, 2, 4),
    fc.boolean(),
    fc.constantFrom<"block" | "flow" | "any">("block", "flow", "any"),
  )
  .map(([value, indent, indentSeq, collectionStyle]) =>
    stringify(value, { indent, indentSeq, collectionStyle, lineWidth: 60 }),
  );

const text = fc
  .tuple(fc.oneof(fc.constantFrom(...examples), generated.filter(isRead)), saved)
  .map(([one, save]) => save(one));

/** Values that our reader takes nowhere, such as a number too large to hold. */
function isRead(one: string): boolean {
  return amend(one, ["x-probe"], 1).ok;
}

const task = text.chain((one) => fc.tuple(fc.constant(one), pathOf(one), anyValue));

/** Comments as the other library finds them; what a text begins with is no comment. */
function commentsIn(one: string): readonly string[] {
  const lexemes = [...new Lexer().lex(one)];
  return lexemes.filter(
    (lexeme, index) => lexeme.startsWith("#") && lexemes[index - 1] !== CST.SCALAR,
  );
}

test("sets one value, and nothing else", () => {
  let done = 0;
  fc.assert(
    fc.property(task, ([before, path, value]) => {
      const amended = amend(before, path, value);
      if (!amended.ok) {
        expect(amended.because).toMatch(EXPECTED_REFUSAL);
        return;
      }
      done += 1;
      const old = read(before);
      if (typeof value !== "number" || !isAmount(at(old, path)))
        expect(read(amended.text)).toEqual(set(old, path, value));
      expect(commentsIn(amended.text)).toEqual(commentsIn(before));
      const { change } = amended;
      const [was, is] = [before.split("\n"), amended.text.split("\n")];
      expect(is.slice(0, change.first - 1)).toEqual(was.slice(0, change.first - 1));
      const after = was.length - change.last;
      if (after > 1) expect(is.slice(-after + 1)).toEqual(was.slice(-after + 1));
      expect(applyChange(before, change)).toBe(amended.text);
      expect(change.lines.join("")).not.toMatch(/[\r\n]/);
    }),
    { numRuns: RUNS },
  );
  expect(done).toBeGreaterThan(RUNS / 2);
});

/** Of a path that cannot be, or a list with comments among its items; never that no safe way was found. */
const EXPECTED_REFUSAL = /there is no place for|has comments in it|^a path must name a field$/;

test("the value that is there already changes nothing", () => {
  const present = text.chain((one) =>
    fc.tuple(fc.constant(one), fc.constantFrom(...pathsIn(read(one)))),
  );
  fc.assert(
    fc.property(present, ([before, path]) => {
      const value = at(read(before), path);
      const amended = amend(before, path, value as PlainValue);
      expect(amended).toMatchObject({ ok: true, text: before });
      if (amended.ok) expect(applyChange(before, amended.change)).toBe(before);
    }),
    { numRuns: RUNS },
  );
});

test("adds items at the end of a list, which may be missing", () => {
  const entries = fc.array(
    fc.dictionary(key, scalar, { minKeys: 1, maxKeys: 4, noNullPrototype: true }),
    { minLength: 1, maxLength: 3 },
  );
  fc.assert(
    fc.property(text, entries, (before, added) => {
      const old = read(before) as Record<string, unknown>;
      const list = old["answers"] ?? [];
      const amended = appendTo(before, ["answers"], added);
      if (!Array.isArray(list)) {
        expect(amended).toEqual({ ok: false, because: "answers: it is no list" });
        return;
      }
      const expected = set(old, ["answers"], [...list, ...added]);
      expect(amended.ok && read(amended.text)).toEqual(expected);
      if (amended.ok) expect(commentsIn(amended.text)).toEqual(commentsIn(before));
    }),
    { numRuns: RUNS / 4 },
  );
});

test("an item of a manifest gets a field it lacks by a change of its first line alone", () => {
  const items = examples.flatMap((one) =>
    ["models", "components", "flows", "data"].flatMap((section) => {
      const list = at(read(one), [section]);
      return Array.isArray(list) ? list.map((_, index) => [one, [section, index]] as const) : [];
    }),
  );
  expect(items.length).toBeGreaterThan(60);
  for (const [before, path] of items) {
    const located = parseManifest("architecture.yaml", before);
    if (!located.ok) throw new Error("an example must parse");
    const { line } = located.located.positionOf(path);
    const amended = amend(before, [...path, "x-new", "min"], 1);
    if (!amended.ok) throw new Error(amended.because);
    expect(amended.change).toMatchObject({ first: line, last: line });
  }
});

test("an insertion can be held by either of its neighbours, and by no other line", () => {
  fc.assert(
    fc.property(task, fc.nat(), ([before, path, value], some) => {
      const amended = amend(before, path, value);
      if (!amended.ok) return;
      const line = amended.change.first - 1 + (some % 4);
      const held = heldBy(line, before, amended.change);
      if (held === undefined) return;
      expect(held).toMatchObject({ first: line, last: line });
      expect(linesOf(applyChange(before, held))).toEqual(linesOf(amended.text));
    }),
    { numRuns: RUNS / 2 },
  );
});
