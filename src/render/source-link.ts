/** Links that a text has earned: to publications that ship with the program, and to nothing else. */

import type { Checklist, Source } from "../checklist/checklist.ts";
import { SOURCES } from "../coefficients/sources.ts";
import { PRICE_SOURCE_URL } from "../estimate/provenance.ts";
import type { Finding } from "../evaluate/finding.ts";
import { codeSpan, escapeMarkdown } from "./escape-markdown.ts";

/** Addresses of the sources of coefficients and prices. */
const EARNED = new Set<string>([...Object.values(SOURCES).map(({ url }) => url), PRICE_SOURCE_URL]);
/** The playbook that the shipped packs paraphrase. A pack of the user can link to nothing else. */
const PLAYBOOK = /^https:\/\/climateproductleaders\.org\/[a-z0-9/-]*$/;

/** Whether a page may link to it. */
export function hasEarnedLink(url: string): boolean {
  return EARNED.has(url) || PLAYBOOK.test(url);
}

/** A Markdown link where the address is known; else the title, and the address as code. */
export function sourceLink(title: string, url: string): string {
  const name = escapeMarkdown(title, 160);
  if (!url.startsWith("https://")) return name;
  return hasEarnedLink(url) ? `[${name}](${url})` : `${name} ${codeSpan(url, 200)}`;
}

/** What a check paraphrases: its own source, or that of its pack. */
export function sourceOf(
  { check, pack }: Finding,
  packs: readonly Checklist[],
): Source | undefined {
  return check.source ?? packs.find((one) => one.pack === pack)?.source;
}
