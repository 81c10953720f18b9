/** A line over the last reviews with the band of its range, and the same in figures. */

import type { Figure, Unit } from "../../quantity/quantity.ts";
import { figureWords } from "../figure.ts";
import { figureHtml } from "./figure-words.ts";
import { type Html, html } from "./html.ts";
import { table } from "./table.ts";

const MOST_POINTS = 60;
const [WIDTH, HEIGHT] = [600, 160];
/** Room for marks at the edges. */
const EDGE = 8;

export interface TrendPoint {
  /** Day of the review, as YYYY-MM-DD. */
  readonly on: string;
  readonly low: number;
  readonly likely: number;
  readonly high: number;
}

export interface TrendSeries {
  /** What is shown, such as "Energy per customer question". */
  readonly name: string;
  readonly unit: Unit;
  /** Oldest first. */
  readonly points: readonly TrendPoint[];
}

/** One point is no trend. */
export function trendCharts(series: readonly TrendSeries[]): Html | undefined {
  const charts = series.filter(({ points }) => points.length > 1).map(chart);
  return charts.length === 0 ? undefined : html`<div class="charts">${charts}</div>`;
}

function chart({ name, unit, points: all }: TrendSeries): Html {
  const points = all.slice(-MOST_POINTS);
  const top = Math.max(...points.map(({ high }) => high));
  const at = (index: number, value: number) => {
    const x = EDGE + (index * (WIDTH - 2 * EDGE)) / (points.length - 1);
    const y = top <= 0 ? HEIGHT - EDGE : HEIGHT - EDGE - (value / top) * (HEIGHT - 2 * EDGE);
    return `${Number(x.toFixed(1))},${Number(y.toFixed(1))}`;
  };
  const path = (of: (point: TrendPoint) => number) =>
    points.map((one, index) => at(index, of(one)));
  const band = [...path(({ high }) => high), ...path(({ low }) => low).reverse()];
  const [first, last] = [points[0], points.at(-1)].map((one) => one?.on ?? "");
  const figure = ({ low, likely, high }: TrendPoint): Figure => ({
    ...{ low, likely, high, unit },
    boundary: name,
    sources: [],
  });
  const end = figureWords(figure({ on: "", low: top, likely: top, high: top }));
  return html`<figure class="trend"><figcaption>${name}, ${first} to ${last}</figcaption>
<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" width="100%" aria-hidden="true" focusable="false"><polygon class="band" points="${band.join(" ")}"/><polyline class="line" points="${path(({ likely }) => likely).join(" ")}"/>${points.map((one, index) => dot(at(index, one.likely)))}</svg>
<p class="note">Line: likely value. Band: 5th to 95th percentile. Scale from 0 to ${end.state === "known" ? end.likely : "unknown"}.</p>
<details><summary>The same in figures</summary>
${table({
  caption: name,
  columns: [{ name: "Review of", isHead: true }, { name: "Figure" }],
  rows: points.map((one) => [one.on, figureHtml(figure(one))]),
  narrow: "blocks",
})}</details></figure>
`;
}

function dot(place: string): Html {
  const [x = "", y = ""] = place.split(",");
  return html`<circle class="mark" cx="${x}" cy="${y}" r="3"/>`;
}
