/** Chips of a newer generation at the same provider. */

import { type Accelerator, acceleratorNamed } from "../coefficients/accelerators.ts";
import { likely } from "../manifest/amount.ts";
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
import { hoursOn, workPerWatt } from "./chip-hours.ts";
import { createOffers, type Offers } from "./chips-on-offer.ts";
import { estimatedParts } from "./estimated-parts.ts";
import type { FieldChange, FindLevers, Lever, LeverInput } from "./lever.ts";
import { scaledRange } from "./published-range.ts";
import { purposes } from "./purpose.ts";
import { meanFor, sameWork } from "./same-work.ts";

/** Next generations of a chip, of about its class. */
const NEWER: Readonly<Record<string, readonly string[]>> = {
  p4: ["l4"],
  p40: ["l4"],
  p100: ["l4"],
  k80: ["l4"],
  t4: ["l4"],
  v100: ["a100-40", "l40s"],
  "v100-pcie": ["a100-40", "l40s"],
  a10g: ["l4", "l40s"],
  a40: ["l40s"],
  "a100-40": ["h100", "h200"],
  "a100-80": ["h100", "h200"],
  "a100-pcie": ["h100", "h200"],
  h100: ["h200", "b200"],
  "h100-pcie": ["h200", "b200"],
  "h100-nvl": ["h200", "b200"],
  h200: ["b200"],
  "tpu-v2": ["tpu-v6e"],
  "tpu-v3": ["tpu-v6e"],
  "tpu-v4": ["tpu-v6e"],
  "tpu-v5e": ["tpu-v6e"],
  "tpu-v5p": ["tpu-v7"],
  inferentia1: ["inferentia2"],
  trainium1: ["trainium2"],
  mi250x: ["mi300x"],
};

/** Less busy machines need a smaller chip, and no newer one. */
const BUSY = 0.3;

export const newerAcceleratorLevers: FindLevers = (input) => {
  const { manifest, estimate, data } = input;
  const parts = estimatedParts(estimate);
  const models = new Map(manifest.models.map((model) => [model.id, model]));
  const offersAt = createOffers(manifest, data.machinePrices);
  const isUsed = purposes(manifest);
  return (manifest.components ?? []).flatMap((component, position): readonly Lever[] => {
    const part = parts.get(`components.${component.id}`);
    const served = isUsed(component) ? servedOn(models, component, position, part) : undefined;
    const offers = offersAt(component);
    if (served === undefined || offers === undefined || served.busy < BUSY) return [];
    return (NEWER[served.chip.id] ?? [])
      .flatMap((id) => acceleratorNamed(id) ?? [])
      .filter((to) => offers.chips.has(to.id) && workPerWatt(to) >= workPerWatt(served.chip))
      .sort((a, b) => workPerWatt(b) - workPerWatt(a))
      .flatMap((to) => leverTo(input, served, to, offers) ?? []);
  });
};

function leverTo(
  { manifest }: LeverInput,
  served: Served,
  to: Accelerator,
  offers: Offers,
): Lever | undefined {
  const { component, position, chip, stated } = served;
  const { id, placement } = component;
  const count = countWithRoom(served, to);
  const found = hoursOn(served.models, chip, to);
  if (count === undefined || found === undefined) return undefined;
  const hours = scaledRange(found.hours, countOf(served) / count);
  const path = ["components", position] as const;
  const mean = stated === undefined ? undefined : meanFor(stated, hours.value);
  const running =
    stated === undefined || mean === undefined ? [] : sameWork(path, stated, mean, hours);
  const here = placement?.[0]?.region;
  return {
    kind: "newer-accelerator",
    item: `components/${id}`,
    option: to.id,
    title: `Run ${id} on ${to.id} instead of ${chip.id}${number(count, served)}`,
    changes: [...chipFields(served, to, count), ...roomFor(served, mean), ...running],
    restsOn: chipRestsOn(served),
    assumes: [
      ...chipAssumes(served),
      ...(mean === undefined || stated === undefined || mean === stated.mean
        ? []
        : [
            `As the new machine gets more done, ${mean} replicas on average do what ${stated.mean} did.`,
          ]),
    ],
    evidence: found.evidence,
    effort: "deployment",
    against: [
      ...chipAgainst(manifest, served),
      "A larger chip that waits draws more than a smaller one: it pays while it is busy.",
      ...(offers.isHere(to.id) || here === undefined
        ? []
        : [`The price list does not show ${to.id} in ${here}: ask whether it is offered there.`]),
    ],
    checks: [],
  };
}

/** Requests keep about the room that they have. */
function countWithRoom(served: Served, to: Accelerator): number | undefined {
  const held = countOn(served, to);
  if (held === undefined) return undefined;
  const now = countOf(served);
  const needed = Math.ceil((ENOUGH_ROOM * now * served.chip.memory.value) / to.memory.value);
  return Math.min(now, Math.max(held, needed));
}

/** Share of the present memory. */
const ENOUGH_ROOM = 0.75;

/** The most replicas must not be below the mean. */
function roomFor(
  { component: { replicas }, position }: Served,
  mean: number | undefined,
): readonly FieldChange[] {
  if (mean === undefined || replicas?.max === undefined || likely(replicas.max) >= mean) return [];
  return [{ path: ["components", position, "replicas", "max"], value: Math.ceil(mean) }];
}

function number(count: number, served: Served): string {
  const now = countOf(served);
  return count === now ? "" : `, ${count} per replica instead of ${now}`;
}
