/** The shortest way to a pass, step by step. */

import type { PathToGreen } from "../../advise/path-to-green.ts";
import type { Writer } from "../answer-hint.ts";
import { count } from "../headline.ts";
import { pathWords, type StepWords } from "../path-words.ts";
import { AS_CODE, type Html, html, ours, prose, textOf } from "./html.ts";

const WRITER: Writer = { text: (text) => textOf(prose(text, 400)), code: AS_CODE };

export function pathSteps(path: PathToGreen): Html {
  const { title, steps, more, taken, left } = pathWords(path, WRITER);
  return html`<h4>${title}</h4>
<ol class="steps">${steps.map(stepItem)}</ol>
${more > 0 ? html`<p class="note">…and ${count(more, "more step")}.</p>` : undefined}
${left.map((because) => html`<p>${ours(because)}</p>`)}
${taken === undefined ? undefined : html`<p class="note">${taken}</p>`}`;
}

function stepItem({ title, says, about }: StepWords): Html {
  return html`<li>${title === undefined ? undefined : html`<b>${ours(title)}.</b> `}${ours(says)}${about === "" ? undefined : html` <span class="meta">${ours(about)}</span>`}</li>
`;
}
