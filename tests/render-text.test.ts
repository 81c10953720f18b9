import * as fc from "fast-check";
import { expect, test } from "vitest";
import { escapeTerminal } from "../src/render/escape-terminal.ts";
import { renderText } from "../src/render/text.ts";
import { columns, displayWidth, hanging, wrap } from "../src/render/text-layout.ts";
import { aReview, asUsual } from "./fixtures/a-review.ts";
import { ALL_HOSTILE } from "./fixtures/hostile-texts.ts";

const plain = (width: number) => ({ colour: false, width });

test.each([60, 80, 120])("the text of a review, %d columns wide", async (width) => {
  const text = renderText(aReview(), plain(width));
  await expect(text).toMatchFileSnapshot(`golden/scorecard/fail-${width}.txt`);
  for (const line of text.split("\n")) expect(displayWidth(line)).toBeLessThanOrEqual(width);
});

test("the verdict comes first, and last again", () => {
  const lines = renderText(aReview(), plain(200)).trimEnd().split("\n");
  expect(lines[0]).toMatch(/^Not ready to merge: 3 findings to fix/);
  expect(lines.at(-1)).toBe(lines[0]);
});

test("colour adds colours and nothing else", () => {
  const coloured = renderText(aReview(), { colour: true, width: 80 });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are what is looked for.
  const stripped = coloured.replace(/\u001b\[\d*m/g, "");
  expect(coloured).toContain("\u001b[31m");
  expect(stripped).toBe(renderText(aReview(), plain(80)));
});

test("no manifest: how to start", () => {
  const review = aReview(asUsual, { verdict: "not-applicable", manifests: [] });
  expect(renderText(review, plain(80))).toContain("architecture.yaml");
});

test("problems stand as compilers write them", () => {
  const problems = [{ file: "a.yaml", line: 3, column: 7, message: "unknown key" }];
  const manifests = [{ state: "invalid", path: "a.yaml", problems }] as const;
  const text = renderText(aReview(asUsual, { verdict: "error", manifests }), plain(80));
  expect(text).toContain("a.yaml:3:7: unknown key");
});

test("no text of others moves the cursor or speaks to a runner", () => {
  for (const hostile of ALL_HOSTILE) {
    const text = renderText(
      aReview((usual) => `${hostile} ${usual}`),
      plain(80),
    );
    expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u);
    expect(text).not.toMatch(/^\s*::|##\[/m);
  }
});

test.each([
  ["plain", 5],
  ["東京", 4],
  ["한글", 4],
  ["é", 1],
  ["e\u0301", 1],
  ["🎉", 2],
  ["…✓✗–", 4],
])("%s is as wide as a terminal shows it", (text, width) => {
  expect(displayWidth(text)).toBe(width);
});

test("wrapping loses nothing and keeps to the width", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 4, max: 60 }), (text, width) => {
      const lines = wrap(text, width);
      expect(lines.join("").replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
      for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(width);
    }),
  );
});

test("a word that is broken begins no line with a command", () => {
  for (const colons of ["::", ":::", "::::::"])
    for (let before = 0; before < 50; before += 1) {
      const text = escapeTerminal(`${"x".repeat(before)}${colons}error::y${"z".repeat(40)}`);
      for (const width of [12, 20])
        expect(wrap(text, width).filter((one) => /^::/.test(one))).toEqual([]);
    }
});

test("lines hang under the first", () => {
  expect(hanging("  Fix: ", "shorten the prompt or cache it", 30)).toEqual([
    "  Fix: shorten the prompt or",
    "       cache it",
  ]);
});

test("columns line up, and the flexible one is wrapped", () => {
  const rows = [
    [{ text: "D1" }, { text: "a title that is long" }, { text: "80 %", align: "right" as const }],
    [{ text: "D10" }, { text: "東京" }, { text: "100 %", align: "right" as const }],
  ];
  expect(columns(rows, 1, plain(30))).toEqual([
    "  D1   a title that is    80 %",
    "       long",
    "  D10  東京              100 %",
  ]);
});
