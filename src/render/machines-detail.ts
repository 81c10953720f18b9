/** Machines that work and wait: how much of their energy is idle, and whether they are enough. */

import type { ComponentEstimate, Estimate } from "../estimate/result.ts";
import { type Figure, isUnknown } from "../quantity/quantity.ts";
import { codeSpan, escapeMarkdown } from "./escape-markdown.ts";
import { renderFigure, shareText } from "./figure.ts";

const MOST = 12;

/** One line for all machines; none where nothing is provisioned. */
export function idleLine(
  { machines }: Pick<Estimate, "machines">,
  escaped: (text: string) => string,
): readonly string[] {
  if (machines === undefined) return [];
  return [`Machines: ${workAndWait(machines, escaped)}.`];
}

/** Markdown for the fold of the estimate: the machines that wait most come first. */
export function machinesDetail({ machines, components }: Estimate): string {
  if (machines === undefined) return "";
  const provisioned = components
    .filter(({ activeEnergyKwh, idleEnergyKwh }) => activeEnergyKwh && idleEnergyKwh)
    .toSorted((one, other) => likelyOf(other.idleEnergyKwh) - likelyOf(one.idleEnergyKwh));
  const more = provisioned.length - MOST;
  return [
    `Energy of calls, and of machines that wait for them: ${workAndWait(machines, escapeMarkdown)}.`,
    "",
    ...provisioned.slice(0, MOST).map(machineLine),
    ...(more > 0 ? [`- …and ${more} more, in the JSON report.`] : []),
  ].join("\n");
}

function machineLine(part: ComponentEstimate): string {
  const { id, activeEnergyKwh, idleEnergyKwh, replicas } = part;
  const spent =
    activeEnergyKwh === undefined || idleEnergyKwh === undefined
      ? ""
      : workAndWait({ activeEnergyKwh, idleEnergyKwh }, escapeMarkdown);
  const counts = replicas === undefined ? "" : `; ${countsOf(replicas)}`;
  return `- ${codeSpan(id, 80)}: ${spent}${counts}`;
}

function countsOf({ running, needed, overloaded }: NonNullable<ComponentEstimate["replicas"]>) {
  const run = `replicas on average ${renderFigure(running, escapeMarkdown)}`;
  if (needed === undefined || isUnknown(needed)) return run;
  const work = `work for ${renderFigure(needed, escapeMarkdown)}`;
  return overloaded ? `${run}, **not enough**: ${work}` : `${run}, ${work}`;
}

/** "at work 2.1 kWh (1.2 to 4), waiting 210 kWh (158 to 321), 99 % of it idle". */
function workAndWait(
  { activeEnergyKwh, idleEnergyKwh }: NonNullable<Estimate["machines"]>,
  escaped: (text: string) => string,
): string {
  const [work, wait] = [activeEnergyKwh, idleEnergyKwh].map((one) => renderFigure(one, escaped));
  const [working, waiting] = [likelyOf(activeEnergyKwh), likelyOf(idleEnergyKwh)];
  const known = !isUnknown(activeEnergyKwh) && !isUnknown(idleEnergyKwh) && working + waiting > 0;
  const share = known ? `, ${shareText(waiting / (working + waiting))} of it idle` : "";
  return `at work ${work}, waiting ${wait}${share}`;
}

function likelyOf(figure: Figure | undefined): number {
  return figure === undefined || isUnknown(figure) ? 0 : figure.likely;
}
