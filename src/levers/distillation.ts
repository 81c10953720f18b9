/** A model of one's own that learns from a larger one: half the size for the same task, or a classifier for a narrow one. */

import { LEVERS } from "../coefficients/levers.ts";
import { likely } from "../manifest/amount.ts";
import type { Model } from "../manifest/model.ts";
import { busyAfter, calledNow, machinesOf } from "./busy-after.ts";
import { evidenceOf } from "./evidence.ts";
import type { FindLevers, Lever, LeverInput } from "./lever.ts";
import {
  callsByModel,
  figuresOf,
  isMeasured,
  likelyFigure,
  type ModelCall,
  modelsThatMatter,
} from "./model-calls.ts";
import { fourDigits, shownNumber } from "./spread.ts";
import { ASKED } from "./step-checks.ts";

/** Models of products that people use, called so often that training pays. */
export const distillationLevers: FindLevers = (input) => {
  const { stage } = input.manifest.product;
  if (stage === "idea" || stage === "prototype") return [];
  const matters = modelsThatMatter(input);
  const calls = callsByModel(input);
  const often = new Set(
    input.estimate.models
      .filter(({ callsPerMonth }) => (likelyFigure(callsPerMonth) ?? 0) >= OFTEN)
      .map(({ id }) => id),
  );
  return input.manifest.models.flatMap((model, at) => {
    if (!matters.has(model.id) || !often.has(model.id) || isMeasured(model)) return [];
    return distilled(input, model, at, calls.get(model.id) ?? []) ?? [];
  });
};

function distilled(
  input: LeverInput,
  model: Model,
  at: number,
  calls: readonly ModelCall[],
): Lever | undefined {
  if (calls.length === 0 || model.optimisations?.includes("distilled") === true) return undefined;
  if (calls.every(({ writes }) => writes)) return classifier(model);
  return calls.some(({ writes }) => writes) ? undefined : halved(input, model, at, calls);
}

/** Calls in a month from which on a training run is small beside them. */
const OFTEN = 100_000;

const NARROW: ReadonlySet<string> = new Set(["classify", "route", "extract", "rerank"]);

/** How large a model has to be that does the task is known only once it is trained. */
function classifier({ id, name, task = "other", smaller_tried: tried }: Model): Lever | undefined {
  if (!NARROW.has(task) || tried !== undefined) return undefined;
  return {
    kind: "distillation",
    item: `models/${id}`,
    title: `Train a small model on the answers of ${id} (${name}), and let it do this task (${task})`,
    changes: [],
    assumes: [],
    notEstimated:
      "How large the small model has to be, and where it runs, is known only once it is tried.",
    evidence: [
      evidenceOf(
        LEVERS["lever.task-model"],
        "A classifier that was trained for its task took 140 times less energy than a generative model of 7 billion parameters, for sentiment.",
      ),
    ],
    effort: "training",
    against: [
      "It has to be trained again when the task changes, and answers nothing else.",
      "The terms of some vendors forbid training on their models' answers: look them up first.",
    ],
    checks: [],
  };
}

const SMALL_ALREADY = /mini|distil|tiny|small|nano/i;

function halved(
  input: LeverInput,
  model: Model,
  at: number,
  calls: readonly ModelCall[],
): Lever | undefined {
  const { id, access, params_b: params, optimisations = [] } = model;
  if (access === "api" || params === undefined || likely(params) <= ASKED.tinyParamsB)
    return undefined;
  // Nothing says how the calls of other machines load them.
  const machines = machinesOf(input.manifest).get(id) ?? [];
  if (!machines.every(({ component }) => component.accelerator !== undefined)) return undefined;
  if (SMALL_ALREADY.test(model.name)) return undefined;
  const { value: left } = LEVERS["lever.distilled"];
  const then = fourDigits(likely(params) * left);
  const made = [...optimisations.filter((one) => one !== "none"), "distilled" as const];
  const smaller: Model = { ...model, params_b: then };
  const after = calls.map((call) => ({ ...calledNow(call), model: smaller }));
  const busier = busyAfter(input, new Map([[id, after]]));
  if (busier === undefined) return undefined;
  const share = figuresOf(input).get(id)?.energyShare ?? 1;
  const gone = ["active_params_b", "size_mb", "quality_delta_pct", "card"] as const;
  return {
    kind: "distillation",
    item: `models/${id}`,
    title: `Distil ${id} from ${shownNumber(likely(params))} to ${shownNumber(then)} billion parameters`,
    changes: [
      { path: ["models", at, "params_b"], value: then },
      { path: ["models", at, "optimisations"], value: made },
      ...gone.flatMap((key) =>
        model[key] === undefined ? [] : [{ path: ["models", at, key], value: undefined }],
      ),
      ...busier.changes,
    ],
    assumes: [
      "The smaller model has as many parameters less as DistilBERT took less energy. Training it is not counted.",
      ...busier.assumes,
    ],
    evidence: [
      evidenceOf(
        LEVERS["lever.distilled"],
        "DistilBERT took 39 % less energy than BERT-base, on two data sets.",
      ),
    ],
    effort: "training",
    against: [
      "Distilling takes a training run and data, and some quality: measure both on the evaluation set.",
      ...(model.task === "embed"
        ? ["All stored vectors have to be made anew: vectors of two models cannot be mixed."]
        : []),
    ],
    checks: 100 * share >= ASKED.smallEnergyPct && isAsked(input, model) ? ["CH12-D5-01"] : [],
  };
}

/** The check asks of models whose precision is known to be low, or not known. */
function isAsked(input: LeverInput, { id, precision, optimisations = [] }: Model): boolean {
  const gain = figuresOf(input).get(id)?.lowPrecision?.gain;
  if (optimisations.includes("pruned") || gain === "no-gain") return false;
  return precision === undefined;
}
