/** A trend to one line per system: where score and energy per unit began, where they are, and what to make of it. */

import type { RecordedFigure } from "../history/history.ts";
import type { Point, Series, SystemTrend, Trend } from "../history/trend.ts";
import { escapeMarkdown } from "./escape-markdown.ts";
import { numberText } from "./figure.ts";

/** Lines of more systems are in the history itself. */
const MOST_SYSTEMS = 10;

/** Empty where there are fewer than two reviews: a point is no line. */
export function trendLines(
  { reviews, systems }: Trend,
  escaped: (text: string, most: number) => string,
): string[] {
  if (reviews < 2) return [];
  const shown = systems.filter(({ score }) => score.length > 1).slice(0, MOST_SYSTEMS);
  return shown.map((one) => {
    const whose = systems.length === 1 ? "" : `${escaped(one.product, 60)}: `;
    return `${whose}${sentenceOf(one)}`;
  });
}

/** As a section of Markdown, ended by an empty line. */
export function trendMarkdown(trend: Trend): string {
  const lines = trendLines(trend, escapeMarkdown);
  if (lines.length === 0) return "";
  const [only] = lines;
  const shown =
    lines.length === 1
      ? `**Trend.** ${only}`
      : `**Trend**\n\n${lines.map((line) => `- ${line}`).join("\n")}`;
  return `${shown}\n\n`;
}

function sentenceOf({ score, series }: SystemTrend): string {
  const energy = series.find(({ metric, per }) => metric === "energyKwh" && per === "unit");
  const parts = [
    `Score ${scoreText(score.at(0))} → ${scoreText(score.at(-1))} over ${score.length} reviews`,
    ...(energy === undefined
      ? []
      : [`energy per unit ${whText(energy.points.at(0))} → ${whText(energy.points.at(-1))}`]),
  ];
  return `${parts.join("; ")}.${energy === undefined ? "" : lastChange(energy)}${newerData(score)}`;
}

/** Of the last change alone: over many reviews, too much else has changed. */
function lastChange({ change }: Series): string {
  if (change.is === "unknown" || change.is === "same") return "";
  if (change.is === "unsure")
    return " Whether the last change of energy is one is not sure: the ranges overlap.";
  return change.isTeams
    ? ` The last change of energy is ${change.is} for sure.`
    : ` Energy is ${change.is} than in the review before, by a newer tool or newer data too.`;
}

function newerData(points: readonly Point<unknown>[]): string {
  const days = points.flatMap(({ newer, day }) => (newer.length > 0 ? [day] : []));
  const [last] = days.slice(-1);
  return last === undefined
    ? ""
    : ` Tool or data changed ${days.length === 1 ? "" : "last "}on ${last}, so not all of it is the team's own change.`;
}

function scoreText(point: Point<number | undefined> | undefined): string {
  return point?.value === undefined ? "none" : `${point.value}`;
}

function whText(point: Point<RecordedFigure> | undefined): string {
  if (point === undefined || point.value === "unknown") return "unknown";
  const { likely, atLeast } = point.value;
  return `${atLeast === true ? "at least " : ""}${numberText(Number((likely * 1000).toPrecision(3)))} Wh`;
}
