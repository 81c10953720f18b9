/** Letters that ask a vendor for the figures that it does not publish, ready to be copied. */

import { escapeHtml } from "../escape-html.ts";
import { type Html, html, ours } from "./html.ts";

const MOST_LETTERS = 20;
const MOST_LINES = 120;

export interface VendorLetter {
  readonly vendor: string;
  readonly subject: string;
  /** Lines apart by line breaks. */
  readonly text: string;
}

export function vendorLetters(letters: readonly VendorLetter[]): Html | undefined {
  if (letters.length === 0) return undefined;
  const more = letters.length - MOST_LETTERS;
  return html`<p class="note">These vendors publish no figures for what is used here. What they answer can be named in the manifest as evidence.</p>
${letters.slice(0, MOST_LETTERS).map(letter)}${more > 0 ? html`<p class="note">…and ${more} more vendors.</p>` : undefined}`;
}

/** The button is shown by the script that it needs; without one, the text can be selected. */
function letter({ vendor, subject, text }: VendorLetter): Html {
  return html`<details class="letter"><summary>Letter to ${vendor}</summary>
<p><b>Subject:</b> ${subject}</p>
<pre>${lines(text)}</pre>
<p><button type="button" data-copies hidden>Copy the letter</button> <span role="status"></span></p></details>
`;
}

function lines(text: string): Html {
  const all = text.split("\n").slice(0, MOST_LINES);
  return ours(all.map((line) => escapeHtml(line, 1000)).join("\n"));
}
