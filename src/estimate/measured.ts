/** What somebody states of the energy of a model's calls, in the manifest or in a report that it names. */

import type { Amount } from "../manifest/amount.ts";
import type { Step } from "../manifest/flow.ts";
import type { Model } from "../manifest/model.ts";
import type {
  MeterBoundary,
  MeteredCalls,
  ReadReport,
  ReportedModel,
} from "../measured/measured-report.ts";
import { multiply } from "../quantity/uncertain.ts";
import { likelyOf } from "./allocation.ts";
import { workOf } from "./call-energy.ts";
import { type Context, createLedger, type Ledger, note } from "./context.ts";
import { impossibleMeter } from "./metered.ts";
import { sizeOf } from "./serving.ts";

/** Energy of one call as stated, before it is held against anything. */
export interface Claim {
  /** Manifest path of what states it. */
  readonly input: string;
  /** What states it, for people: "wh_per_call of chat". */
  readonly text: string;
  /** Wh, at the boundary of the meter. */
  readonly wh: Stated;
  readonly boundary: MeterBoundary;
  /** The call that it was measured on; undefined: the calls of the steps. */
  readonly call: Step | undefined;
  /** Path of the report that shows it. */
  readonly evidence: string | undefined;
  /** Why it cannot be, whatever the model says. */
  readonly fault: string | undefined;
}

/** 5th, 50th and 95th percentile. */
export interface Stated {
  readonly low: number;
  readonly likely: number;
  readonly high: number;
}

/** Half of a range as a share of the figure, by how it came about, where no range is given. */
const ERRORS = { measured: 0.05, vendor: 0.25, estimated: 0.5 } as const;

/** A report shows its figure, so that it comes before what the manifest says; undefined when nobody states any. */
export function claimOf(context: Context, ledger: Ledger, model: Model): Claim | undefined {
  const reported = reportedOf(context, ledger, model);
  const own = model.wh_per_call;
  if (reported !== undefined && reported.trainings.length > 0 && model.training === undefined)
    note(
      ledger,
      `energy_report of ${model.id} (${model.energy_report}) is about its training, and the manifest has none`,
      `models.${model.id}.energy_report`,
    );
  if (reported?.calls === undefined)
    return own === undefined ? undefined : ownClaim(context, model, own);
  const claim = reportClaim(context, model, reported, reported.calls);
  if (own !== undefined)
    note(ledger, `energy_report of ${model.id} is held to, not its wh_per_call`, claim.input);
  return claim;
}

function ownClaim(context: Context, model: Model, own: Amount): Claim {
  const { id, measured_call: call } = model;
  return {
    input: `models.${id}.wh_per_call`,
    text: `wh_per_call of ${id}`,
    wh: statedRange(own),
    boundary: call?.boundary ?? "node",
    call: shapeOf(context, model, call?.input_tokens, call?.output_tokens),
    evidence: undefined,
    fault: undefined,
  };
}

/** As given; else as wide as what its basis is worth, and of an unnamed basis like an estimate. */
function statedRange(amount: Amount): Stated {
  if (typeof amount === "number") return around(amount, ERRORS.estimated);
  const { value, low, high, basis = "estimated" } = amount;
  if (low === undefined && high === undefined) return around(value, ERRORS[basis]);
  return { low: low ?? value, likely: value, high: high ?? value };
}

export function around(likely: number, error: number): Stated {
  return { low: likely * (1 - error), likely, high: likely * (1 + error) };
}

function reportClaim(
  context: Context,
  model: Model,
  { paramsB }: ReportedModel,
  calls: MeteredCalls,
): Claim {
  const { id, energy_report: path = "" } = model;
  const { kwh, requests, inputTokens, outputTokens, boundary, error } = calls;
  const { active, bytes } = sizeOf(context, createLedger(), model);
  return {
    input: `models.${id}.energy_report`,
    text: `energy_report of ${id} (${path})`,
    wh: around((1000 * kwh) / requests, error),
    boundary,
    call: shapeOf(context, model, inputTokens, outputTokens),
    evidence: path,
    fault:
      otherSize(context, model, paramsB) ??
      impossibleMeter(calls, {
        tokens: requests * (outputTokens ?? 0),
        oneByOne: requests === 1,
        billions: likelyOf(active),
        gigabytes: likelyOf(multiply(active, bytes)),
      }),
  };
}

/** A report of another model is no report of this one. Sizes are named roundly, so that half as much again is the same. */
function otherSize(context: Context, model: Model, reported: number | undefined) {
  const own = likelyOf(sizeOf(context, createLedger(), model).total);
  if (reported === undefined || own === undefined || reported === 0) return undefined;
  const ratio = reported / own;
  if (ratio < 1.5 && ratio > 1 / 1.5) return undefined;
  return `it is of a model of ${round(reported)} billion parameters, and this one has ${round(own)}`;
}

/**
 * A call of so many tokens, reasoning among those of the output; undefined where what is missing of it is
 * what the calls of the steps spend most on.
 */
function shapeOf(
  { manifest }: Context,
  model: Model,
  input: Amount | undefined,
  output: Amount | undefined,
): Step | undefined {
  const steps = manifest.flows.flatMap((flow) => flow.steps).filter(({ use }) => use === model.id);
  const kinds = new Set(steps.map((step) => workOf({ model, step })));
  if (input === undefined || kinds.size !== 1) return undefined;
  const call = { use: model.id, input_tokens: input };
  if (kinds.has("single-pass")) return call;
  if (output === undefined || !kinds.has("decode")) return undefined;
  return { ...call, output_tokens: output, reasoning_tokens: 0 };
}

/** What the named report says of a model; what is wrong with it is noted. */
export function reportedOf(
  { data }: Context,
  ledger: Ledger,
  { id, name, energy_report: path }: Model,
): ReportedModel | undefined {
  if (path === undefined) return undefined;
  const input = `models.${id}.energy_report`;
  const refuse = (because: string) => {
    note(ledger, `energy_report of ${id} (${path}) is not used: ${because}`, input);
    return undefined;
  };
  const read: ReadReport = data.reports?.get(path) ?? {
    ok: false,
    because: "no file of the repository was read for it",
  };
  if (!read.ok) return refuse(read.because);
  const model = modelIn(read.report.models, name);
  if (model === undefined)
    return refuse(`it has ${read.report.models.length} models, none of that name`);
  for (const because of model.unusable) refuse(because);
  return model;
}

/** The only model of a report, whatever it is called there, else the one of that name. */
function modelIn(models: readonly ReportedModel[], name: string): ReportedModel | undefined {
  if (models.length === 1) return models[0];
  const same = models.filter((one) => one.name !== undefined && bare(one.name) === bare(name));
  return same.length === 1 ? same[0] : undefined;
}

function bare(name: string): string {
  return name
    .toLowerCase()
    .replace(/^.*\//, "")
    .replace(/[^a-z0-9]+/g, "");
}

function round(value: number): number {
  return Number(value.toPrecision(2));
}
