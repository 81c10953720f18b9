/** `npm run picture`: the scorecard of an example as GitHub would show it, for the README. Needs a build. */

import { mkdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { headFilesOf } from "../../src/command/head-files.ts";
import { renderMarkdown } from "../../src/render/scorecard.ts";
import { resolvePolicy } from "../../src/review/packs.ts";
import { review } from "../../src/review/review.ts";
import type { SourceFile } from "../../src/review/source-file.ts";
import { readShipped } from "../../src/shipped/read-shipped.ts";
import { commentPage, photograph } from "./comment-page.ts";

const EXAMPLE = "examples/rag-assistant";
const PICTURE = "docs/images/scorecard.png";

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
const result = review(
  {
    manifests: [
      { head: manifest, base: manifest, files: headFilesOf(`${EXAMPLE}/architecture.yaml`) },
    ],
    policyFile,
    policy: resolvePolicy(policyFile, []),
    packFiles: [],
    today: "2026-11-22",
  },
  readShipped("dist/data"),
);
const headSha = "4f2a9c1d7be03865a1c2d3e4f5061728394a5b6c";

mkdirSync(dirname(PICTURE), { recursive: true });
photograph(commentPage(renderMarkdown(result, { headSha, checkName: "greenlight" })), PICTURE);
