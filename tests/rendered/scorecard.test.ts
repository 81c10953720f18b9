import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { renderMarkdown } from "../../src/render/scorecard.ts";
import { shorten, visible } from "../../src/render/visible-text.ts";
import { aReview, asUsual, type Say } from "../fixtures/a-review.ts";
import { HOSTILE } from "../fixtures/hostile-texts.ts";
import { commentPage, loadPage, photograph } from "./comment-page.ts";
import { elementKinds, renderToHtml, textOf } from "./render-markdown.ts";

const frame = { headSha: "0123456789abcdef", checkName: "greenlight", most: 65_536 };
const scorecardOf = (say: Say) => renderMarkdown(aReview(say), frame);

/** The elements of a page in their order, but for code, in which hostile words are shown. */
const skeleton = (markdown: string) =>
  [...renderToHtml(markdown).matchAll(/<(\/?[a-z][a-z0-9-]*|!--)/gi)]
    .map(([, name = ""]) => name.toLowerCase())
    .filter((name) => name !== "code" && name !== "/code")
    .join(" ");

for (const [kind, texts] of Object.entries(HOSTILE))
  test(`a scorecard full of ${kind} has the elements of a harmless one`, () => {
    const [before, after] = [
      skeleton(scorecardOf((usual) => `word ${usual}`)),
      skeleton(scorecardOf((usual) => `${usual} word`)),
    ];
    for (const text of texts) {
      expect(skeleton(scorecardOf((usual) => `${text} ${usual}`)), text).toBe(before);
      expect(skeleton(scorecardOf((usual) => `${usual} ${text}`)), text).toBe(after);
    }
  });

test("links lead only to the sources of what ships", () => {
  const links = [...renderToHtml(scorecardOf(asUsual)).matchAll(/href="([^"]*)"/g)];
  expect([...new Set(links.map(([, href]) => href))].sort()).toMatchInlineSnapshot(`
    [
      "https://arxiv.org/abs/2508.15734",
      "https://climateproductleaders.org/playbook/refine-architecture",
      "https://github.com/Green-Software-Foundation/real-time-cloud/tree/b33513b/metrics/2025",
      "https://github.com/pydantic/genai-prices",
    ]
  `);
});

test("the diagram is drawn, and its labels read as written, whatever the parts are called", () => {
  const texts = Object.values(HOSTILE).flat();
  const diagrams = texts.map((text) => {
    const markdown = renderMarkdown(aReview((usual) => (usual === "Assistant API" ? text : usual)));
    return /```mermaid\n[\s\S]*?\n```/.exec(markdown)?.[0] ?? "";
  });
  const dom = loadPage(commentPage(diagrams.join("\n\n")));
  expect(/data-mermaid="([^"]*)"/.exec(dom)?.[1]).toBe("drawn");
  const labels = [...dom.matchAll(/<foreignObject[^>]*>(.*?)<\/foreignObject>/gs)].map(
    ([, label = ""]) => label,
  );
  expect(elementKinds(labels.join(""))).toEqual(["br", "div", "p", "span"]);
  const shown = labels.map((label) => textOf(label, { code: true }));
  const legible = (text: string) =>
    visible(text)
      .replace("ﬂ", "fl")
      .replace("¶ß", "¶ ß")
      .replaceAll("$$", "$ $")
      .replace("fa:fa-", "fa: fa-");
  const missing = texts.filter((text) => !shown.includes(`${shorten(legible(text), 40)}8 %`));
  expect(missing).toEqual([]);
}, 120_000);

test("a page can be photographed", () => {
  const folder = mkdtempSync(join(tmpdir(), "greenlight-picture-"));
  try {
    const png = join(folder, "scorecard.png");
    photograph(commentPage(scorecardOf(asUsual)), png);
    expect(statSync(png).size).toBeGreaterThan(20_000);
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 60_000);
