/** What the change under review changes, against the branch that it goes to. */

import type { Difference } from "../../quantity/difference.ts";
import type { Figure } from "../../quantity/quantity.ts";
import { differenceHtml } from "./difference-words.ts";
import { figureHtml } from "./figure-words.ts";
import { type Html, html, prose } from "./html.ts";
import { table } from "./table.ts";

const MOST_ROWS = 60;

export interface DeltaRow {
  /** What the figure is of, such as "Energy per month". */
  readonly name: string;
  /** Undefined where base has no such part: no zero stands in for it. */
  readonly base: Figure | undefined;
  readonly head: Figure | undefined;
  readonly change: Difference | undefined;
}

export interface Delta {
  /** Why the verdict or the figures changed, each a sentence. */
  readonly reasons: readonly string[];
  readonly rows: readonly DeltaRow[];
}

export function deltaTable({ reasons, rows }: Delta): Html | undefined {
  if (reasons.length === 0 && rows.length === 0) return undefined;
  const more = rows.length - MOST_ROWS;
  const figures = table({
    caption: "Before and after",
    columns: [
      { name: "Figure", isHead: true },
      { name: "Before" },
      { name: "Now" },
      { name: "Change" },
    ],
    rows: rows
      .slice(0, MOST_ROWS)
      .map(({ name, base, head, change }) => [
        name,
        base === undefined ? "not there" : figureHtml(base),
        head === undefined ? "not there" : figureHtml(head),
        change && differenceHtml(change),
      ]),
    narrow: "blocks",
    more: more > 0 ? `…and ${more} more, in the JSON report.` : undefined,
  });
  return html`${reasons.map((reason) => html`<p>${prose(reason)}</p>`)}${rows.length > 0 ? figures : undefined}`;
}
