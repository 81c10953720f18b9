import { expect, test } from "vitest";
import { nearest } from "../src/yaml/nearest.ts";
import { excerpt, listed, printable, quote } from "../src/yaml/quote.ts";

const KEYS = ["id", "name", "access", "region", "params_b", "input_tokens", "description", "low"];

test.each([
  ["acces", "access"],
  ["acess", "access"],
  ["accces", "access"],
  ["nmae", "name"],
  ["Name", "name"],
  ["regions", "region"],
  ["regoin", "region"],
  ["paramsb", "params_b"],
  ["inputTokens", "input_tokens"],
  ["imput_tokkens", "input_tokens"],
  ["desc", "description"],
  ["lo", "low"],
  ["i", undefined],
  ["di", undefined],
  ["foo", undefined],
  ["provider", undefined],
  ["output_seconds", undefined],
  ["descripabcdn", undefined],
  ["", undefined],
  ["name".repeat(50_000), undefined],
])("takes %j for %j", (word, expected) => {
  expect(nearest(word, KEYS)).toBe(expected);
});

test("the nearest of several wins, and the first of equally near ones", () => {
  expect(nearest("abcdef", ["abcdxx", "abcdex", "abcxxf"])).toBe("abcdex");
  expect(nearest("abcd", ["abce", "abcf"])).toBe("abce");
  expect(nearest("ab-c", ["abd", "ab_c"])).toBe("ab_c");
  expect(nearest("des", ["description", "design"])).toBeUndefined();
  expect(nearest("abce", new Set(["abcd"]).values())).toBe("abcd");
});

test("what cannot be seen is written out", () => {
  expect(printable("a\u202Eb\u200Bc\u00A0d\0e\u2066f\u3164g\ufe0f")).toBe(
    "a\\u{202e}b\\u{200b}c\\u{a0}d\\u{0}e\\u{2066}f\\u{3164}g\\u{fe0f}",
  );
  expect(printable("é ñ 漢字 שלום 😀 \"'")).toBe("é ñ 漢字 שלום 😀 \"'");
});

test("quoted text is bounded, also when it is all escapes", () => {
  expect(quote("x".repeat(60))).toBe(`"${"x".repeat(60)}"`);
  expect(quote("x".repeat(61))).toBe(`"${"x".repeat(60)}…"`);
  expect(quote("\u200B".repeat(1000)).length).toBeLessThan(64);
  expect(quote("😀".repeat(1000))).toBe(`"${"😀".repeat(30)}…"`);
  expect(excerpt("abc", 2)).toBe("ab…");
});

test("a list names at most twelve", () => {
  const words = "abcdefghijklmn".split("");
  expect(listed(words.slice(0, 12))).toBe("a, b, c, d, e, f, g, h, i, j, k, l");
  expect(listed(words)).toBe("a, b, c, d, e, f, g, h, i, j, k, l and 2 more");
});
