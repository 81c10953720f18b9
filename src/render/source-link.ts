/** Links that a text has earned: to publications that ship with the program, and to nothing else. */

import type { Checklist, Source } from "../checklist/checklist.ts";
import { SOURCES } from "../coefficients/sources.ts";
import type { Finding } from "../evaluate/finding.ts";
import { codeSpan, escapeMarkdown } from "./escape-markdown.ts";

/** Sites of the sources of shipped packs and coefficients. A pack of the user cannot add one. */
const EARNED = new Set([
  "climateproductleaders.org",
  ...Object.values(SOURCES).flatMap(({ url }) => hostOf(url) ?? []),
]);

/** A Markdown link where the site is known; else the title, and the address as code. */
export function sourceLink(title: string, url: string): string {
  const host = hostOf(url);
  const name = escapeMarkdown(title, 160);
  if (host === undefined) return name;
  if (!EARNED.has(host) || /[\s<>()|\\`]/.test(url)) return `${name} ${codeSpan(url, 200)}`;
  return `[${name}](${url})`;
}

/** What a check paraphrases: its own source, or that of its pack. */
export function sourceOf(
  { check, pack }: Finding,
  packs: readonly Checklist[],
): Source | undefined {
  return check.source ?? packs.find((one) => one.pack === pack)?.source;
}

/** Host of an https address with neither user nor port, which could make it look like another. */
function hostOf(url: string): string | undefined {
  return /^https:\/\/([a-z0-9.-]+)(?:\/|$)/.exec(url)?.[1];
}
