/** The answer to "may I merge, and if not, what do I do", before anything else. */

import type { Review } from "../../review/review.ts";
import type { Verdict } from "../../score/gate.ts";
import { headlineOf } from "../headline.ts";
import { type Html, html, prose } from "./html.ts";

const SYMBOL: Readonly<Record<Verdict, string>> = {
  pass: "✓",
  "not-applicable": "–",
  fail: "✗",
  waiting: "?",
  error: "!",
};

const TONE: Readonly<Record<Verdict, Html>> = {
  pass: html`good`,
  "not-applicable": html`good`,
  fail: html`bad`,
  waiting: html`open`,
  error: html`open`,
};

export function verdictBanner(review: Review): Html {
  const { title, advice } = headlineOf(review);
  return html`<div class="banner ${TONE[review.verdict]}"><span class="sign" aria-hidden="true">${SYMBOL[review.verdict]}</span>
<div><h1>${title}</h1>
<p>${prose(advice)}</p></div></div>`;
}
