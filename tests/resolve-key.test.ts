import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readPlainValue } from "../src/amend/read-plain-value.ts";
import { resolveKey } from "../src/amend/resolve-key.ts";
import { parseManifest } from "../src/manifest/manifest.ts";

const text = readFileSync("examples/rag-assistant/architecture.yaml", "utf8");
const parsed = parseManifest("architecture.yaml", text);
if (!parsed.ok) throw new Error("the example must parse");
const manifest = parsed.located.value;

describe("a key", () => {
  test.each([
    ["models.answer.precision.weights", ["models", 1, "precision", "weights"]],
    ["models[1].precision.weights", ["models", 1, "precision", "weights"]],
    ["models.1.params_b", ["models", 1, "params_b"]],
    ["usage.units_per_month", ["usage", "units_per_month"]],
    ["usage.units_per_month.value", ["usage", "units_per_month", "value"]],
    ["product.scope.link", ["product", "scope", "link"]],
    ["flows.ask.steps.embed.input_tokens", ["flows", 0, "steps", 3, "input_tokens"]],
    ["flows.ask.steps.embed~1.input_tokens", ["flows", 0, "steps", 3, "input_tokens"]],
    ["components.passages.placement[0].region", ["components", 2, "placement", 0, "region"]],
    ["components.passages.placement[1].region", ["components", 2, "placement", 1, "region"]],
    ["models.answer.placement[0].country", ["models", 1, "placement", 0, "country"]],
    ["environments.nightly.evals.ask.calls", ["environments", 0, "evals", 0, "calls"]],
  ])("%s leads to a path", (key, path) => {
    expect(resolveKey(key, manifest)).toMatchObject({ ok: true, path });
  });

  test.each([
    [
      "usage.units_per_mont",
      'usage: unknown key "units_per_mont", did you mean "units_per_month"?',
    ],
    ["model.answer", 'unknown key "model", did you mean "models"?'],
    ["models.anser.params_b", 'models: there is no item "anser", did you mean "answer"?'],
    [
      "flows.ask.steps.embed~2",
      'flows.ask.steps: there is no item "embed~2", did you mean "embed"?',
    ],
    [
      "components.passages.placement[2].region",
      'components.passages.placement: there is no item "2", the list has 1 item',
    ],
    [
      "models[6].params_b",
      'models: there is no item "6", there are rewrite, answer, answer-backup, embed, rerank, judge',
    ],
    [
      "params_b",
      'unknown key "params_b", did you mean "models.rewrite.params_b" or "models.answer.params_b" or "models.answer-backup.params_b"?',
    ],
    [
      "models.answer.region",
      'models.answer: unknown key "region", did you mean "placement[0].region"?',
    ],
    ["units_per_month", 'unknown key "units_per_month", did you mean "usage.units_per_month"?'],
    ["product.name.first", 'product.name: it has no fields, so not "first" either'],
    ["a..b", '"a..b" is no field: write it as models.answer.params_b'],
    ["", '"" is no field: write it as models.answer.params_b'],
  ])("%s is refused", (key, because) => {
    expect(resolveKey(key, manifest)).toEqual({ ok: false, because });
  });

  test.each([
    "__proto__.x",
    "constructor",
    "models.answer.toString",
    "models.answer.__proto__",
    "usage.hasOwnProperty",
  ])("%s is no key of a manifest", (key) =>
    expect(resolveKey(key, manifest)).toMatchObject({
      ok: false,
      because: expect.stringContaining("unknown key"),
    }),
  );

  test.each([
    ["usage.units_per_month", "amount"],
    ["usage.units_per_month.value", "other"],
    ["product.name", "text"],
    ["product.scope", "text"],
    ["product.stage", "other"],
    ["models.answer.pinned", "other"],
  ])("%s takes: %s", (key, takes) => {
    expect(resolveKey(key, manifest)).toMatchObject({ ok: true, takes });
  });

  test("that is nowhere is looked for in vain, in little time, in a manifest of a thousand parts", () => {
    const component = manifest.components?.[0];
    if (component === undefined) throw new Error("the example has components");
    const components = Array.from({ length: 1000 }, (_, at) => ({ ...component, id: `c${at}` }));
    const before = performance.now();
    expect(resolveKey("nowhere_at_all", { ...manifest, components })).toMatchObject({ ok: false });
    expect(performance.now() - before).toBeLessThan(1000);
  });

  test("that is huge is refused in few words", () => {
    for (const key of ["a".repeat(1e6), "a.".repeat(5e5), "[1]".repeat(3e5)]) {
      const resolved = resolveKey(key, manifest);
      expect(!resolved.ok && resolved.because.length).toBeLessThan(200);
    }
  });
});

describe("a few words", () => {
  test.each([
    ["0.4", 0.4],
    [" true ", true],
    ["int8", "int8"],
    ["[a, b]", ["a", "b"]],
    ["{ min: 1 }", { min: 1 }],
    ["{ a: { b: [1, 2] } }", { a: { b: [1, 2] } }],
    ["yes", "yes"],
    ["2026-10-31", "2026-10-31"],
    ["'1.0'", "1.0"],
    ['"@lea: #1"', "@lea: #1"],
    ["---", "---"],
    ["https://example.org/a#b", "https://example.org/a#b"],
  ])("%s are a value", (words, value) => {
    expect(readPlainValue(words)).toEqual({ ok: true, value });
  });

  test.each([
    ["", "the value is missing"],
    ["~", "the value is missing"],
    ["{ min: ~ }", "the value is missing"],
    ["a\nb", "the value must be on one line"],
    ["a\u0007", "the value has control characters in it"],
    ["issue #12", 'what follows " #" would be lost: put the text in quotes'],
    [
      "&a 1",
      'anchors and aliases are not read here: put text that begins with "&" or "*" in quotes',
    ],
    [
      "[&a 1, *a]",
      'anchors and aliases are not read here: put text that begins with "&" or "*" in quotes',
    ],
    ["|", 'put text that begins with "|" or ">" in quotes'],
    [
      "!!str 1",
      'tags such as !!str are not allowed. Remove it, or put text that begins with "!" in quotes',
    ],
    ["{ a: 1, a: 2 }", "value.a: this key is already on line 1. Keep one of the two"],
    ["{ __proto__: 1 }", "value.__proto__: this key is not allowed. Choose another name"],
    ["x".repeat(4001), "the value is longer than 4000 characters, the limit"],
  ])("%s are refused", (words, because) => {
    expect(readPlainValue(words)).toEqual({ ok: false, because });
  });

  test.each([
    "a: b",
    "- a",
    "[",
    "}",
    "*a",
    "%x",
    "@lea",
    "`x`",
    "? a",
    "1e999",
    "[a] b",
    "'a' b",
    "[".repeat(2000),
    "a, *x: y",
  ])("%s are refused or text, and never more than one value", (words) => {
    const read = readPlainValue(words);
    if (read.ok) expect(read.value).toBe(words);
    else expect(read.because).toMatch(/\S/);
  });
});
