// The page in a browser: it asks for nothing, fits, reads, sorts, filters and prints.
import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { renderHtml } from "../../src/render/html/report.ts";
import { aReview, asUsual, type Say } from "../fixtures/a-review.ts";
import { ALL_HOSTILE } from "../fixtures/hostile-texts.ts";
import { someExtras } from "../fixtures/html-extras.ts";
import { reviewFiles } from "../review-files.ts";
import { type Browser, startBrowser } from "./browser.ts";
import { filter, LEVERS, SHOWN, SKELETON, TOO_FAINT, TOO_LONG, WIDER } from "./in-page.ts";

const EXAMPLES = readdirSync("examples", { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
);

const example = (name: string) =>
  renderHtml(
    reviewFiles(
      { "architecture.yaml": readFileSync(`examples/${name}/architecture.yaml`, "utf8") },
      readFileSync(`examples/${name}/.github/greenlight.yaml`, "utf8"),
    ),
  );
const everything = (say: Say = asUsual) => {
  const review = aReview(say);
  return renderHtml(review, new Map(review.manifests.map(({ path }) => [path, someExtras(say)])));
};
const PAGES: readonly (readonly [string, string])[] = [
  ["all that may be shown", everything()],
  ...EXAMPLES.map((name) => [name, example(name)] as const),
];

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());

const OPEN_ALL = `document.querySelectorAll("details").forEach((one) => { one.open = true; })`;

describe.each(PAGES)("the page of %s", (_, html) => {
  test.each([
    [1280, "light"],
    [1280, "dark"],
    [375, "light"],
    [375, "dark"],
  ] as const)("fits and reads on %i pixels, %s", async (width, scheme) => {
    const page = await browser.open(html, { width, scheme });
    const looked = async () => ({
      wider: await page.evaluate(WIDER),
      faint: await page.evaluate(TOO_FAINT),
      long: await page.evaluate(TOO_LONG),
    });
    const sound = { wider: [], faint: [], long: [] };
    expect(await looked()).toEqual(sound);
    await page.evaluate(OPEN_ALL);
    await page.evaluate(filter("outcome", ""));
    expect(await looked()).toEqual(sound);
    expect({ asks: page.requests, complains: page.complaints }).toEqual({
      asks: [],
      complains: [],
    });
  });
});

test("a page that asked for something, or ran a script of others, would be caught", async () => {
  const html = everything().replace(
    "<main",
    '<img src="https://evil.example/x.png"><script>document.title = "run"</script><p style="width:2000px">x</p><main',
  );
  const page = await browser.open(html, { width: 375 });
  expect(page.complaints.join()).toContain("violates the following Content Security Policy");
  expect(await page.evaluate("document.title")).not.toBe("run");
});

test("a faint text, and a page that is too wide, would be caught", async () => {
  const html = everything()
    .replace(/<meta http-equiv[^>]*>/, "")
    .replace("<main", '<p style="width:2000px;color:#999;background:#fff">x</p><main');
  const page = await browser.open(html, { width: 375 });
  expect(await page.evaluate(WIDER)).not.toEqual([]);
  expect(await page.evaluate(TOO_FAINT)).toEqual([expect.stringContaining("P.null")]);
});

describe("levers", () => {
  const [FP8, MOVE, NOON] = [
    "Serve large with fp8",
    "Move reranker from azure westeurope to swedencentral",
    "Rebuild the index at noon",
  ];
  const head = (column: number) =>
    `document.querySelectorAll("table[data-sorts] thead button")[${column}]`;

  test("stand best first, and sort by each column, unknown ones last", async () => {
    const page = await browser.open(everything(), { width: 1280 });
    expect(await page.evaluate(LEVERS)).toEqual([FP8, MOVE, NOON]);
    await page.evaluate(`${head(1)}.click()`);
    expect(await page.evaluate(LEVERS)).toEqual([FP8, MOVE, NOON]);
    await page.evaluate(`${head(1)}.click()`);
    expect(await page.evaluate(LEVERS)).toEqual([MOVE, FP8, NOON]);
    const sorted = `[...document.querySelectorAll("table[data-sorts] th[aria-sort]")].map((one) => one.textContent + " " + one.getAttribute("aria-sort"))`;
    expect(await page.evaluate(sorted)).toEqual(["Energy descending"]);
    await page.evaluate(`${head(1)}.click()`);
    expect(await page.evaluate(LEVERS)).toEqual([FP8, MOVE, NOON]);
    await page.evaluate(`${head(0)}.click()`);
    expect(await page.evaluate(LEVERS)).toEqual([MOVE, NOON, FP8]);
  });

  test("sort by the keyboard", async () => {
    const page = await browser.open(everything(), { width: 1280 });
    await page.evaluate(`${head(4)}.focus()`);
    await page.press("Tab");
    await page.press("Enter");
    expect(await page.evaluate("document.activeElement.textContent")).toBe("Takes");
    expect(await page.evaluate(LEVERS)).toEqual([FP8, NOON, MOVE]);
  });
});

describe("findings", () => {
  test("are those that are left to do at first, and any that somebody looks for", async () => {
    const page = await browser.open(everything(), { width: 1280 });
    const shown = async () => [...new Set(await page.evaluate<string[]>(SHOWN))];
    expect(await shown()).toEqual(["fail", "error", "question"]);
    await page.evaluate(filter("outcome", ""));
    expect(await shown()).toEqual([
      "fail",
      "error",
      "question",
      "waived",
      "pass",
      "not-applicable",
    ]);
    await page.evaluate(filter("who", "pm"));
    expect(await shown()).toEqual(["question"]);
    await page.evaluate(filter("words", "  HOW many CUSTOMER "));
    expect(await page.evaluate<string[]>(SHOWN)).toEqual(["question"]);
    expect(
      await page.evaluate(`document.querySelector(".filters [role=status]").textContent`),
    ).toBe("1 of 9 shown");
    await page.evaluate(filter("severity", "low"));
    expect(await shown()).toEqual([]);
  });

  test("are all there without a script, and nothing waits for one", async () => {
    const page = await browser.open(everything(), { width: 1280, scripts: "off" });
    expect(new Set(await page.evaluate<string[]>(SHOWN)).size).toBe(6);
    const waiting = `[...document.querySelectorAll("fieldset, button, input, select")].filter((one) => one.checkVisibility()).length`;
    expect(await page.evaluate(waiting)).toBe(0);
  });

  test("are all on paper, with all that is folded and without what is for the screen", async () => {
    const page = await browser.open(everything(), { width: 800, media: "print", scheme: "dark" });
    expect(new Set(await page.evaluate<string[]>(SHOWN)).size).toBe(6);
    const seen = (selector: string) =>
      `[...document.querySelectorAll(${JSON.stringify(selector)})].filter((one) => one.checkVisibility({ contentVisibilityAuto: true })).length`;
    expect(await page.evaluate(seen("fieldset, nav, .skip, [data-copies]"))).toBe(0);
    expect(await page.evaluate(seen("details p"))).toBeGreaterThan(5);
    expect(await page.evaluate("getComputedStyle(document.body).backgroundColor")).toBe(
      "rgb(255, 255, 255)",
    );
    expect(await page.evaluate(TOO_FAINT)).toEqual([]);
  });
});

test("what stands first under the keyboard leads past the headline", async () => {
  const page = await browser.open(everything(), { width: 1280 });
  await page.press("Tab");
  expect(await page.evaluate("document.activeElement.textContent")).toBe("Skip to the report");
  await page.press("Enter");
  expect(await page.evaluate("document.activeElement.id")).toBe("main");
});

test("texts of others make no element and no attribute", async () => {
  const skeletonOf = async (say: Say) =>
    (await browser.open(everything(say), { width: 1280, scripts: "off" })).evaluate(SKELETON);
  const harmless = await skeletonOf((usual) => `word ${usual}`);
  // The tags that are written are compared for all texts; here is whether a browser reads them so.
  for (const text of ALL_HOSTILE.filter((_, at) => at % 25 === 0)) {
    const found = await skeletonOf((usual) => `${text} ${usual}`);
    expect({ text, found }).toEqual({ text, found: harmless });
  }
}, 120_000);
