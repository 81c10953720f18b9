/**
 * `npm run picture`: what the documentation shows, as GitHub would show it. The scorecard of an example,
 * its HTML report, and the comments of one pull request from questions to green. Needs a build.
 */

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { adviceOf } from "../../src/advise/advice.ts";
import { headFilesOf } from "../../src/command/head-files.ts";
import { findLevers } from "../../src/levers/levers.ts";
import { extrasOf } from "../../src/render/html/extras.ts";
import { renderHtml } from "../../src/render/html/report.ts";
import { renderMarkdown } from "../../src/render/scorecard.ts";
import { resolvePolicy } from "../../src/review/packs.ts";
import { review } from "../../src/review/review.ts";
import type { SourceFile } from "../../src/review/source-file.ts";
import { readShipped } from "../../src/shipped/read-shipped.ts";
import { startBrowser } from "./browser.ts";
import { commentPage, conversationPage, photograph } from "./comment-page.ts";
import { walk } from "./walk.ts";

const EXAMPLE = "examples/rag-assistant";
const PICTURES = "docs/images";

const read = (path: string): SourceFile => ({
  state: "text",
  path,
  text: readFileSync(`${EXAMPLE}/${path}`, "utf8"),
});
const manifest = read("architecture.yaml");
const policyFile = {
  file: read(".github/greenlight.yaml"),
  origin: "branch main",
  changedByHead: false,
};
const shipped = readShipped("dist/data");
const result = review(
  {
    manifests: [
      // The pull request that brings the manifest: nothing in it is old.
      {
        head: manifest,
        base: { state: "absent", path: manifest.path },
        files: headFilesOf(`${EXAMPLE}/architecture.yaml`),
      },
    ],
    policyFile,
    policy: resolvePolicy(policyFile, []),
    packFiles: [],
    today: "2026-11-22",
  },
  shipped,
);
const advice = adviceOf(result, findLevers, shipped);
const headSha = "4f2a9c1d7be03865a1c2d3e4f5061728394a5b6c";

/** The upper part of the HTML report, as a screen shows it. */
async function photographReport(png: string): Promise<void> {
  const browser = await startBrowser();
  const page = await browser.open(renderHtml(result, extrasOf(result, advice, undefined)), {
    width: 1080,
  });
  writeFileSync(png, await page.photograph(1500));
  await browser.close();
}

/** The part of a scorecard that begins with this heading. */
function section(scorecard: string, heading: string): string {
  const [, after = ""] = scorecard.split(`${heading}\n`);
  const [part = ""] = after.split("\n<details><summary>The system");
  return `${heading}\n${part}`;
}

async function takePictures(): Promise<void> {
  mkdirSync(PICTURES, { recursive: true });
  const take = (name: string, page: string) => photograph(page, join(PICTURES, `${name}.png`));
  take(
    "scorecard",
    commentPage(renderMarkdown(result, { headSha, checkName: "greenlight", advice })),
  );
  await photographReport(join(PICTURES, "report.png"));
  const story = await walk();
  take("announcement", conversationPage([story.announcement]));
  take("question", conversationPage(story.asked));
  take("answered", conversationPage(story.answered));
  take("suggestion", conversationPage(story.suggested));
  take("refused", conversationPage(story.refused));
  take("what-people-said", commentPage(section(story.scorecard, "### What people said")));
  take("asked-again", conversationPage(story.askedAgain));
}

takePictures();
