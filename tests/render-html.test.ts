import { hash } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type ReportExtras, renderHtml } from "../src/render/html/report.ts";
import { SCRIPT } from "../src/render/html/script.ts";
import { STYLE } from "../src/render/html/style.ts";
import type { Review } from "../src/review/review.ts";
import { largeManifest } from "./bench/large-manifest.ts";
import { aReview, aReviewedManifest, asUsual, type Say } from "./fixtures/a-review.ts";
import { HOSTILE } from "./fixtures/hostile-texts.ts";
import { someExtras } from "./fixtures/html-extras.ts";
import { tagsOf } from "./html-tags.ts";
import { reviewFiles } from "./review-files.ts";

const EXAMPLE = "examples/ticket-triage";

const reviewOf = (example: string) =>
  reviewFiles(
    { "architecture.yaml": readFileSync(`${example}/architecture.yaml`, "utf8") },
    readFileSync(`${example}/.github/greenlight.yaml`, "utf8"),
  );

/** With everything that may be shown, for each of its manifests. */
const extrasFor = ({ manifests }: Review, say: Say = asUsual): ReportExtras =>
  new Map(manifests.map(({ path }) => [path, someExtras(say)]));
const pageOf = (review: Review, say: Say = asUsual) => renderHtml(review, extrasFor(review, say));

const several = (): Review =>
  aReview(asUsual, {
    verdict: "error",
    manifests: [
      aReviewedManifest(),
      {
        state: "invalid",
        path: "a.yaml",
        problems: [{ file: "a.yaml", line: 3, column: 1, message: "unknown key `modles`" }],
      },
      { state: "removed", path: "b.yaml", was: undefined },
      { state: "not-judged", path: "c.yaml" },
    ],
    problems: [{ file: "p.yaml", line: 1, column: 1, message: "no such pack" }],
  });

const PAGES: readonly (readonly [string, string])[] = [
  ["one manifest", pageOf(aReview())],
  ["no manifest", renderHtml(aReview(asUsual, { verdict: "not-applicable", manifests: [] }))],
  ["several manifests, some of which cannot be judged", pageOf(several())],
  ["an example", renderHtml(reviewOf(EXAMPLE))],
];

test("the page of an example is as it was looked at", async () => {
  // The style and the script are looked at where they stand.
  const page = renderHtml(reviewOf(EXAMPLE))
    .replace(STYLE, "")
    .replace(SCRIPT, "")
    .replaceAll(/sha256-[\w+/=]+/g, "sha256-…");
  await expect(page).toMatchFileSnapshot("golden/html/ticket-triage.html");
});

test("the page of all that may be shown is as it was looked at", async () => {
  const [, main = ""] = pageOf(aReview()).split(/<main[^>]*>|<\/main>/);
  await expect(main).toMatchFileSnapshot("golden/html/everything.html");
});

test("the same review makes the same bytes", () => {
  expect(pageOf(aReview())).toBe(pageOf(aReview()));
});

describe.each(PAGES)("the page of %s", (_, page) => {
  test("allows its own style and script, and nothing else", () => {
    const [, policy = ""] = /Content-Security-Policy" content="([^"]*)"/.exec(page) ?? [];
    const hashed = (tag: string) => {
      const [, text = ""] = new RegExp(`<${tag}>(.*?)</${tag}>`, "s").exec(page) ?? [];
      return `&#39;sha256-${hash("sha256", text, "base64")}&#39;`;
    };
    expect(policy.split("; ")).toEqual([
      "default-src &#39;none&#39;",
      `style-src ${hashed("style")}`,
      `script-src ${hashed("script")}`,
      "img-src data:",
      "base-uri &#39;none&#39;",
      "form-action &#39;none&#39;",
    ]);
    expect(page.match(/<(?:style|script)[ >]/g)).toHaveLength(2);
    expect(page).not.toMatch(/<[^>]*\s(?:style|on\w+|src|srcset|action)=/);
  });

  test("links to itself and to publications that ship, and to nothing else", () => {
    const ids = [...page.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const links = [...page.matchAll(/<a [^>]*href="([^"]*)"/g)].map(([, href = ""]) => href);
    const inner = links.filter((href) => href.startsWith("#")).map((href) => href.slice(1));
    expect(inner.filter((id) => !ids.includes(id))).toEqual([]);
    const outer = links.filter((href) => !href.startsWith("#"));
    expect(outer.filter((href) => !href.startsWith("https://"))).toEqual([]);
  });

  test("has headings in order, and a caption for each table", () => {
    const levels = [...page.matchAll(/<h([1-6])[ >]/g)].map(([, level]) => Number(level));
    expect(levels[0]).toBe(1);
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    const jumps = levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1);
    expect(jumps).toEqual([]);
    const tables = page.split("<table").slice(1);
    expect(tables.filter((one) => !/^[^>]*>\s*<caption>[^<]/.test(one))).toEqual([]);
  });

  test("closes what it opens", () => {
    expect(tagsOf(page).unclosed).toEqual([]);
  });
});

const skeleton = (say: Say) => tagsOf(pageOf(aReview(say), say)).tags;

for (const [kind, texts] of Object.entries(HOSTILE))
  test(`a page full of ${kind} has the tags of a harmless one`, () => {
    const [before, after] = [
      skeleton((usual) => `word ${usual}`),
      skeleton((usual) => `${usual} word`),
    ];
    for (const text of texts) {
      expect(
        skeleton((usual) => `${text} ${usual}`),
        text,
      ).toEqual(before);
      expect(
        skeleton((usual) => `${usual} ${text}`),
        text,
      ).toEqual(after);
    }
  });

test("a letter keeps its lines, and a line of it is no command to a log", () => {
  const letters = [{ vendor: "acme", subject: "Energy", text: "Hello\n::error::x\n<b>bye" }];
  const page = renderHtml(
    aReview(),
    new Map([["services/help/architecture.yaml", { vendorLetters: letters }]]),
  );
  expect(page).toContain("<pre>Hello\n&#58;:error&#58;:x\n&lt;b&gt;bye</pre>");
});

test("a page of 1,000 components is small enough to open, and says what it leaves out", () => {
  const page = renderHtml(reviewFiles({ "architecture.yaml": largeManifest(1000) }));
  expect(page.length).toBeLessThan(2_000_000);
  expect(page).toContain("86 more flows and 1974 more parts that use less energy");
  expect(page).toContain("in the JSON report");
}, 60_000);

test("a page of many manifests shows the first of them and counts the rest", () => {
  const manifests = Array.from({ length: 300 }, (_, at) => ({
    ...aReviewedManifest(),
    path: `services/${at}/architecture.yaml`,
  }));
  const page = renderHtml(aReview(asUsual, { manifests }));
  expect(page.match(/class="manifest"/g)).toHaveLength(20);
  expect(page).toContain("…and 280 more manifests, in the JSON report.");
  expect(page.length).toBeLessThan(5_000_000);
});
