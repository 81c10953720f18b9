import * as fc from "fast-check";
import { expect, test } from "vitest";
import { codeSpan, escapeMarkdown } from "../../src/render/escape-markdown.ts";
import { visible } from "../../src/render/visible-text.ts";
import { ALL_HOSTILE, HOSTILE } from "../fixtures/hostile-texts.ts";
import { elementKinds, renderToHtml, textOf } from "./render-markdown.ts";

/** Places in which a scorecard shows text of others. */
const PLACES: Readonly<Record<string, (text: string) => string>> = {
  paragraph: (text) => text,
  "running text": (text) => `**Before.** ${text} *after*`,
  "list item": (text) => `- ${text}\n- b`,
  "numbered item": (text) => `1. **${text}**<br>${text}`,
  cell: (text) => `| a | b |\n| --- | --- |\n| ${text} | ${text} |`,
  heading: (text) => `## ${text}`,
  "after a line": (text) => `Before\n${text}`,
};

/** What GitHub looks for in the text of a rendered comment, outside code. */
const AFTER_MARKDOWN = [
  /(?:^|\W)@[a-z0-9]/i,
  /(?:^|\W)#\d/,
  /\bgh-\d/i,
  /\b[0-9a-f]{7,40}\b/,
  /:[\w+-]+:/,
  /https?:|www\.|ftp:/i,
  /\$/,
];

const kindsOf = (markdown: string) =>
  elementKinds(renderToHtml(markdown)).filter((kind) => kind !== "code");

for (const [place, write] of Object.entries(PLACES))
  for (const [kind, texts] of Object.entries(HOSTILE))
    test(`${kind} in a ${place} adds no element`, () => {
      const harmless = kindsOf(write("two words"));
      for (const text of texts) {
        const kinds = kindsOf(write(escapeMarkdown(text)));
        expect({ text, kinds }).toEqual({ text, kinds: harmless });
      }
    });

test("every text reads as it was written", () => {
  for (const text of ALL_HOSTILE) {
    const html = renderToHtml(`x ${escapeMarkdown(text)}`);
    expect(textOf(html, { code: true }).trim()).toBe(`x ${withoutWrittenCode(text)}`);
  }
});

test("nothing is left for GitHub to link after Markdown", () => {
  for (const text of ALL_HOSTILE) {
    const left = textOf(renderToHtml(`x ${escapeMarkdown(text)} y`), { code: false });
    expect({ text, found: AFTER_MARKDOWN.filter((one) => one.test(left)) }).toEqual({
      text,
      found: [],
    });
  }
});

test("a path is one piece of code, whatever is in it", () => {
  for (const text of ALL_HOSTILE) {
    if (visible(text) === "") continue;
    const html = renderToHtml(`| a |\n| --- |\n| ${codeSpan(text)} |`);
    expect({ text, cell: /<td>(.*)<\/td>/.exec(html)?.[1] ?? html }).toEqual({
      text,
      cell: expect.stringMatching(/^<code>[^<]*<\/code>$/),
    });
  }
});

/** Texts made of the characters that mean something, many to a document, so that it stays quick. */
const nasty = fc.string({
  unit: fc.constantFrom(
    ..."abc019 -+*_~`|\\<>[](){}#!@:/.,;&$%^='\"\n\t",
    "www.",
    "://",
    "GH-1",
    "\u202e",
    "é",
  ),
  maxLength: 40,
});

test("no combination of marks adds an element or changes the text", () => {
  fc.assert(
    fc.property(fc.array(nasty, { minLength: 60, maxLength: 60 }), (texts) => {
      const shown = texts.filter((text) => visible(text) !== "");
      const rows = shown.map((text) => `| x ${escapeMarkdown(text)} | ${escapeMarkdown(text)} |`);
      const html = renderToHtml(["| a | b |", "| --- | --- |", ...rows].join("\n"));
      expect(elementKinds(html).filter((kind) => kind !== "code")).toEqual(
        ["table", "tbody", "td", "th", "thead", "tr"].filter(
          (kind) => shown.length > 0 || !["tbody", "td"].includes(kind),
        ),
      );
      const cells = [...html.matchAll(/<td>(.*?)<\/td>/g)].map(([, cell = ""]) =>
        textOf(cell, { code: true }),
      );
      expect(cells).toEqual(
        shown.flatMap((text) => [`x ${withoutWrittenCode(text)}`, withoutWrittenCode(text)]),
      );
    }),
    { numRuns: 60, seed: 7 },
  );
});

/** Code that the writer marked loses its marks, as intended. */
function withoutWrittenCode(text: string): string {
  return visible(text).replace(/`([^`|\\<>&\s](?:[^`|\\<>&]{0,98}[^`|\\<>&\s])?)`/g, "$1");
}
