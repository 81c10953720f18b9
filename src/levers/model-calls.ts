/** The steps of a manifest that call a model, with what findings and changes name them by. */

import { workOf } from "../estimate/call-energy.ts";
import type { Estimate, ModelEstimate, StepEstimate } from "../estimate/result.ts";
import type { Flow, Step } from "../manifest/flow.ts";
import type { Manifest } from "../manifest/manifest.ts";
import type { Model } from "../manifest/model.ts";
import { type Figure, isUnknown } from "../quantity/quantity.ts";
import type { Path } from "../yaml/parse-yaml.ts";
import type { LeverInput } from "./lever.ts";

/** One step that calls a model. */
export interface ModelCall {
  readonly flow: Flow;
  readonly step: Step;
  readonly model: Model;
  readonly path: Path;
  /** "steps/ask/answer", as findings name steps. */
  readonly item: string;
  /** The step in words: "ask/answer". */
  readonly name: string;
  /** Whether it writes tokens. */
  readonly writes: boolean;
  readonly estimate: StepEstimate | undefined;
}

/** In the order of flows and steps. */
export function modelCalls(input: LeverInput): readonly ModelCall[] {
  return callsOf(input).all;
}

/** The steps that call a model, by its id. */
export function callsByModel(input: LeverInput): ReadonlyMap<string, readonly ModelCall[]> {
  return callsOf(input).byModel;
}

interface Calls {
  readonly manifest: Manifest;
  readonly all: readonly ModelCall[];
  readonly byModel: ReadonlyMap<string, readonly ModelCall[]>;
}

/** Every kind of lever asks for the same calls. */
const MADE = new WeakMap<Estimate, Calls>();

function callsOf(input: LeverInput): Calls {
  const { manifest, estimate } = input;
  const known = MADE.get(estimate);
  if (known?.manifest === manifest) return known;
  const all = findCalls(input);
  const byModel = new Map<string, ModelCall[]>();
  for (const call of all) {
    const group = byModel.get(call.model.id);
    if (group === undefined) byModel.set(call.model.id, [call]);
    else group.push(call);
  }
  const made = { manifest, all, byModel };
  MADE.set(estimate, made);
  return made;
}

function findCalls({ manifest, estimate }: LeverInput): readonly ModelCall[] {
  const models = new Map(manifest.models.map((model) => [model.id, model]));
  return manifest.flows.flatMap((flow, flowAt) =>
    flow.steps.flatMap((step, stepAt): readonly ModelCall[] => {
      const model = models.get(step.use);
      if (model === undefined) return [];
      const figures = estimate.flows[flowAt]?.steps[stepAt];
      const name = figures?.id ?? `${flow.id}/${step.id ?? step.use}`;
      return [
        {
          flow,
          step,
          model,
          path: ["flows", flowAt, "steps", stepAt],
          item: `steps/${name}`,
          name,
          writes: workOf({ model, step }) === "decode",
          estimate: figures,
        },
      ];
    }),
  );
}

/** The likely number of calls of a step in a month; undefined where the volume is not known. */
export function monthlyCalls({ estimate }: ModelCall): number | undefined {
  return estimate === undefined ? undefined : likelyFigure(estimate.callsPerMonth);
}

export function likelyFigure(figure: Figure): number | undefined {
  return isUnknown(figure) ? undefined : figure.likely;
}

/** What the estimate says of each model, by its id. */
export function figuresOf({
  estimate,
}: Pick<LeverInput, "estimate">): ReadonlyMap<string, ModelEstimate> {
  const known = FIGURES.get(estimate) ?? new Map(estimate.models.map((model) => [model.id, model]));
  FIGURES.set(estimate, known);
  return known;
}

const FIGURES = new WeakMap<Estimate, ReadonlyMap<string, ModelEstimate>>();

/** Below this share of energy and of cost, nobody would look at a change of a model's calls. */
const WORTH_A_LOOK = 0.01;

/** Models whose calls matter to the month, by id; what is not known may. */
export function modelsThatMatter({ estimate }: LeverInput): ReadonlySet<string> {
  const mattering = estimate.models.filter(
    ({ energyShare = 1, costShare = 1 }) => Math.max(energyShare, costShare) >= WORTH_A_LOOK,
  );
  return new Set(mattering.map(({ id }) => id));
}

/** Steps that write tokens, of models that matter. */
export function writingCalls(input: LeverInput): readonly ModelCall[] {
  const matters = modelsThatMatter(input);
  return modelCalls(input).filter(({ model, writes }) => writes && matters.has(model.id));
}

/** What a step has of the month by itself; what is not known may matter. */
export function isWorthALook({ estimate }: LeverInput, call: ModelCall): boolean {
  const shareOf = (key: "energyKwh" | "costUsd") => {
    const own = call.estimate && likelyFigure(call.estimate.month[key]);
    const all = likelyFigure(estimate.month[key]);
    return own === undefined || all === undefined || all === 0 ? 1 : own / all;
  };
  return Math.max(shareOf("energyKwh"), shareOf("costUsd")) >= WORTH_A_LOOK;
}

/** Whether the energy of its calls is a figure that somebody measured, which holds for the model as it is. */
export function isMeasured({ wh_per_call: own, energy_report: report }: Model): boolean {
  return own !== undefined || report !== undefined;
}
