/** All coefficients in one list, and the lookup by id that `explain` uses. */

import { ACCELERATORS } from "./accelerators.ts";
import { allApiModels } from "./api-models.ts";
import { ARCHITECTURE_COEFFICIENTS } from "./architectures.ts";
import { BATCH } from "./batch-discounts.ts";
import type { Coefficient } from "./coefficient.ts";
import { CPUS } from "./cpus.ts";
import { DISCLOSED } from "./disclosures.ts";
import { ENVIRONMENT } from "./environments.ts";
import { COMPUTE, EMBODIED, HOST, LIFETIME, TRAINING, USE } from "./host.ts";
import { HOST_IDLE, LOADED_IDLE, SCALING } from "./idle.ts";
import { IMAGES } from "./images.ts";
import {
  BYTES_PER_WEIGHT,
  DECODE_COEFFICIENTS,
  POWER_SHARE,
  PRECISION_EFFECT,
  SERVING,
} from "./inference.ts";
import { ONE_PASS } from "./one-pass.ts";
import { PRICES } from "./prices.ts";
import { allRegions } from "./regions.ts";
import { GRID, PUE } from "./site.ts";
import { STORES } from "./stores.ts";
import { WATER } from "./water.ts";

/** Every coefficient that ships with this release, in table order. */
export const COEFFICIENTS: readonly Coefficient[] = [
  ...ACCELERATORS.flatMap(({ tdp, idle, memory, bandwidth, flops, embodied }) =>
    known([tdp, idle, memory, bandwidth, flops, embodied]),
  ),
  ...DECODE_COEFFICIENTS,
  ...ARCHITECTURE_COEFFICIENTS,
  ...[
    SERVING,
    BYTES_PER_WEIGHT,
    PRECISION_EFFECT,
    POWER_SHARE,
    IMAGES,
    ONE_PASS,
    DISCLOSED,
  ].flatMap(Object.values),
  ...[
    HOST,
    CPUS,
    COMPUTE,
    EMBODIED,
    LIFETIME,
    USE,
    ENVIRONMENT,
    STORES,
    TRAINING,
    PRICES,
    BATCH,
  ].flatMap(Object.values),
  ...[LOADED_IDLE, HOST_IDLE, SCALING].flatMap<Coefficient>(Object.values),
  ...allRegions().flatMap(({ grid, marginal, pue, wue }) => known([grid, marginal, pue, wue])),
  ...[PUE, WATER, GRID].flatMap(Object.values),
  ...allApiModels().flatMap(({ active, total }) => known([active, total])),
];

const BY_ID: ReadonlyMap<string, Coefficient> = new Map(
  COEFFICIENTS.map((coefficient) => [coefficient.id, coefficient]),
);

export function coefficientById(id: string): Coefficient | undefined {
  return BY_ID.get(id);
}

function known(list: readonly (Coefficient | undefined)[]): readonly Coefficient[] {
  return list.filter((coefficient) => coefficient !== undefined);
}
