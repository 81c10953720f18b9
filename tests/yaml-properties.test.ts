import { createRequire } from "node:module";
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { parseDocument, stringify } from "yaml";
import * as z from "zod/mini";
import { findPlaces } from "../src/yaml/find-node.ts";
import { type Problem, parseYaml } from "../src/yaml/parse-yaml.ts";
import { type Reading, readDocument } from "../src/yaml/read-document.ts";
import { readValue } from "../src/yaml/read-value.ts";
import { rereadDocument } from "../src/yaml/reread-document.ts";

// Thousands of texts each, and test machines may be busy.
vi.setConfig({ testTimeout: 60_000 });
const RUNS = 2000;

const Strict = z.strictObject({
  a: z.optional(z.array(z.number())),
  b: z.optional(z.record(z.string(), z.unknown())),
  c: z.optional(z.union([z.number(), z.string(), z.strictObject({ value: z.number() })])),
});

/** Pieces of YAML in any order: far more of it parses, or nearly does, than of any text. */
const PIECES = [
  ..."a b: c: [ ] { } , \" ' &x *x !t # @ ` = ~ \\".split(" "),
  ...["- ", "? ", ": ", "|\n", ">\n", "# c", "---\n", "...\n", "%YAML 1.2\n", "key: value\n"],
  ...["- - ", "a: |\n", "b: >-\n", "'x' ", "a: [\n", "]\n", "&x b: ", "- *x\n"],
  ...["\n", "\n  ", " ", "  ", "\t", "\r\n", "\uFEFF", "\u202E", "x-a: ", "__proto__: ", "<<: "],
  ..."1 1.5 0x1f 0o17 1e999 .inf null true True yes 012 1e5 -0 +1 .5 5.".split(" "),
];

const soup = fc
  .array(fc.constantFrom(...PIECES), { maxLength: 25 })
  .map((pieces) => pieces.join(""));

const anyText = fc.oneof(
  soup,
  soup,
  fc.string({ maxLength: 60 }),
  fc.string({ unit: "binary", maxLength: 60 }),
);

function isInText(text: string, { line, column }: Problem): boolean {
  const found = text.replace(/^\uFEFF/, "").split("\n")[line - 1];
  return found !== undefined && column >= 1 && column <= found.length + 1;
}

test("any text gives a value, or problems within it that can be read", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const parsed = parseYaml("a.yaml", text, Strict);
      const problems = parsed.ok ? [] : parsed.problems;
      expect(parsed.ok).toBe(problems.length === 0);
      expect(problems.filter((problem) => !isInText(text, problem))).toEqual([]);
      const inOrder = problems.toSorted((a, b) => a.line - b.line || a.column - b.column);
      expect(problems).toEqual(inOrder);
      for (const { message } of problems) {
        expect(message.length).toBeLessThan(400);
        expect(message).not.toMatch(/undefined|\[object|NaN|Invalid input|[\p{Cc}\p{Cf}]/u);
      }
    }),
    { numRuns: RUNS },
  );
});

/** Without what is free for authors, and without the sign of zero. */
const strip = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(strip);
  if (typeof value !== "object" || value === null) return value === 0 ? 0 : value;
  const kept = Object.entries(value).filter(([key]) => !key.startsWith("x-"));
  return Object.fromEntries(kept.map(([key, inner]) => [key, strip(inner)]));
};

// Where our reader forgives more: tabs, anchors without a space after them, and marks of documents that do no harm.
const FORGIVEN = /\t|&x\S|^\uFEFF?\.\.\.|^\s+---/m;

test("what is accepted means what another library says it means", () => {
  let accepted = 0;
  fc.assert(
    fc.property(soup, (text) => {
      const parsed = parseYaml("a.yaml", text, z.unknown());
      if (!parsed.ok) return;
      // The other library misreads a list right after a byte order mark.
      const meant = parseDocument(text.replace(/^\uFEFF/, ""));
      if (FORGIVEN.test(text)) return;
      accepted += 1;
      expect(meant.errors).toEqual([]);
      expect(parsed.located.value).toEqual(strip(meant.toJS()));
    }),
    { numRuns: RUNS },
  );
  expect(accepted).toBeGreaterThan(RUNS / 5);
});

const built: { readonly rereadDocument: typeof rereadDocument } = createRequire(import.meta.url)(
  "../dist/cli/later-reread-document.js",
);
const TAGGED = [
  "!!set {a}",
  "!!omap [a: 1]",
  "!!binary x",
  "!!int 1",
  "%YAML 1.1\n---\n",
  "%TAG ! x\n",
];

test("what the build leaves out of the library makes no difference", () => {
  const outcome = (reading: Reading) =>
    reading.ok
      ? readValue(reading.document).value
      : reading.faults.map(({ at, say }) => [at, say()]);
  const tagged = fc.constantFrom(...PIECES, ...TAGGED);
  const texts = fc.array(tagged, { maxLength: 25 }).map((pieces) => pieces.join(""));
  fc.assert(
    fc.property(fc.oneof(texts, anyText), (text) => {
      expect(outcome(built.rereadDocument(text))).toEqual(outcome(rereadDocument(text)));
    }),
    { numRuns: RUNS },
  );
});

test("both ways of reading find the same value at the same places", () => {
  const paths = [[], ["a"], ["b"], ["a", 0], ["a", 1], ["a", "b"], ["a", "b", "b"], [0, "a"], [1]];
  const found = (reading: Reading) => {
    if (!reading.ok) return undefined;
    const { value, faults, targets } = readValue(reading.document);
    if (faults.length > 0) return undefined;
    const { offsetOf, offsetOfKey } = findPlaces(reading.document, targets);
    return { value, offsets: paths.map((path) => [offsetOf(path), offsetOfKey(path)]) };
  };
  let compared = 0;
  fc.assert(
    fc.property(soup, (text) => {
      const [quick, thorough] = [found(readDocument(text)), found(rereadDocument(text))];
      if (quick === undefined || FORGIVEN.test(text) || text.includes("\uFEFF")) return;
      compared += 1;
      expect(quick).toEqual(thorough);
    }),
    { numRuns: RUNS },
  );
  expect(compared).toBeGreaterThan(RUNS / 10);
});

// These two are refused wherever they stand: they come from files that were decoded or joined badly.
const word = fc
  .string({ unit: "grapheme", maxLength: 12 })
  .filter((text) => !/[\uFEFF\uFFFD]/.test(text));
const number = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }));
const { json } = fc.letrec<{ json: unknown }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom(
      null,
      true,
      false,
      "",
      "null",
      "1",
      "~",
      "- a",
      "a: b",
      "#",
      "1e3",
      "<<",
      "*a",
      "x\ny\n",
    ),
    word,
    number.filter((value) => Number.isSafeInteger(value) || !Number.isInteger(value)),
    fc.array(tie("json"), { maxLength: 5 }),
    fc.dictionary(
      word.filter((key) => !/^x-|^(__proto__|constructor)$/.test(key)),
      tie("json"),
      { maxKeys: 5, noNullPrototype: true },
    ),
  ),
}));

test("any JSON value comes back from JSON and from YAML", () => {
  fc.assert(
    fc.property(json, (value) => {
      for (const text of [
        JSON.stringify(value),
        JSON.stringify(value, undefined, "\t"),
        stringify(value, { aliasDuplicateObjects: false }),
        stringify(value, { defaultStringType: "QUOTE_DOUBLE", collectionStyle: "flow" }),
      ]) {
        const parsed = parseYaml("a.json", text, z.unknown());
        expect(parsed).toMatchObject({ ok: true });
        if (parsed.ok) expect(parsed.located.value).toEqual(strip(value));
      }
    }),
    { numRuns: RUNS / 4 },
  );
});

test("a place that was written is found again", () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ id: fc.stringMatching(/^[a-z]{3,9}$/), n: fc.nat() })),
      (list) => {
        const text = stringify({ list }, { aliasDuplicateObjects: false });
        const lines = text.split("\n");
        const parsed = parseYaml("a.yaml", text, z.unknown());
        if (!parsed.ok) throw new Error("must parse");
        for (const [index, item] of list.entries()) {
          const { line, column } = parsed.located.positionOf(["list", index, "n"]);
          expect(lines[line - 1]?.slice(column - 1)).toBe(String(item.n));
        }
      },
    ),
    { numRuns: RUNS / 10 },
  );
});
