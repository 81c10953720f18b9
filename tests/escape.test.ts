import * as fc from "fast-check";
import { expect, test } from "vitest";
import { codeSpan, escapeMarkdown } from "../src/render/escape-markdown.ts";
import { escapeMermaid } from "../src/render/escape-mermaid.ts";
import { escapeTerminal } from "../src/render/escape-terminal.ts";
import { sourceLink } from "../src/render/source-link.ts";
import { shorten, visible } from "../src/render/visible-text.ts";
import { ALL_HOSTILE } from "./fixtures/hostile-texts.ts";

test.each([
  ["a\u202eb", "a\\u{202e}b"],
  ["zero\u200bwidth", "zero\\u{200b}width"],
  ["\u001b[31mred", "\\u{1b}[31mred"],
  ["\ud800", "\\u{d800}"],
  ["\ufeffbom", "\\u{feff}bom"],
  ["a\r\n\t b\u0085c\u2028d", "a b c d"],
  ["  x  ", "x"],
  ["⚠\ufe0f a\ufe0f", "⚠ a\\u{fe0f}"],
  [`e${"\u0301".repeat(6)}`, `e${"\u0301".repeat(4)}\\u{301}\\u{301}`],
  ["Zürich, Łódź, 東京, नमस्ते", "Zürich, Łódź, 東京, नमस्ते"],
])("nothing stays invisible: %j", (text, shown) => {
  expect(visible(text)).toBe(shown);
});

test.each([
  ["short", 10, "short"],
  ["exactly ten", 11, "exactly ten"],
  ["a longer text", 9, "a longer…"],
  ["😀😀😀😀", 3, "😀😀…"],
])("a text is cut between characters: %s", (text, most, shown) => {
  expect(shorten(text, most)).toBe(shown);
});

test.each([
  ["@lea wrote it", "`@lea` wrote it"],
  ["see #12, GH-3 and acme/shop#4", "see `#12,` `GH-3` and `acme/shop#4`"],
  ["a|b \\| <b>", "a&#124;b &#92;&#124; &lt;b&gt;"],
  ["set `runs: [x]` there", "set `runs: [x]` there"],
  ["prompt_tokens is *2100*", "prompt\\_tokens is \\*2100\\*"],
  ["- item", "\\- item"],
  ["12. item", "12\\. item"],
  ["12 items", "12 items"],
  ["<!-- greenlight:scorecard greenlight -->", "&lt;!-- greenlight:scorecard greenlight --&gt;"],
  ["AT&T", "AT&amp;T"],
  ["the constructor", "the constructor"],
  // A colon that follows would make an emoji of it.
  ["a shop of :tada", "a shop of `:tada`"],
  ["10:30 is late", "10:30 is late"],
  ["@x##[error]y", "`@x#\\u{23}[error]y`"],
])("text stays text in Markdown: %s", (text, markdown) => {
  expect(escapeMarkdown(text)).toBe(markdown);
});

test("no text can hold the mark of a scorecard", () => {
  for (const text of ALL_HOSTILE) {
    expect(escapeMarkdown(text)).not.toContain("<!--");
    expect(codeSpan(text)).not.toContain("<!--");
  }
});

test("a long text is bounded before it is escaped, so that no escape is cut", () => {
  const escaped = escapeMarkdown("*".repeat(1000), 10);
  expect(escaped).toBe(`${"\\*".repeat(9)}…`);
});

test.each([
  ["::error::x", "\\u{3a}:error::x"],
  ["x ::set-output::y", "x \\u{3a}:set-output::y"],
  ["std::vector", "std::vector"],
  ["a:::error::b", "a\\u{3a}::error::b"],
  ["::::", "\\u{3a}\\u{3a}::"],
  ["##[error]x", "#\\u{23}[error]x"],
  ["\u001b]8;;https://evil.example\u0007x", "\\u{1b}]8;;https://evil.example\\u{7}x"],
])("a terminal and a log get no command: %j", (text, shown) => {
  expect(escapeTerminal(text)).toBe(shown);
});

test("a terminal never gets a control character", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(escapeTerminal(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u);
      expect(escapeTerminal(text)).not.toMatch(/(?:^|\s)::|##\[/);
    }),
  );
});

test.each([
  ["Answer a question", "Answer a question"],
  ['"]; click n0', "#34;#93;#59; click n0"],
  ["<b>x</b>", "#60;b#62;x#60;/b#62;"],
  ["- list", "#45; list"],
  ["1. list", "1#46; list"],
  ["ﬂ°°60¶ß", "fl#176;#176;60#182; ß"],
  ["$$$ x", "#36; #36; #36; x"],
  ["a direction TB b", "a #100;irection TB b"],
  ["fa:fa-ban fab:fa-x", "fa#58; fa-ban fab#58; fa-x"],
])("a label of a diagram stays a label: %s", (text, label) => {
  expect(escapeMermaid(text)).toBe(label);
});

test("a label holds nothing that Mermaid reads", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      expect(escapeMermaid(text).replace(/#\d+;/g, "")).not.toMatch(/["'`<>[\]{}|;#&@*_~=\\\n]/);
    }),
  );
});

test.each([
  ["https://arxiv.org/abs/2508.15734", "[x](https://arxiv.org/abs/2508.15734)"],
  [
    "https://climateproductleaders.org/playbook/refine-architecture",
    "[x](https://climateproductleaders.org/playbook/refine-architecture)",
  ],
  ["https://github.com/evil/evil", "x `https://github.com/evil/evil`"],
  [
    "https://climateproductleaders.org@evil.example/",
    "x `https://climateproductleaders.org@evil.example/`",
  ],
  ["https://climateproductleaders.org/a)b", "x `https://climateproductleaders.org/a)b`"],
  ["docs/method.md", "x"],
  ["javascript:alert(1)", "x"],
])("only an address that ships is a link: %s", (url, markdown) => {
  expect(sourceLink("x", url)).toBe(markdown);
});
