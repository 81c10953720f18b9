/** Models that no machine of the manifest serves: energy per call, times calls. */

import { type Accelerator, acceleratorNamed } from "../coefficients/accelerators.ts";
import { HOST } from "../coefficients/host.ts";
import { POWER_SHARE, SERVING } from "../coefficients/inference.ts";
import type { Component } from "../manifest/component.ts";
import type { Model } from "../manifest/model.ts";
import {
  add,
  divide,
  exactly,
  isZero,
  multiply,
  scale,
  sum,
  type Uncertain,
  unknown,
  ZERO,
} from "../quantity/uncertain.ts";
import { type Call, callJoules, tokensOf, workOf } from "./call-energy.ts";
import { bestRegionsOf } from "./cloud-region.ts";
import { siteOf } from "./component-part.ts";
import { assume, type Context, createLedger, type Ledger, note, once, take } from "./context.ts";
import { cpuCallWh, cpuEmbodiedPerKwh, runsOnCpu } from "./cpu-call.ts";
import { declaredEnergy } from "./declared-energy.ts";
import { disclosureFactor } from "./disclosure.ts";
import { acceleratorEmbodied, lifeHours } from "./embodied.ts";
import { type Impact, impactOf, type Use } from "./impact.ts";
import { placeOfModel, sellerOf } from "./model-place.ts";
import type { Part } from "./part.ts";
import { type Place, placeOf } from "./place.ts";
import { callPrice } from "./price.ts";
import { acceleratorOf, type Serving, sizeOf } from "./serving.ts";
import { servingOn } from "./serving-on.ts";
import type { Work } from "./traffic.ts";

/** A model's calls: the part that it is in production, and what its calls have of the month. */
export interface CalledModel {
  /** The model in production; without impact when only tests call it. */
  readonly part: Part;
  /** False when only tests call it. */
  readonly inProduction: boolean;
  /** What tests use, by environment. */
  readonly tests: ReadonlyMap<string, Impact>;
  readonly useByWork: ReadonlyMap<Work, Use>;
}

/** `unsized` is the component that runs the model, when the manifest names one without its amount. */
export function estimateCalledModel(
  context: Context,
  model: Model,
  works: readonly Work[],
  unsized: Component | undefined,
): CalledModel {
  // What nobody calls rests on no assumption.
  const called = works.some(({ callsPerMonth }) => !isZero(callsPerMonth));
  const ledger = createLedger();
  const place =
    unsized === undefined
      ? placeOfModel(context, ledger, model)
      : placeOf(context, ledger, siteOf(unsized));
  const onCpu = unsized === undefined && runsOnCpu(model);
  const size = sizeOf(context, onCpu ? createLedger() : ledger, model);
  const calls = works.map(({ step, path }) => ({ model, size, step, path }));
  const writes = calls.some((call) => workOf(call) === "decode");
  const serving = onCpu ? "cpu" : servingOf(context, ledger, model, unsized, writes);
  const modelled = calls.map((call) => modelledWh(context, ledger, call, serving));
  const declared = declaredEnergy(
    context,
    model,
    {
      wh: modelled,
      at: (step) =>
        modelledWh(context, createLedger(), { model, size, step, path: model.id }, serving),
      boundary: "one call: accelerators, host and a share of idle machines, without PUE",
      precision: "range",
      decides: "energy",
      host: hostOf(context, serving),
      pue: place.pue,
    },
    ledger,
  );
  const monthly = works.map((work, index) => {
    const call = calls[index] as Call;
    const wh = declared?.wh?.[index] ?? (modelled[index] as Uncertain);
    const machines = scale(multiply(wh, work.callsPerMonth), 0.001);
    const price = priceOf(context, ledger, call, unsized);
    const cost = multiply(price, work.callsPerMonth);
    return { work, machines, energy: multiply(machines, place.pue), cost };
  });
  const wear =
    serving === "cpu" ? cpuEmbodiedPerKwh(context) : embodiedPerKwh(context, serving.accelerator);
  const carbonPerKwh = add(place.carbonPerKwh, wear);
  const impactIn = (environment: string | undefined) => {
    const made = monthly.filter(({ work }) => work.environment === environment);
    const machines = sum(made.map((month) => month.machines));
    const energy = sum(made.map((month) => month.energy));
    const cost = sum(made.map((month) => month.cost));
    return { ...impactOf(machines, place, multiply(machines, wear), cost), energy };
  };
  const environments = [...new Set(works.map(({ environment }) => environment))];
  return {
    part: partOf(model, {
      impact: impactIn(undefined),
      place,
      declared: declared?.shown,
      ledger: called ? ledger : createLedger(),
    }),
    inProduction: environments.includes(undefined),
    tests: new Map(
      environments.flatMap((name) => (name === undefined ? [] : [[name, impactIn(name)]])),
    ),
    useByWork: new Map(
      monthly.map(({ work, machines, energy, cost }) => {
        return [work, { energy, carbon: multiply(machines, carbonPerKwh), cost }];
      }),
    ),
  };
}

function partOf(
  model: Model,
  {
    impact,
    place,
    declared,
    ledger,
  }: Pick<Part, "impact" | "declared" | "ledger"> & { place: Place },
): Part {
  return {
    id: `models.${model.id}`,
    kind: "model",
    subject: model.id,
    method: declared?.used === "declared" ? "declared" : "per-call",
    impact,
    active: undefined,
    idle: undefined,
    grid: place.grid,
    market: place.market,
    ...bestRegionsOf({ provider: model.platform, placement: model.placement }),
    declared,
    boundaries: {
      energy: "accelerators, hosts, idle machines of the service, data centre (PUE)",
      cost: COST_BOUNDARY[model.access],
    },
    ledger,
  };
}

const COST_BOUNDARY: Readonly<Record<Model["access"], string>> = {
  api: "list or own price of calls",
  "self-hosted": "not known",
  "on-device": "paid by the user",
};

/** What a model would use per call, before PUE, in Wh, with what its vendor has disclosed. */
function modelledWh(context: Context, ledger: Ledger, call: Call, serving: Served): Uncertain {
  if (serving === "cpu") return cpuCallWh(context, ledger, call);
  const silent = createLedger();
  const factor = disclosureFactor(context, ledger, call, (reference) =>
    servedWh(context, silent, reference, serving),
  );
  return multiply(servedWh(context, ledger, call, serving), factor);
}

/** Accelerators with host and idle machines. */
function servedWh(context: Context, ledger: Ledger, call: Call, serving: Serving): Uncertain {
  const joules = callJoules(context, ledger, call, serving);
  return scale(multiply(joules, hostOf(context, serving)), 1 / 3600);
}

/** On accelerators, or on a virtual CPU. */
type Served = Serving | "cpu";

/** Energy of the node over that of its accelerators. */
function hostOf(context: Context, serving: Served): Uncertain {
  return serving === "cpu" || serving.accelerator.form === "device"
    ? exactly(1)
    : take(context, HOST["host.per-token"]);
}

/** US dollars of one call. */
function priceOf(
  context: Context,
  ledger: Ledger,
  call: Call,
  unsized: Component | undefined,
): Uncertain {
  switch (call.model.access) {
    case "api":
      return callPrice(context, ledger, call, tokensOf(context, ledger, call));
    case "on-device":
      note(ledger, "runs on users' devices, which the product does not pay for", "components");
      return ZERO;
    case "self-hosted":
      return unknown(unsized === undefined ? "components" : `components.${unsized.id}.replicas`);
  }
}

/** kgCO2e of manufacture per kWh of machines: what draws the power is what wears. */
function embodiedPerKwh(context: Context, accelerator: Accelerator): Uncertain {
  return once(context, `embodied per kWh|${accelerator.id}`, () => {
    const device = accelerator.form === "device";
    const share = device ? exactly(1) : take(context, POWER_SHARE["power-share.serving"]);
    const host = device ? exactly(1) : take(context, HOST["host.per-token"]);
    const kw = scale(multiply(take(context, accelerator.tdp), share, host), 0.001);
    const life = lifeHours(context, accelerator.form);
    return acceleratorEmbodied(context, accelerator, divide(exactly(1), kw), life);
  });
}

/** How a model is served that the manifest does not place on a machine. */
function servingOf(
  context: Context,
  ledger: Ledger,
  model: Model,
  unsized: Component | undefined,
  writes: boolean,
): Serving {
  // How many requests a model that looks once works on is assumed with its pass.
  const heard = writes ? ledger : createLedger();
  const path = `models.${model.id}`;
  if (unsized !== undefined) {
    const accelerator = acceleratorOf(unsized.accelerator ?? "") ?? named("generic-device");
    if (accelerator.id === "generic-device")
      note(
        ledger,
        `the table has no ${unsized.accelerator ?? "chip for it"}: a phone to a laptop`,
        `components.${unsized.id}.accelerator`,
      );
    return servingOn(context, heard, unsized, accelerator, [], undefined);
  }
  if (model.access === "api") {
    const batch = assume(context, heard, SERVING["serving.batch.api"], {
      text: "vendor serves 16 to 256 requests at once, on accelerators like the H100",
      input: `${path}.wh_per_call`,
      scope: sellerOf(model),
    });
    return { path, accelerator: named("h100"), accelerators: undefined, batch };
  }
  if (model.access === "on-device") {
    note(ledger, "runs on a device like a laptop", "components");
    const batch = take(context, SERVING["serving.batch.device"]);
    return { path, accelerator: named("apple-m"), accelerators: 1, batch };
  }
  note(ledger, "runs on accelerators like the A100", "components");
  const batch = assume(context, heard, SERVING["serving.batch.self-hosted"], {
    text: "8 to 128 requests at once",
    input: "components",
    scope: model.id,
  });
  return { path, accelerator: named("a100-80"), accelerators: undefined, batch };
}

function named(id: string): Accelerator {
  const found = acceleratorNamed(id);
  if (found === undefined) throw new Error(`no accelerator ${id} in the table`);
  return found;
}
