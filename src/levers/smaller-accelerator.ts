/** Chips of the right size for what they do: a smaller one, or none. */

import { type Accelerator, acceleratorNamed } from "../coefficients/accelerators.ts";
import { SCALING } from "../coefficients/idle.ts";
import { acceleratorOf } from "../estimate/serving.ts";
import { namesProduction } from "../manifest/component.ts";
import {
  chipAgainst,
  chipAssumes,
  chipFields,
  chipRestsOn,
  countOf,
  countOn,
  type Served,
  servedOn,
} from "./chip-change.ts";
import { familyOf, hoursOn, workPerWatt, writesTokens } from "./chip-hours.ts";
import { createOffers, type Offers } from "./chips-on-offer.ts";
import { cpuLever } from "./cpu-instead.ts";
import { estimatedParts } from "./estimated-parts.ts";
import type { FindLevers, Lever, LeverInput } from "./lever.ts";
import { scaledRange } from "./published-range.ts";
import { purposes } from "./purpose.ts";
import { sameWork } from "./same-work.ts";
import { workloads } from "./workloads.ts";

/** At most two: a machine without accelerator where that will do, and the chips with the most work per watt. */
export const smallerAcceleratorLevers: FindLevers = (input) => {
  const { manifest, estimate, data } = input;
  const parts = estimatedParts(estimate);
  const models = new Map(manifest.models.map((model) => [model.id, model]));
  const offersAt = createOffers(manifest, data.machinePrices);
  const isUsed = purposes(manifest);
  const workOf = workloads(input);
  return (manifest.components ?? []).flatMap((component, position): readonly Lever[] => {
    const part = parts.get(`components.${component.id}`);
    const served = isUsed(component) ? servedOn(models, component, position, part) : undefined;
    if (served === undefined) return [];
    const cpu = cpuLever(manifest, served, workOf(component));
    const offers = offersAt(component);
    const chips = offers === undefined ? [] : smallerChips(input, served, offers);
    return [...(cpu === undefined ? [] : [cpu]), ...chips].slice(0, MOST);
  });
};

const MOST = 2;

function smallerChips(input: LeverInput, served: Served, offers: Offers): readonly Lever[] {
  const now = countOf(served) * served.chip.tdp.value;
  return [...offers.chips]
    .flatMap((id) => acceleratorNamed(id) ?? [])
    .filter((to) => to.id !== served.chip.id && familyOf(to) === familyOf(served.chip))
    .filter((to) => to.class <= served.chip.class)
    .flatMap((to) => {
      const count = countOn(served, to);
      return count === undefined || count * to.tdp.value > CLEARLY_SMALLER * now
        ? []
        : [{ to, count }];
    })
    .filter(({ to, count }) => isFastEnough(served, to, count))
    .sort((a, b) => workPerWatt(b.to) - workPerWatt(a.to) || (a.to.id < b.to.id ? -1 : 1))
    .flatMap(({ to, count }) => leverTo(input, served, { to, count }, offers) ?? [])
    .slice(0, MOST);
}

/** Share of the rated power of today. */
const CLEARLY_SMALLER = 0.6;

/** Output tokens a second that a reader still finds fast, written one request at a time. */
const LEAST_SPEED = 15;

/** Each token that one request writes reads all weights once. */
function isFastEnough(
  { models, weights }: Served,
  { bandwidth }: Accelerator,
  count: number,
): boolean {
  if (!models.some(writesTokens)) return true;
  return bandwidth !== undefined && (bandwidth.value * count) / weights >= LEAST_SPEED;
}

const TARGET = SCALING["scaling.target-busy"];

function leverTo(
  { manifest }: LeverInput,
  served: Served,
  { to, count }: { readonly to: Accelerator; readonly count: number },
  offers: Offers,
): Lever | undefined {
  const { component, position, chip, stated, busy } = served;
  const { id, placement } = component;
  const found = hoursOn(served.models, chip, to);
  if (found === undefined) return undefined;
  const hours = scaledRange(found.hours, countOf(served) / count);
  const then = 100 * busy * hours.value;
  if (then > TARGET.value) return undefined;
  const path = ["components", position] as const;
  const here = placement?.[0]?.region;
  return {
    kind: "smaller-accelerator",
    item: `components/${id}`,
    option: to.id,
    title: `Run ${id} on ${to.id} instead of ${chip.id}`,
    changes: [
      ...chipFields(served, to, count),
      ...(stated === undefined ? [] : sameWork(path, stated, stated.mean, hours)),
    ],
    restsOn: chipRestsOn(served),
    assumes: [...chipAssumes(served), "As many replicas run as now, each busier."],
    evidence: found.evidence,
    effort: "deployment",
    against: [
      ...chipAgainst(manifest, served),
      "Answers take longer, most of all at the peak, as the chip is slower.",
      `It has ${count * to.memory.value} GB of memory instead of ${countOf(served) * chip.memory.value} GB: long inputs and many requests at once may not fit.`,
      ...(offers.isHere(to.id) || here === undefined
        ? []
        : [`The price list does not show ${to.id} in ${here}: ask whether it is offered there.`]),
    ],
    checks: checksOf(served, to, then),
  };
}

/** Defaults of the pack. */
const BUSY_PCT = 30;
const TOP_CLASS = 3;

function checksOf({ component, models }: Served, to: Accelerator, busy: number): readonly string[] {
  const isDeclared = component.busy_pct !== undefined && busy >= BUSY_PCT;
  const isServing = component.environment === undefined || namesProduction(component.environment);
  const trained = models.flatMap(({ training = [] }) => training);
  const classes = trained.map(({ accelerator, vcpus }) =>
    accelerator === undefined
      ? vcpus === undefined
        ? undefined
        : 0
      : acceleratorOf(accelerator)?.class,
  );
  const isAsSmall =
    classes.length > 0 && classes.every((one) => one !== undefined && one >= to.class);
  return [
    ...(isAsSmall && isServing ? ["CH12-D3-01"] : []),
    ...(isDeclared ? ["CH12-D3-02", "CH12-D3-03"] : []),
    ...(to.class < TOP_CLASS ? ["CH12-D7-01"] : []),
  ];
}
