/** The system as a drawing: what runs, step by step, the models and components that it uses, and their share of energy. */

import type { ReviewedManifest } from "../../review/review-manifest.ts";
import { shareText } from "../figure.ts";
import { count } from "../headline.ts";
import { displayWidth } from "../text-layout.ts";
import { visible } from "../visible-text.ts";
import { type Html, html } from "./html.ts";
import { systemGraph } from "./system-graph.ts";
import {
  type Link,
  PART_HEIGHT,
  PART_WIDTH,
  type PlacedPart,
  type PlacedRun,
  RUN_WIDTH,
  stepMiddle,
  systemLayout,
} from "./system-layout.ts";
import { shareWords, systemList } from "./system-list.ts";

/** Columns of text that fit, in the fonts that the page asks for. */
const [RUN_COLUMNS, STEP_COLUMNS, PART_COLUMNS] = [30, 34, 25] as const;

/** From this share on, a box has this shade. */
const SHADES: readonly (readonly [atLeast: number, name: Html])[] = [
  [0.5, html`most`],
  [0.2, html`much`],
  [0.05, html`some`],
  [0, html`little`],
];

export function systemDiagram({ manifest, estimate }: ReviewedManifest): Html {
  const graph = systemGraph(manifest, estimate);
  const { runs, parts, links, width, height } = systemLayout(graph);
  const { moreRuns, moreParts } = graph;
  const left = [
    ...(moreRuns > 0 ? [count(moreRuns, "more flow")] : []),
    ...(moreParts > 0 ? [count(moreParts, "more part")] : []),
  ];
  const more =
    left.length === 0
      ? undefined
      : html`<p class="note">…and ${left.join(" and ")} that use less energy, in the JSON report.</p>`;
  return html`<p class="note">Left: flows with their steps in order, then tests and training. Right: the models and components that do the work. The stronger the colour of a box, and the longer the bar at its foot, the larger its share of the energy. Dashed box: its energy is unknown, or counted elsewhere. Dashed line: runs on.</p>
<div class="scrolls" role="region" aria-label="Diagram, scrolls sideways" tabindex="0">
<svg class="system" role="img" aria-label="Diagram of the system. The list below says the same." viewBox="-1 -1 ${width + 2} ${round(height) + 2}" width="${width + 2}" height="${round(height) + 2}">
${links.map(link)}
${runs.map(runBox)}
${parts.map(partBox)}</svg></div>
${more}
<details><summary>The same as a list</summary>
${systemList(graph)}</details>`;
}

function link({ kind, from, to }: Link): Html {
  const bend = (to.x - from.x) / 2;
  const name = kind === "uses" ? html`uses` : html`runs`;
  return html`<path class="link ${name}" d="M${from.x} ${round(from.y)}C${from.x + bend} ${round(from.y)} ${to.x - bend} ${round(to.y)} ${to.x} ${round(to.y)}"/>
`;
}

function runBox(run: PlacedRun): Html {
  const { title, steps, more, share, y, height } = run;
  const shade = share === undefined ? html`flow` : shadeOf(share);
  const rest =
    more > 0
      ? html`<text class="quiet" x="14" y="${round(stepMiddle(run, steps.length) + 4)}">…and ${count(more, "more step")}</text>`
      : undefined;
  return html`<g><title>${title}</title><rect class="box flow" x="0" y="${round(y)}" width="${RUN_WIDTH}" height="${round(height)}" rx="8"/>${share === undefined ? undefined : foot(0, y, height, RUN_WIDTH, share)}
<text class="name" x="12" y="${round(y + 20)}">${fitted(title, RUN_COLUMNS - (share === undefined ? 0 : 8))}</text>${share === undefined ? undefined : html`<text class="quiet ${shade}" text-anchor="end" x="${RUN_WIDTH - 10}" y="${round(y + 20)}">${shareText(share)}</text>`}
${steps.map((step, index) => stepRow(run, step, index))}${rest}</g>
`;
}

function stepRow(run: PlacedRun, { label, note }: PlacedRun["steps"][number], index: number): Html {
  const middle = stepMiddle(run, index);
  const room = STEP_COLUMNS - note.length - 4;
  return html`<rect class="step" x="8" y="${round(middle - 10)}" width="${RUN_WIDTH - 16}" height="20" rx="4"/><text x="16" y="${round(middle + 4)}">${index + 1}. ${fitted(label, room)}</text>${note === "" ? undefined : html`<text class="quiet" text-anchor="end" x="${RUN_WIDTH - 16}" y="${round(middle + 4)}">${note}</text>`}
`;
}

function partBox(part: PlacedPart): Html {
  const { kind, title, detail, share, x, y } = part;
  const shade = share === undefined ? html`unknown` : shadeOf(share);
  const corner = kind === "model" ? 16 : 3;
  return html`<g class="part ${shade}"><title>${title}: ${detail}</title><rect class="box" x="${x}" y="${round(y)}" width="${PART_WIDTH}" height="${PART_HEIGHT}" rx="${corner}"/>${share === undefined ? undefined : foot(x, y, PART_HEIGHT, PART_WIDTH, share)}
<text class="name" x="${x + 12}" y="${round(y + 20)}">${fitted(title, PART_COLUMNS)}</text><text x="${x + 12}" y="${round(y + 36)}">${fitted(detail, PART_COLUMNS + 1)}</text><text x="${x + 12}" y="${round(y + 51)}">${fitted(shareWords(part), PART_COLUMNS + 1)}</text></g>
`;
}

/** A bar as long as the share, along the lower edge. */
function foot(x: number, y: number, height: number, width: number, share: number): Html {
  const length = round(Math.max(2, Math.min(1, share) * (width - 24)));
  return html`<rect class="foot" x="${x + 12}" y="${round(y + height - 8)}" width="${length}" height="3" rx="1.5"/>`;
}

function shadeOf(share: number): Html {
  return SHADES.find(([atLeast]) => share >= atLeast)?.[1] ?? html`little`;
}

/** As much of a text as so many columns hold. */
function fitted(text: string, columns: number): string {
  const line = visible(text);
  if (displayWidth(line) <= columns) return line;
  let shown = "";
  let width = 1;
  for (const one of line) {
    width += displayWidth(one);
    if (width > columns) break;
    shown += one;
  }
  return `${shown.trimEnd()}…`;
}

function round(value: number): number {
  return Number(value.toFixed(1));
}
