/** What each model has of the month, and what lower precision would change. */

import { PRECISION_EFFECT } from "../coefficients/inference.ts";
import type { Model } from "../manifest/model.ts";
import { percentiles } from "../quantity/percentiles.ts";
import { type Figure, isUnknown, toFigure } from "../quantity/quantity.ts";
import { exactly, sum, type Uncertain, ZERO } from "../quantity/uncertain.ts";
import { workOf } from "./call-energy.ts";
import { type Context, createLedger, once } from "./context.ts";
import { effectAt, effectOf8Bit } from "./decode-energy.ts";
import { type Hosts, machinesFor } from "./hosting.ts";
import { provisioningOf } from "./provisioning.ts";
import type { LowPrecision, Metrics, ModelEstimate } from "./result.ts";
import { acceleratorOf } from "./serving.ts";
import { servingOn } from "./serving-on.ts";
import type { Traffic, Work } from "./traffic.ts";

/** What a model has of the month while parts are found. */
export interface ModelUse {
  readonly energy: Uncertain;
  readonly cost: Uncertain;
}

/** `month` are the likely figures of all parts. */
export function modelEstimate(
  context: Context,
  traffic: Traffic,
  hosts: Hosts,
  model: Model,
  used: ModelUse | undefined,
  month: Metrics,
): ModelEstimate {
  const boundary = "its calls and its training, without idle machines";
  const energyKwh = toFigure(used?.energy ?? ZERO, "kWh", boundary);
  const costUsd = toFigure(used?.cost ?? ZERO, "USD", boundary);
  const works = traffic.worksByUse.get(model.id) ?? [];
  const calls = sum(works.map(({ callsPerMonth }) => callsPerMonth));
  return {
    id: model.id,
    callsPerMonth: toFigure(calls, "count", "calls per month, tests included"),
    energyKwh,
    costUsd,
    energyShare: shareOf(energyKwh, month.energyKwh),
    costShare: shareOf(costUsd, month.costUsd),
    lowPrecision: lowPrecision(context, hosts, model, works),
  };
}

/** The likely share of a figure in another, at most all of it; undefined while either is unknown. */
export function shareOf(part: Figure, whole: Figure): number | undefined {
  if (isUnknown(part) || isUnknown(whole)) return undefined;
  return whole.likely === 0 ? 0 : Math.min(1, Number((part.likely / whole.likely).toPrecision(3)));
}

/** Low precision saves memory traffic; at small batches its conversions cost more than that. */
function lowPrecision(
  context: Context,
  hosts: Hosts,
  model: Model,
  works: readonly Work[],
): LowPrecision | undefined {
  if (model.access === "api") return undefined;
  const { provisioned, unsized } = hosts;
  const machines = [
    ...machinesFor(hosts, model.id, undefined),
    ...(provisioned.get(model.id) ?? []),
  ];
  const component = machines[0] ?? unsized.get(model.id);
  const accelerator = acceleratorOf(component?.accelerator ?? "");
  const [work] = works;
  if (component === undefined || accelerator === undefined || work === undefined)
    return notKnown(model, "not known on what it runs");
  const weights = model.precision?.weights;
  if (weights !== undefined && LOW.has(weights))
    return { ...notKnown(model, `served in ${weights} already`), gain: "no-gain" };
  if (workOf({ model, step: work.step }) !== "decode")
    return notKnown(model, "no measurements for models that write no tokens");
  const loads = [{ model, works, share: 1 }];
  const replicaHours = provisioningOf(context, createLedger(), component).replicaHours;
  const { batch } = servingOn(context, createLedger(), component, accelerator, loads, replicaHours);
  return gainFrom(context, batch);
}

const LOW: ReadonlySet<string> = new Set(["fp8", "int8", "mxfp4", "int4"]);

function notKnown({ id }: Model, text: string): LowPrecision {
  const ratio: Figure = { unknown: true, unit: "ratio", missing: [`models.${id}.precision`] };
  return { gain: "unknown", ratio, text };
}

/**
 * Measured effect of 8 bit against 16 bit at the requests in flight. It turns around with their number, so that
 * nothing is said where they may be few or many, or where the measurements themselves are on both sides.
 */
function gainFrom(context: Context, batch: Uncertain): LowPrecision {
  const { low, likely, high } = percentiles(batch.values ?? 1);
  const usual = Math.round(likely);
  const ratio = toFigure(
    once(context, `8 bit|${usual}`, () => effectOf8Bit(context, exactly(usual))),
    "ratio",
    "energy per output token in 8 bit over 16 bit at the likely requests in flight, accelerators only",
  );
  const at = `at about ${usual} requests in flight per replica`;
  const [few, many] = [gainAt(low), gainAt(high)];
  if (few === "saves" && many === "saves")
    return { gain: few, ratio, text: `lower precision saves energy ${at}` };
  if (few === "no-gain" && many === "no-gain")
    return { gain: few, ratio, text: `lower precision saves no energy ${at}` };
  const [least, most] = [Math.round(low), Math.round(high)];
  const range = least === most ? at : `at ${least} to ${most} requests in flight per replica`;
  return { gain: "unknown", ratio, text: `lower precision may save energy or not ${range}` };
}

/** Where even the high end of the measurements saves, or the likely value does not. */
function gainAt(batch: number): LowPrecision["gain"] {
  const at = (end: "value" | "high") => effectAt(batch, SMALL[end], MEDIUM[end], LARGE[end]);
  if (at("high") <= 1) return "saves";
  return at("value") >= 1 ? "no-gain" : "unknown";
}

const SMALL = PRECISION_EFFECT["precision.effect.small-batch"];
const MEDIUM = PRECISION_EFFECT["precision.effect.medium-batch"];
const LARGE = PRECISION_EFFECT["precision.effect.large-batch"];
