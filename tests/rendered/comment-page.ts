/** A comment as a page that looks like GitHub's, and a picture of it from headless Chromium. */

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { renderToHtml } from "./render-markdown.ts";

const require = createRequire(import.meta.url);
const MERMAID = require.resolve("@mermaid-js/tiny");

/** Sizes and colours of GitHub's light theme. */
const STYLE = `
  body { margin: 0; padding: 16px; background: #fff; color: #1f2328;
    font: 14px/1.5 "Liberation Sans", "DejaVu Sans", Arial, sans-serif; }
  .comment { max-width: 868px; margin: auto; border: 1px solid #d1d9e0; border-radius: 6px; }
  .author { padding: 8px 16px; background: #f6f8fa; border-bottom: 1px solid #d1d9e0; color: #59636e; }
  .author b { color: #1f2328; }
  .body { padding: 16px; overflow-wrap: anywhere; }
  .body > :first-child { margin-top: 0; }
  h2 { font-size: 1.5em; padding-bottom: .3em; border-bottom: 1px solid #d1d9e0; margin: 24px 0 16px; }
  h3 { font-size: 1.25em; margin: 24px 0 16px; }
  p, ol, ul, details, table, blockquote { margin: 0 0 16px; }
  ol, ul { padding-left: 2em; }
  li + li { margin-top: .25em; }
  table { border-collapse: collapse; display: block; overflow: auto; width: max-content; max-width: 100%; overflow-wrap: normal; }
  th, td { border: 1px solid #d1d9e0; padding: 6px 13px; }
  tr:nth-child(2n) td { background: #f6f8fa; }
  th { font-weight: 600; }
  code { font: 85% "DejaVu Sans Mono", monospace; background: #818b981f; padding: .2em .4em; border-radius: 6px; }
  pre { background: #f6f8fa; padding: 16px; border-radius: 6px; overflow: auto; }
  pre code { background: none; padding: 0; }
  blockquote { padding: 0 1em; color: #59636e; border-left: .25em solid #d1d9e0; }
  sub { font-size: 75%; line-height: 0; position: relative; vertical-align: baseline; bottom: -.25em; }
  summary { cursor: pointer; }
  a { color: #0969da; }
  .mermaid { background: none; text-align: center; padding: 0; }
  .comment + .comment { margin-top: 8px; }
  .comment.reply { margin-left: calc(max(0px, (100% - 868px) / 2) + 24px); }
  .reaction { display: inline-block; padding: 0 10px; margin: 0 6px 12px 16px; border: 1px solid #d1d9e0; border-radius: 100px; font-size: 12px; }
  .reaction + .reaction { margin-left: 0; }
  .change { border: 1px solid #d1d9e0; border-radius: 6px; margin-bottom: 16px; }
  .change b { display: block; padding: 6px 16px; background: #f6f8fa; border-bottom: 1px solid #d1d9e0; font-size: 12px; }
  .change pre { margin: 0; background: #dafbe1; border-radius: 0 0 6px 6px; padding: 8px 16px; }
`;

export interface PageOptions {
  /** Whether the folds are open. */
  readonly unfolded?: boolean;
}

/** A comment, with whose it is and how people and bots reacted. */
export interface Spoken {
  readonly author: string;
  readonly body: string;
  /** Kinds of reactions, such as "+1". */
  readonly reactions: readonly string[];
}

export function commentPage(markdown: string, options: PageOptions = {}): string {
  return conversationPage(
    [{ author: "github-actions[bot]", body: markdown, reactions: [] }],
    options,
  );
}

/** Comments below each other; all but the first are replies to it. */
export function conversationPage(
  comments: readonly Spoken[],
  { unfolded = false }: PageOptions = {},
): string {
  const boxes = comments.map((one, index) => commentBox(one, index > 0, unfolded));
  return `<!doctype html><meta charset="utf-8"><title>comment</title><style>${STYLE}</style>
${boxes.join("\n")}
<script>${readFileSync(MERMAID, "utf8").replaceAll("</script", "<\\/script")}</script>
<script>
  mermaid.initialize({ startOnLoad: false, securityLevel: "strict", theme: "default" });
  mermaid.run({ querySelector: ".mermaid" }).then(
    () => { document.body.dataset.mermaid = "drawn"; },
    (error) => { document.body.dataset.mermaid = String(error.message ?? error); },
  ).finally(() => { document.body.dataset.height = document.documentElement.offsetHeight; });
</script>`;
}

function commentBox({ author, body, reactions }: Spoken, isReply: boolean, unfolded: boolean) {
  const html = renderToHtml(body)
    .replace(
      /<pre lang="mermaid"><code>(.*?)<\/code><\/pre>/gs,
      (_, text) => `<pre class="mermaid">${text}</pre>`,
    )
    .replace(
      /<pre lang="suggestion"><code>(.*?)<\/code><\/pre>/gs,
      (_, text) =>
        `<div class="change"><b>Suggested change</b><pre><code>${text}</code></pre></div>`,
    )
    .replace(/<details>/g, unfolded ? "<details open>" : "<details>");
  const [name = "", bot] = author.split("[");
  const given = reactions.map((one) => `<span class="reaction">${REACTION[one] ?? one} 1</span>`);
  return `<div class="comment${isReply ? " reply" : ""}"><div class="author"><b>${name}</b>${bot === undefined ? "" : " bot"} commented</div>
<div class="body">${html}</div>${given.join("")}</div>`;
}

/** Drawn by words, since no font of colours is needed to run this. */
const REACTION: Readonly<Record<string, string>> = { "+1": "thumbs up", eyes: "eyes" };

/** What a browser makes of a page: its DOM after scripts have run. */
export function loadPage(html: string): string {
  return inBrowser(html, (file) => ["--dump-dom", `--window-size=900,1200`, file]).stdout;
}

/** The whole page as a PNG file, 900 pixels wide, or as much of it as `most` pixels are high. */
export function photograph(html: string, png: string, most = 16_000): void {
  const height = Number(/data-height="(\d+)"/.exec(loadPage(html))?.[1] ?? 1200);
  inBrowser(html, (file) => [
    `--screenshot=${png}`,
    `--window-size=900,${Math.min(height, most)}`,
    "--hide-scrollbars",
    file,
  ]);
}

/** Chromium without any connection of its own. */
function inBrowser(html: string, args: (file: string) => readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), "greenlight-page-"));
  try {
    const file = join(folder, "page.html");
    writeFileSync(file, html);
    const run = spawnSync(
      "chromium",
      [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--virtual-time-budget=10000",
        `--user-data-dir=${join(folder, "profile")}`,
        ...args(`file://${file}`),
      ],
      { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 },
    );
    if (run.status !== 0) throw new Error(`chromium failed: ${run.error ?? run.stderr}`);
    return run;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
