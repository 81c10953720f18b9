/** Tables that scroll by themselves, or whose rows become blocks where the page is narrow. */

import { type Html, html, type Part } from "./html.ts";

export interface Column {
  readonly name: string;
  /** Numbers line up at the right. */
  readonly isNumber?: boolean;
  /** A column of names heads its rows. */
  readonly isHead?: boolean;
}

export interface Cell {
  readonly shows: Part;
  /** What a script sorts by; undefined for what is unknown, which comes last. */
  readonly sortsBy?: number | string | undefined;
}

export interface TableWords {
  readonly caption: Part;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly (Part | Cell)[])[];
  /** "blocks": each row becomes a block on a phone. "scrolls": the table moves under the finger, and by key. */
  readonly narrow: "blocks" | "scrolls";
  /** Whether a script may sort it; the order of the rows is the best one. */
  readonly sorts?: boolean;
  /** What was left out, in a sentence. */
  readonly more?: string | undefined;
}

/** Roles are said, because a style that makes blocks of rows takes them away in some browsers. */
export function table({ caption, columns, rows, narrow, sorts, more }: TableWords): Html {
  const heads = columns.map(
    ({ name, isNumber }) =>
      html`<th scope="col" role="columnheader"${isNumber ? NUMBER : undefined}>${name}</th>`,
  );
  const body = rows.map(
    (cells) =>
      html`<tr role="row">${cells.map((cell, index) => cellOf(cell, columns[index], sorts))}</tr>\n`,
  );
  const whole = html`<table role="table"${narrow === "blocks" ? BLOCKS : undefined}${sorts ? SORTS : undefined}>
<caption>${caption}</caption>
<thead role="rowgroup"><tr role="row">${heads}</tr></thead>
<tbody role="rowgroup">
${body}</tbody>
</table>`;
  const note = more === undefined ? undefined : html`<p class="note">${more}</p>`;
  return narrow === "blocks"
    ? html`${whole}${note}`
    : html`<div class="scrolls" role="region" aria-label="Table, scrolls sideways" tabindex="0">${whole}</div>${note}`;
}

const NUMBER = html` class="number"`;
const BLOCKS = html` class="blocks"`;
const SORTS = html` data-sorts`;

function cellOf(cell: Part | Cell, column: Column | undefined, sorts: boolean | undefined): Html {
  const { shows, sortsBy } = isCell(cell) ? cell : { shows: cell, sortsBy: undefined };
  const value = sorts && sortsBy !== undefined ? html` data-value="${sortsBy}"` : undefined;
  const kind = column?.isNumber ? NUMBER : undefined;
  return column?.isHead
    ? html`<th scope="row" role="rowheader"${kind}${value}>${shows}</th>`
    : html`<td role="cell" data-label="${column?.name}"${kind}${value}>${shows}</td>`;
}

function isCell(cell: Part | Cell): cell is Cell {
  return typeof cell === "object" && "shows" in cell;
}
