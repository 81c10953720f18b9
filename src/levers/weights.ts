/** GB that the weights of a model take as it is served. */

import { BYTES_PER_WEIGHT } from "../coefficients/inference.ts";
import { sizeInName } from "../estimate/serving.ts";
import { likely } from "../manifest/amount.ts";
import type { Model } from "../manifest/model.ts";

/** Undefined where neither the manifest nor the name says how large it is. */
export function weightsGb(model: Model): number | undefined {
  const { params_b: all, size_mb: file, name, precision } = model;
  const billions = all === undefined ? sizeInName(name)?.total : likely(all);
  if (billions === undefined) return file === undefined ? undefined : likely(file) / 1000;
  return billions * BYTES_PER_WEIGHT[`precision.${precision?.weights ?? "bf16"}`].value;
}

/** GB of all models that a machine holds; undefined where one of them is not known. */
export function heldGb(models: readonly (Model | undefined)[]): number | undefined {
  let total = 0;
  for (const model of models) {
    const one = model === undefined ? undefined : weightsGb(model);
    if (one === undefined) return undefined;
    total += one;
  }
  return models.length === 0 ? undefined : total;
}
