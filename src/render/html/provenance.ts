/** From each figure to the coefficients that it rests on, and to where they stand in which publication. */

import type { Provenance } from "../../estimate/provenance.ts";
import type { Estimate } from "../../estimate/result.ts";
import type { ReviewedManifest } from "../../review/review-manifest.ts";
import { allAssumptions } from "../estimate-detail.ts";
import { numberText } from "../figure.ts";
import { usedFigures } from "../used-sources.ts";
import type { CheckSources } from "./check-sources.ts";
import { code, type Html, html, type Part, prose } from "./html.ts";
import { sourceAnchor } from "./source-anchor.ts";
import { table } from "./table.ts";

const MOST_FIGURES = 200;
const MOST_ASSUMPTIONS = 150;
const MOST_INPUTS = 4;
const MOST_USERS = 3;

/** What the manifest did not say, each once, and the fields that would replace it. */
export function assumptions({ estimate }: ReviewedManifest): Html | undefined {
  const inputs = new Map<string, Set<string>>();
  for (const { text, input } of allAssumptions(estimate)) {
    const of = inputs.get(text) ?? new Set();
    inputs.set(text, input === undefined ? of : of.add(input));
  }
  if (inputs.size === 0) return undefined;
  const more = inputs.size - MOST_ASSUMPTIONS;
  const lines = [...inputs]
    .slice(0, MOST_ASSUMPTIONS)
    .map(([text, replacedBy]) => html`<li>${prose(text)}${replacedByText([...replacedBy])}</li>\n`);
  return html`<p class="note">What the manifest does not say, and what was taken instead. The named fields replace it.</p>
<details><summary>${inputs.size} assumptions</summary><ul>
${lines}</ul>${more > 0 ? html`<p class="note">…and ${more} more, in the JSON report.</p>` : undefined}</details>`;
}

export function provenance({ estimate }: ReviewedManifest, checks: CheckSources): Html {
  const used = usedFigures(estimate);
  // Rows of one publication follow each other, in the order of use.
  const order = [...new Set(used.map(({ source }) => source.title))];
  const rows = used
    .slice(0, MOST_FIGURES)
    .toSorted((a, b) => order.indexOf(a.source.title) - order.indexOf(b.source.title));
  const more = used.length - rows.length;
  return html`<details><summary>${used.length} coefficients, with range, date and publication</summary>
${table({
  caption: "Coefficients that the figures rest on",
  columns: [
    { name: "Coefficient", isHead: true },
    { name: "Value" },
    { name: "From" },
    { name: "Data of" },
    { name: "What it includes" },
    { name: "Used by" },
  ],
  rows: rows.map((row) => cells(row, estimate)),
  narrow: "scrolls",
  more: more > 0 ? `…and ${more} more, in the JSON report.` : undefined,
})}</details>
${checks.list}`;
}

function cells(row: Provenance, { components }: Estimate): Part[] {
  const { id, amount, quality, locator, vintage, published, source, old, boundary } = row;
  const date = published.startsWith(String(vintage)) ? published : `${vintage}, read ${published}`;
  const users = components.filter(({ sources }) => sources.includes(id));
  const more = users.length - MOST_USERS;
  return [
    code(id, 80),
    amount === undefined ? "a price list" : html`${amountText(amount)}, ${quality}`,
    html`${sourceAnchor(source.title, source.url)}: ${locator}`,
    old === undefined ? date : html`<b>${old}</b>`,
    boundary,
    html`${users.slice(0, MOST_USERS).map((part) => html`${code(part.id, 60)} `)}${more > 0 ? `and ${more} more` : ""}`,
  ];
}

function amountText({ value, low, high, unit }: NonNullable<Provenance["amount"]>): string {
  const range = low === high ? "" : ` (${numberText(low)} to ${numberText(high)})`;
  return `${numberText(value)}${range} ${unit}`;
}

function replacedByText(inputs: readonly string[]): Html | undefined {
  if (inputs.length === 0) return undefined;
  const named = inputs.slice(0, MOST_INPUTS).map((input) => html` ${code(input)}`);
  const more = inputs.length - named.length;
  return html` (replaced by${named}${more > 0 ? ` and ${more} more` : ""})`;
}
