/** The next smaller model for all calls of one: a fallback that was tested, or the next of the same family. */

import type { ArchitectureFacts } from "../coefficients/architectures.ts";
import { LEVERS } from "../coefficients/levers.ts";
import { type Context, createContext } from "../estimate/context.ts";
import { likely } from "../manifest/amount.ts";
import type { Model } from "../manifest/model.ts";
import { type Busier, busyAfter, type Called, calledNow, machinesOf } from "./busy-after.ts";
import { evidenceOf } from "./evidence.ts";
import type { FieldChange, FindLevers, Lever, LeverEvidence, LeverInput } from "./lever.ts";
import {
  callsByModel,
  figuresOf,
  isMeasured,
  type ModelCall,
  modelsThatMatter,
} from "./model-calls.ts";
import { isSmaller, nextSmallerOpen, nextSmallerSold } from "./next-smaller.ts";
import { ASKED } from "./step-checks.ts";

/** Models for which nobody says that a smaller one was tried: at most two each. */
export const smallerModelLevers: FindLevers = (input) => {
  const context = createContext(input.manifest, input.data, input.today);
  const matters = modelsThatMatter(input);
  const calls = callsByModel(input);
  return input.manifest.models.flatMap((model, at) => {
    const own = calls.get(model.id) ?? [];
    const called = own.length > 0 || model.used_for === "judge";
    if (!called || !matters.has(model.id) || isMeasured(model)) return [];
    if (model.smaller_tried !== undefined || model.used_for === "draft") return [];
    const candidate = { input, context, model, at, calls: own };
    const found = [
      byFallback(candidate),
      ...(model.access === "api" ? bySeller(candidate) : byFamily(candidate)),
    ];
    return found.filter((lever) => lever !== undefined).slice(0, 2);
  });
};

interface Candidate {
  readonly input: LeverInput;
  readonly context: Context;
  readonly model: Model;
  readonly at: number;
  readonly calls: readonly ModelCall[];
}

const MEASURED: LeverEvidence = evidenceOf(
  LEVERS["lever.fewer-parameters"],
  "Of one family, the model with 8 billion parameters took 85 % less energy per token than the one with 70 billion, at 64 requests in flight.",
);

const QUALITY =
  "Quality can fall: run the evaluation set, or a hundred real requests, on the smaller model first, and write the result under smaller_tried.";

/** All steps go to the model that takes over when this one fails, which then is the one to fall back on. */
function byFallback({ input, context, model, at, calls }: Candidate): Lever | undefined {
  const { models } = input.manifest;
  const other = models.find(({ id }) => id === model.fallback);
  if (other === undefined || calls.length === 0 || isMeasured(other)) return undefined;
  if (model.fallback_tested === undefined || !isSmaller(context, other, model)) return undefined;
  if (other.access !== "api" && !machinesOf(input.manifest).has(other.id)) return undefined;
  const own = (callsByModel(input).get(other.id) ?? []).map(calledNow);
  const moved = calls.map((call) => ({ ...calledNow(call), model: other }));
  const after = new Map<string, readonly Called[]>([
    [model.id, []],
    [other.id, [...own, ...moved]],
  ]);
  const busier = busyAfter(input, after);
  if (busier === undefined) return undefined;
  const place = models.indexOf(other);
  return leverOf(model, busier, {
    option: other.id,
    title: `Let ${other.id} (${other.name}), the fallback of ${model.id}, do all of its work`,
    changes: [
      ...calls.map(({ path }) => ({ path: [...path, "use"], value: other.id })),
      { path: ["models", at, "used_for"], value: "fallback" },
      { path: ["models", at, "fallback"], value: undefined },
      { path: ["models", at, "fallback_tested"], value: undefined },
      ...(other.used_for === undefined
        ? []
        : [{ path: ["models", place, "used_for"], value: "serving" }]),
      { path: ["models", place, "fallback"], value: model.id },
    ],
    restsOn: [at, place].map((position) => ["models", position, "name"]),
    assumes: [
      `${model.id} stays as the fallback of ${other.id}. Tokens per call stay as they are.`,
    ],
    effort: "setting",
    against: [
      "The fallback was tested as a makeshift: compare it on the evaluation set as the rule.",
    ],
    checks: [],
  });
}

function bySeller({ context, model, at, calls }: Candidate): readonly (Lever | undefined)[] {
  const smaller = nextSmallerSold(context, model);
  if (smaller === undefined) return [];
  const vectors = model.task === "embed";
  return [
    leverOf(
      model,
      { changes: [], assumes: [] },
      {
        option: smaller.name,
        title: `Call ${smaller.name} instead of ${model.name} for ${model.id}`,
        changes: renaming(model, at, smaller.name),
        assumes: [
          "Tokens per call, retries included, stay as they are.",
          ...(model.price === undefined
            ? []
            : ["Your own price is of the larger model: the list price is taken."]),
        ],
        effort: "development",
        against: [
          vectors
            ? "All stored vectors have to be made anew: vectors of two models cannot be mixed."
            : QUALITY,
          ...(model.placement === undefined
            ? []
            : [`Check first whether ${smaller.name} is offered in the region that is chosen.`]),
          ...(calls.length === 0
            ? ["Scores of the new judge cannot be compared with those of the old one."]
            : []),
        ],
        checks: [],
      },
    ),
  ];
}

function byFamily(candidate: Candidate): readonly (Lever | undefined)[] {
  const { context, model } = candidate;
  // What was trained for a model, or measured of it, does not hold for another.
  if (model.training !== undefined) return [];
  return nextSmallerOpen(context, model).map((row) => open(candidate, row));
}

function open({ input, model, at, calls }: Candidate, row: ArchitectureFacts): Lever | undefined {
  const { active_params_b: _, ...rest } = model;
  const sparse = row.active < row.params;
  const owner = /^.*\//.exec(model.name)?.[0] ?? "";
  const suffix = /-(instruct|it|chat)$/i.exec(model.name)?.[0] ?? "";
  const name = `${owner}${row.name}${suffix}`;
  const smaller: Model = {
    ...rest,
    name,
    params_b: row.params,
    ...(sparse ? { active_params_b: row.active } : {}),
  };
  const after = calls.map((call) => ({ ...calledNow(call), model: smaller }));
  const busier = busyAfter(input, new Map([[model.id, after]]));
  if (busier === undefined) return undefined;
  const size = sparse
    ? `${row.params} billion parameters, ${row.active} used per token`
    : `${row.params} billion parameters`;
  return leverOf(model, busier, {
    option: name,
    title: `Serve ${name} (${size}) instead of ${model.name} for ${model.id}`,
    changes: [
      ...renaming({ ...model, params_b: undefined, active_params_b: undefined }, at, name),
      { path: ["models", at, "params_b"], value: row.params },
      ...(sparse || model.active_params_b !== undefined
        ? [{ path: ["models", at, "active_params_b"], value: sparse ? row.active : undefined }]
        : []),
    ],
    assumes: ["Tokens per call and precision stay as they are."],
    effort: "deployment",
    against: [
      QUALITY,
      ...(sparse ? ["A mixture of experts needs the memory of all its parameters."] : []),
    ],
    evidence: sparse
      ? [
          evidenceOf(
            LEVERS["lever.fewer-active"],
            "A mixture of experts with 3 of 30 billion parameters used per token took 3.56 times less energy per token than a dense model of 32 billion.",
          ),
        ]
      : [MEASURED],
    checks: narrowed(input, model, row.params),
  });
}

const NARROW: ReadonlySet<string> = new Set(["classify", "route", "extract", "rerank", "embed"]);

/** A narrow task is asked to be done with at most ten billion parameters, where it uses a fair share of the energy. */
function narrowed(input: LeverInput, { id, task = "other", params_b: now }: Model, then: number) {
  const share = figuresOf(input).get(id)?.energyShare ?? 1;
  const open = now !== undefined && likely(now) > ASKED.smallTaskParamsB;
  const asked = NARROW.has(task) && 100 * share >= ASKED.smallEnergyPct && open;
  return asked && then <= ASKED.smallTaskParamsB ? ["CH12-C2-04"] : [];
}

/** What is declared of the old model's size, quality, price and card goes with its name. */
function renaming(model: Model, at: number, name: string): readonly FieldChange[] {
  const gone = [
    "params_b",
    "active_params_b",
    "size_mb",
    "quality_delta_pct",
    "price",
    "card",
  ] as const;
  return [
    { path: ["models", at, "name"], value: name },
    ...gone.flatMap((key) =>
      model[key] === undefined ? [] : [{ path: ["models", at, key], value: undefined }],
    ),
  ];
}

type Found = Omit<Lever, "kind" | "item" | "evidence"> & Partial<Pick<Lever, "evidence">>;

function leverOf(model: Model, busier: Busier, found: Found): Lever {
  return {
    kind: "smaller-model",
    item: `models/${model.id}`,
    evidence: [MEASURED],
    ...found,
    changes: [...found.changes, ...busier.changes],
    assumes: [...found.assumes, ...busier.assumes],
  };
}
