// What a comment does to its page: elements, addresses and fences, and whatever GitHub makes something of later.
import { renderToHtml, textOf } from "./render-markdown.ts";

export interface Effects {
  /** All tags but those of code within a line, with their attributes, in their order. */
  readonly tags: readonly string[];
  /** Mentions, references, commits, addresses, emoji, formulas and alerts outside of code. */
  readonly references: readonly string[];
}

/** What GitHub looks for in the text of a rendered comment, outside of code. */
const AFTER_MARKDOWN =
  /(?<![\w`])@[a-z0-9]|(?:^|\W)#\d|\b(?:gh|ghsa|cve)-\d|\b[0-9a-f]{7,40}\b|:[\w+-]+:|https?:\/\/|www\.|ftp:\/\/|\$/gi;

/** Bodies are rendered on one page, apart by rules. */
export function effectsOf(bodies: readonly string[]): Effects {
  const html = renderToHtml(bodies.map(withoutMemory).join("\n\n<hr>\n\n"));
  const tags = [...html.matchAll(/<(?:\/?[a-z][^>]*|!--.*?--)>|<!--/gis)]
    .map(([tag]) => tag)
    .filter((tag) => tag !== "<code>" && tag !== "</code>");
  const left = textOf(html.replace(/<[^>]*>/g, " $& "), { code: false });
  const alerts = html.match(/<blockquote>\s*<p>\s*\[!\w+\]/gi) ?? [];
  return { tags, references: [...(left.match(AFTER_MARKDOWN) ?? []), ...alerts] };
}

/** The hidden last line of a comment. */
const withoutMemory = (body: string) =>
  body.replace(/(?:\n<!-- greenlight:(?:review|memory) [^\n]*-->)+\n?$/, "");

/** What none of the harmless does. */
export function unexpected(found: Effects, harmless: readonly Effects[]): readonly string[] {
  const tags = new Set(harmless.flatMap((one) => one.tags));
  const references = new Set(harmless.flatMap((one) => one.references));
  return [
    ...found.tags.filter((one) => !tags.has(one)),
    ...found.references.filter((one) => !references.has(one)),
    ...unclosed(found.tags),
  ];
}

/** Tags that are opened and never closed, or the other way round. */
function unclosed(tags: readonly string[]): readonly string[] {
  const open: string[] = [];
  for (const tag of tags) {
    const [, end, name = ""] = /^<(\/?)([a-z][a-z0-9]*)/i.exec(tag) ?? [];
    if (name === "" || /^(?:br|hr|img|input)$/.test(name)) continue;
    if (end === "") open.push(name);
    else if (open.pop() !== name) return [`${tag} closes nothing`];
  }
  return open.map((name) => `<${name}> is never closed`);
}
