/** Models that no machine of the manifest serves: energy per call, times calls. */

import { ACCELERATORS, type Accelerator } from "../coefficients/accelerators.ts";
import { HOST } from "../coefficients/host.ts";
import { POWER_SHARE, SERVING } from "../coefficients/inference.ts";
import { GRID } from "../coefficients/regions.ts";
import type { Component } from "../manifest/component.ts";
import type { Model } from "../manifest/model.ts";
import {
  divide,
  exactly,
  multiply,
  scale,
  type Uncertain,
  unknown,
  ZERO,
} from "../quantity/uncertain.ts";
import { servingOn } from "./accelerator-machine.ts";
import { type Call, callJoules, tokensOf } from "./call-energy.ts";
import { siteOf } from "./component-part.ts";
import { assume, type Context, createLedger, type Ledger, note, take } from "./context.ts";
import { declaredEnergy, ownWh } from "./declared-energy.ts";
import { acceleratorEmbodied, lifeHours } from "./embodied.ts";
import { addImpact, type Impact, impactOf, NO_IMPACT } from "./impact.ts";
import type { Part } from "./part.ts";
import { bestRegionsOf, cloudOf, type Place, placedBy, placeOf } from "./place.ts";
import { callPrice } from "./price.ts";
import { acceleratorOf, type Serving, sizeOf } from "./serving.ts";
import type { Work } from "./traffic.ts";

/** A model's calls, and the impact of each of its works in a month. */
export interface CalledModel {
  readonly part: Part;
  /** False when only tests call it. */
  readonly inProduction: boolean;
  readonly impactByWork: ReadonlyMap<Work, Impact>;
}

/** `unsized` is the component that runs the model, when the manifest names one without its amount. */
export function estimateCalledModel(
  context: Context,
  model: Model,
  works: readonly Work[],
  unsized: Component | undefined,
): CalledModel {
  const ledger = createLedger();
  const path = `models.${model.id}`;
  const place =
    unsized === undefined
      ? placeOfModel(context, ledger, model)
      : placeOf(context, ledger, siteOf(unsized));
  const serving = servingOf(context, ledger, model, unsized);
  const size = sizeOf(context, ledger, model);
  const calls = works.map((work) => ({
    work,
    call: { model, size, step: work.step, path: work.path },
  }));
  const modelled = calls.map(({ call }) => modelledWh(context, ledger, call, serving));
  const declared = declaredEnergy(model, modelled, ledger);
  const impactByWork = new Map<Work, Impact>();
  let impact: Impact = NO_IMPACT;
  for (const [index, { work, call }] of calls.entries()) {
    const one = modelled[index] ?? unknown(path);
    const used = declared?.used === "declared" ? ownWh(model) : one;
    const each = perCall(context, ledger, call, used, { place, serving });
    const month = timesCalls(each, work.callsPerMonth);
    impactByWork.set(work, month);
    if (work.environment === undefined) impact = addImpact(impact, month);
  }
  const part: Part = {
    id: path,
    kind: "model",
    subject: model.id,
    method: declared?.used === "declared" ? "declared" : "per-call",
    impact,
    active: undefined,
    idle: undefined,
    grid: place.grid,
    ...bestRegionsOf({ provider: model.platform, placement: model.placement }),
    declared,
    boundaries: {
      energy: "accelerators, hosts, idle machines of the service, data centre (PUE)",
      cost: model.access === "api" ? "list or own price of calls" : "not known",
    },
    ledger,
  };
  return {
    part,
    inProduction: works.some(({ environment }) => environment === undefined),
    impactByWork,
  };
}

/** What a model would use per call, before PUE, in Wh: accelerators with host and idle machines. */
function modelledWh(context: Context, ledger: Ledger, call: Call, serving: Serving): Uncertain {
  const joules = callJoules(context, ledger, call, serving);
  if (serving.accelerator.form === "device") return scale(joules, 1 / 3600);
  return scale(multiply(joules, take(context, HOST["host.per-token"])), 1 / 3600);
}

function perCall(
  context: Context,
  ledger: Ledger,
  call: Call,
  wh: Uncertain,
  { place, serving }: { place: Place; serving: Serving },
): Impact {
  const { model } = call;
  const cost =
    model.access === "api"
      ? callPrice(context, ledger, call, tokensOf(context, ledger, call))
      : model.access === "on-device"
        ? ZERO
        : unknown("components");
  return impactOf(scale(wh, 0.001), place, embodiedOf(context, serving, wh), cost);
}

/** Hardware hours follow from energy over power: what draws the power is what wears. */
function embodiedOf(context: Context, { accelerator }: Serving, wh: Uncertain): Uncertain {
  const busy = multiply(
    take(context, accelerator.tdp),
    take(context, POWER_SHARE["power-share.serving"]),
  );
  const host = accelerator.form === "device" ? exactly(1) : take(context, HOST["host.per-token"]);
  const hours = divide(wh, multiply(busy, host));
  return acceleratorEmbodied(context, accelerator, hours, lifeHours(context, accelerator.form));
}

function timesCalls(each: Impact, calls: Uncertain): Impact {
  return {
    energy: multiply(each.energy, calls),
    operational: multiply(each.operational, calls),
    embodied: multiply(each.embodied, calls),
    water: multiply(each.water, calls),
    cost: multiply(each.cost, calls),
  };
}

/** How a model is served that the manifest does not place on a machine. */
function servingOf(
  context: Context,
  ledger: Ledger,
  model: Model,
  unsized: Component | undefined,
): Serving {
  const path = `models.${model.id}`;
  const accelerator =
    unsized?.accelerator === undefined ? undefined : acceleratorOf(unsized.accelerator);
  if (unsized !== undefined && accelerator !== undefined)
    return servingOn(context, ledger, unsized, accelerator, [], undefined);
  if (model.access === "api") {
    const batch = assume(context, ledger, SERVING["serving.batch.api"], {
      text: "vendor serves 16 to 256 requests at once, on accelerators like the H100",
      input: `${path}.wh_per_call`,
      scope: model.platform ?? model.vendor ?? model.name,
    });
    return { path, accelerator: named("h100"), accelerators: undefined, batch };
  }
  if (model.access === "on-device") {
    note(ledger, "runs on a device like a laptop", "components");
    const batch = take(context, SERVING["serving.batch.device"]);
    return { path, accelerator: named("apple-m"), accelerators: 1, batch };
  }
  note(ledger, "runs on accelerators like the A100", "components");
  const batch = assume(context, ledger, SERVING["serving.batch.self-hosted"], {
    text: "8 to 128 requests at once",
    input: "components",
    scope: model.id,
  });
  return { path, accelerator: named("a100-80"), accelerators: undefined, batch };
}

function placeOfModel(context: Context, ledger: Ledger, model: Model): Place {
  const vendor = `${model.platform ?? ""} ${model.vendor ?? ""} ${model.name}`;
  const fallback = /mistral/i.test(vendor)
    ? { grid: GRID["grid.vendor.fr"], text: "vendor runs in Europe, mostly in France" }
    : /deepseek|alibaba|qwen|moonshot|zhipu|baidu/i.test(model.platform ?? model.vendor ?? "")
      ? { grid: GRID["grid.vendor.cn"], text: "vendor runs in China" }
      : { grid: GRID["grid.vendor.us"], text: "vendor runs in the United States" };
  const path = `models.${model.id}`;
  return placeOf(context, ledger, {
    path,
    inputs: placedBy(model.access === "api" ? `${path}.placement` : "components"),
    provider: cloudOf(model.platform) ?? hostOfVendor(vendor) ?? model.platform,
    placement: model.placement,
    where: model.access === "on-device" ? "device" : "cloud",
    fallback: model.access === "api" ? fallback : undefined,
  });
}

/** The cloud that a vendor's own API runs on, where it says so. */
function hostOfVendor(vendor: string): string | undefined {
  if (/openai|gpt/i.test(vendor)) return "azure";
  if (/anthropic|claude/i.test(vendor)) return "aws";
  if (/google|gemini/i.test(vendor)) return "gcp";
  return undefined;
}

function named(id: string): Accelerator {
  const found = ACCELERATORS.find((accelerator) => accelerator.id === id);
  if (found === undefined) throw new Error(`no accelerator ${id} in the table`);
  return found;
}
