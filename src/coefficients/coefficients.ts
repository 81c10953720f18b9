/** All coefficients in one list, and the lookup by id of readers who ask where a figure comes from. */

import { type Accelerator, acceleratorNamed, allAccelerators } from "./accelerators.ts";
import { type ApiModel, allApiModels, apiModelsAround } from "./api-models.ts";
import { allArchitectureCoefficients } from "./architectures.ts";
import { BATCH } from "./batch-discounts.ts";
import type { Coefficient } from "./coefficient.ts";
import { CPUS } from "./cpus.ts";
import { DISCLOSED } from "./disclosures.ts";
import { ENVIRONMENT } from "./environments.ts";
import { COMPUTE, EMBODIED, HOST, LIFETIME, TRAINING, USE } from "./host.ts";
import { HOST_IDLE, LOADED_IDLE, SCALING } from "./idle.ts";
import { IMAGES } from "./images.ts";
import {
  allDecodeCoefficients,
  BYTES_PER_WEIGHT,
  decodeCoefficients,
  POWER_SHARE,
  PRECISION_EFFECT,
  SERVING,
} from "./inference.ts";
import { LEVERS } from "./levers.ts";
import { ONE_PASS } from "./one-pass.ts";
import { PRICES } from "./prices.ts";
import { allRegions, isCloudProvider, type Region, regionNamed } from "./regions.ts";
import { GRID, PUE } from "./site.ts";
import { STORES } from "./stores.ts";
import { WATER } from "./water.ts";

/** Every coefficient that ships with this release, in table order. */
export function allCoefficients(): readonly Coefficient[] {
  return [
    ...allAccelerators().flatMap(ofAccelerator),
    ...allDecodeCoefficients(),
    ...allArchitectureCoefficients(),
    ...MACHINES_AND_MODELS,
    ...allRegions().flatMap(ofRegion),
    ...SITES,
    ...allApiModels().flatMap(ofModel),
  ];
}

const MACHINES_AND_MODELS = [
  ...[SERVING, BYTES_PER_WEIGHT, PRECISION_EFFECT, POWER_SHARE, IMAGES, ONE_PASS, DISCLOSED],
  ...[HOST, CPUS, COMPUTE, EMBODIED, LIFETIME, USE, ENVIRONMENT, STORES, TRAINING, PRICES, BATCH],
  ...[LOADED_IDLE, HOST_IDLE, SCALING, LEVERS],
].flatMap<Coefficient>(Object.values);

const SITES = [PUE, WATER, GRID].flatMap<Coefficient>(Object.values);

const BY_ID: ReadonlyMap<string, Coefficient> = new Map(
  [...MACHINES_AND_MODELS, ...SITES].map((coefficient) => [coefficient.id, coefficient]),
);

/** A run asks for few, and rows of the large tables are made when asked for: no more of them than an id names. */
export function coefficientById(id: string): Coefficient | undefined {
  return BY_ID.get(id) ?? rowsNamedBy(id).find((coefficient) => coefficient.id === id);
}

function rowsNamedBy(id: string): readonly Coefficient[] {
  const [table, row = "", name = ""] = id.split(".");
  switch (table) {
    case "accelerator":
      return [acceleratorNamed(row)].filter(isKnown).flatMap(ofAccelerator);
    case "inference":
      return decodeCoefficients(row);
    case "architecture":
      return allArchitectureCoefficients();
    case "region":
      return isCloudProvider(row) ? [regionNamed(row, name)].filter(isKnown).flatMap(ofRegion) : [];
    case "model":
      // A name may hold dots itself.
      return apiModelsAround(id.slice("model.".length, id.lastIndexOf("."))).flatMap(ofModel);
    default:
      return [];
  }
}

function ofAccelerator(accelerator: Accelerator): readonly Coefficient[] {
  const { tdp, idle, memory, bandwidth, flops, embodied } = accelerator;
  return [tdp, idle, memory, bandwidth, flops, embodied].filter(isKnown);
}

function ofRegion({ grid, marginal, pue, wue }: Region): readonly Coefficient[] {
  return [grid, marginal, pue, wue].filter(isKnown);
}

function ofModel({ active, total }: ApiModel): readonly Coefficient[] {
  return [active, total].filter(isKnown);
}

function isKnown<T>(one: T | undefined): one is T {
  return one !== undefined;
}
