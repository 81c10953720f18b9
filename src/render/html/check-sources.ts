/** The publications that the checks of a manifest go back to, each once, and where each finding says which. */

import type { Checklist, Source } from "../../checklist/checklist.ts";
import type { ReviewedManifest } from "../../review/review-manifest.ts";
import { sourceOf } from "../source-link.ts";
import { type Html, html } from "./html.ts";
import { sourceAnchor } from "./source-anchor.ts";

const MOST_SOURCES = 60;

export interface CheckSources {
  readonly packs: readonly Checklist[];
  /** Where the source stands on the page; what is left out leads to the list. */
  anchorOf(source: Source): string;
  readonly list: Html;
}

/** `id` begins the anchors. */
export function checkSources(
  { findings }: ReviewedManifest,
  packs: readonly Checklist[],
  id: string,
): CheckSources {
  const byUrl = new Map(
    findings.flatMap((finding) => {
      const source = sourceOf(finding, packs);
      return source === undefined ? [] : [[source.url, source] as const];
    }),
  );
  const shown = [...byUrl.values()].slice(0, MOST_SOURCES);
  const more = byUrl.size - shown.length;
  const places = new Map(shown.map(({ url }, index) => [url, `${id}-check-source-${index + 1}`]));
  return {
    packs,
    anchorOf: ({ url }) => places.get(url) ?? `${id}-check-sources`,
    list: html`<h4 id="${id}-check-sources">What the checks paraphrase</h4>
<ul>${shown.map(({ title, url }) => html`<li id="${places.get(url)}">${sourceAnchor(title, url)}</li>\n`)}${more > 0 ? html`<li>and ${more} more, in the JSON report</li>` : undefined}</ul>`,
  };
}
