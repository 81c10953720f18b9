/**
 * A review as one page that needs nothing else: its style and its script are in it, their hashes are
 * in its policy, and it asks nobody for anything. It reads the same without the script.
 */

import { hash } from "node:crypto";
import type { Review } from "../../review/review.ts";
import { headlineOf } from "../headline.ts";
import { html, ours, textOf } from "./html.ts";
import { judgedBy } from "./judged-by.ts";
import { type ManifestExtras, manifestReport, problemList } from "./manifest-report.ts";
import { overview } from "./overview.ts";
import { SCRIPT } from "./script.ts";
import { STYLE } from "./style.ts";
import { verdictBanner } from "./verdict-banner.ts";

/** Sections of a page that a browser still opens at once. */
const MOST_MANIFESTS = 20;

/** What else is known of each manifest, by its path. */
export type ReportExtras = ReadonlyMap<string, ManifestExtras>;

export function renderHtml(review: Review, extras: ReportExtras = new Map()): string {
  const { manifests, problems, packs, today, toolVersion } = review;
  const shown = manifests.slice(0, MOST_MANIFESTS);
  const more = manifests.length - shown.length;
  const anchorOf = (index: number) => (index < shown.length ? `m${index + 1}` : undefined);
  const products = manifests.flatMap((one) =>
    one.state === "reviewed" ? [one.manifest.product.name] : [],
  );
  const [product] = products.length === 1 ? products : [];
  const { title } = headlineOf(review);
  return textOf(html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentPolicy()}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${title}${product === undefined ? "" : ` · ${product}`}</title>
<style>${ours(STYLE)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the report</a>
<header>
<p class="made">Greenlight, architecture review of ${product ?? `${manifests.length} manifests`}, ${today}</p>
${verdictBanner(review)}
</header>
<main id="main" tabindex="-1">
${problems.length > 0 ? html`<section id="problems"><h2>Problems in the policy or a pack</h2>${problemList(problems)}</section>` : undefined}
${manifests.length > 1 ? overview(review, anchorOf) : undefined}
${shown.map((one, index) => manifestReport(one, `m${index + 1}`, packs, extras.get(one.path) ?? {}))}
${more > 0 ? html`<p class="note">…and ${more} more manifests, in the JSON report.</p>` : undefined}
</main>
<footer>
<h2>What was judged, by what</h2>
${judgedBy(review)}
<p class="note">Made by Greenlight ${toolVersion}. This page loads nothing and sends nothing.</p>
</footer>
<script>${ours(SCRIPT)}</script>
</body>
</html>
`);
}

/** Nothing is loaded, and no style or script runs but those below. */
function contentPolicy(): string {
  const [style, script] = [STYLE, SCRIPT].map(
    (text) => `'sha256-${hash("sha256", text, "base64")}'`,
  );
  return [
    "default-src 'none'",
    `style-src ${style}`,
    `script-src ${script}`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}
