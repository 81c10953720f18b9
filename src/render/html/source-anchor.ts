/** A publication with its address: a link where the text has earned one, else words. */

import { hasEarnedLink } from "../source-link.ts";
import { code, type Html, html } from "./html.ts";

/** An address that nobody of ours wrote down is shown, and leads nowhere. */
export function sourceAnchor(title: string, url: string): Html {
  if (!url.startsWith("https://")) return html`${title}`;
  return hasEarnedLink(url)
    ? html`<a href="${url}" rel="noreferrer">${title}</a>`
    : html`${title} ${code(url, 200)}`;
}
