/** What was judged by what: versions, days, and the hashes by which each input is known again. */

import type { Review } from "../../review/review.ts";
import { inputsOf } from "../json.ts";
import { code, type Html, html, type Part, prose } from "./html.ts";
import { sourceAnchor } from "./source-anchor.ts";
import { table } from "./table.ts";

const MOST_MANIFESTS = 100;

export function judgedBy(review: Review): Html {
  const { notices, packs, policy } = review;
  const inputs = inputsOf(review);
  const manifests = Object.entries(inputs.manifests);
  const more = manifests.length - MOST_MANIFESTS;
  const rows: Part[][] = [
    ...manifests
      .slice(0, MOST_MANIFESTS)
      .map(([path, sha]): Part[] => ["Manifest", code(path), hash(sha)]),
    policy.found
      ? ["Policy", html`${code(policy.path)}, from ${policy.origin}`, hash(inputs.policy.sha256)]
      : ["Policy", "none, so the defaults count", ""],
    ...packs.map(({ pack, version, title, source }, index): Part[] => [
      "Pack",
      html`${code(pack)} version ${version}, ${title}, after ${sourceAnchor(source.title, source.url)}`,
      hash(inputs.packs[index]?.sha256),
    ]),
    ["Coefficients", html`those of Greenlight ${review.toolVersion}`, hash(inputs.coefficients)],
  ];
  return html`<p>Greenlight ${review.toolVersion}, on ${review.today}. The same inputs give the same page, byte for byte.</p>
${notices.length > 0 ? html`<ul>${notices.map((notice) => html`<li>${prose(notice)}</li>`)}</ul>` : undefined}
${table({
  caption: "Inputs, with their SHA-256",
  columns: [{ name: "Input", isHead: true }, { name: "Which" }, { name: "SHA-256" }],
  rows,
  narrow: "blocks",
  more: more > 0 ? `…and ${more} more manifests, in the JSON report.` : undefined,
})}`;
}

function hash(sha256: string | undefined): Html | undefined {
  return sha256 === undefined ? undefined : html`<span class="hash">${sha256}</span>`;
}
