/** Energy of a training as a report states it, against what the job needs by its hours or its tokens. */

import { HOST } from "../coefficients/host.ts";
import type { Training } from "../manifest/model.ts";
import type { Metered, ReportedTraining } from "../measured/measured-report.ts";
import { type Figure, isUnknown, toFigure } from "../quantity/quantity.ts";
import { exactly, multiply, type Uncertain, uncertain } from "../quantity/uncertain.ts";
import { type Context, type Ledger, note, take } from "./context.ts";
import { atBoundary, noWider } from "./declared-energy.ts";
import { around, reportedOf } from "./measured.ts";
import { impossibleMeter } from "./metered.ts";
import type { Place } from "./place.ts";
import type { Job } from "./trainer.ts";

/** What the job uses in a month by the model. */
interface ModelledTraining {
  /** kWh of the machines, before PUE. */
  readonly machines: Uncertain;
  readonly runs: Uncertain;
  readonly place: Place;
}

/**
 * kWh of the machines in a month, before PUE, as reported: the energy of the training counts once per run.
 * Undefined where no report speaks of this job, or what it says cannot decide. Carbon alone never decides:
 * it depends on a grid that the report does not name.
 */
export function measuredTraining(
  context: Context,
  ledger: Ledger,
  one: Job,
  modelled: ModelledTraining,
): Uncertain | undefined {
  const training = trainingOf(context, ledger, one);
  if (training === undefined) return undefined;
  const { kgCo2e, energy } = training;
  if (energy !== undefined) return energyOf(context, ledger, one, { energy, kgCo2e }, modelled);
  if (kgCo2e !== undefined) showCarbon(ledger, one, kgCo2e, modelled);
  return undefined;
}

/** The only training of the report that can be this job, which is the only job that it can be. */
function trainingOf(context: Context, ledger: Ledger, one: Job): ReportedTraining | undefined {
  const { model, job } = one;
  const all = reportedOf(context, ledger, model)?.trainings ?? [];
  const mine = all.filter(({ stage }) => stage === undefined || stage === stageOf(job));
  const jobs = (model.training ?? []).filter((other) => stageOf(other) === stageOf(job));
  if (mine.length === 1 && jobs.length === 1) return mine[0];
  if (all.length > 0)
    say(
      ledger,
      one,
      "is not used: it does not say which of the manifest's training jobs it is about",
    );
  return undefined;
}

function stageOf({ kind }: Training): ReportedTraining["stage"] {
  return kind === "from-scratch" ? "pre-training" : "fine-tuning";
}

function energyOf(
  context: Context,
  ledger: Ledger,
  one: Job,
  { energy, kgCo2e }: { readonly energy: Metered; readonly kgCo2e: number | undefined },
  { machines, runs, place }: ModelledTraining,
): Uncertain | undefined {
  const figure = toFigure(machines, "kWh", BOUNDARY);
  const stated = noWider(around(energy.kwh, energy.error), isUnknown(figure) ? [] : [figure]);
  const run = uncertain(`manifest:models.${one.model.id}.energy_report`, stated);
  const host = take(context, HOST["host.training"]);
  const month = multiply(atBoundary(run, energy.boundary, host, place.pue), runs);
  const own = toFigure(month, "kWh", BOUNDARY);
  const fault = impossibleMeter(energy) ?? intensityFault(energy.kwh, kgCo2e);
  const because = fault === undefined ? offFault(own, figure) : `is refused: ${fault}`;
  say(
    ledger,
    one,
    `${because ?? "is used"} (${spelt(own)} a month against ${spelt(figure)} modelled)`,
  );
  return because === undefined ? month : undefined;
}

const BOUNDARY = "machines of all runs of a month, without PUE";

/** kgCO2e per kWh: no grid is dirtier than the dirtiest lignite, and none is without any carbon. */
const INTENSITY = { least: 0.001, most: 1.5 } as const;

function intensityFault(kwh: number, kgCo2e: number | undefined): string | undefined {
  if (kgCo2e === undefined || kwh === 0) return undefined;
  const intensity = kgCo2e / kwh;
  if (intensity <= INTENSITY.most && intensity >= INTENSITY.least) return undefined;
  return `its carbon over its energy is ${Number((1000 * intensity).toPrecision(3))} g/kWh, which no grid has`;
}

/** The same bounds as for calls. */
function offFault(own: Figure, modelled: Figure): string | undefined {
  if (isUnknown(own)) return "is not used: how often the job runs is not known";
  if (own.likely === 0) return "is refused: no training needs nothing";
  if (isUnknown(modelled) || modelled.likely === 0) return undefined;
  const ratio = own.likely / modelled.likely;
  if (ratio > 1000 || ratio < 1 / 1000)
    return "is refused: it is more than a thousand times off what the job needs";
  return own.likely < modelled.low
    ? "is shown and not used: it is below what the job needs, and no person has confirmed it"
    : undefined;
}

function showCarbon(
  ledger: Ledger,
  one: Job,
  kgCo2e: number,
  { machines, runs, place }: ModelledTraining,
): void {
  const own = toFigure(multiply(exactly(kgCo2e), runs), "kgCO2e", BOUNDARY);
  const modelled = toFigure(multiply(machines, place.carbonPerKwh), "kgCO2e", BOUNDARY);
  const fault = carbonFault(own, modelled);
  const because =
    fault === undefined
      ? "is shown and not used: carbon without energy tells nothing of another grid"
      : `is refused: ${fault}`;
  say(ledger, one, `${because} (${spelt(own)} a month against ${spelt(modelled)} modelled)`);
}

function carbonFault(own: Figure, modelled: Figure): string | undefined {
  if (isUnknown(own) || isUnknown(modelled) || modelled.likely === 0) return undefined;
  const ratio = own.likely / modelled.likely;
  if (ratio <= 1000 && ratio >= 1 / 1000) return undefined;
  return "its carbon is more than a thousand times off that of the job: model cards state grams";
}

function say(ledger: Ledger, { model }: Job, text: string): void {
  const { id, energy_report: path = "" } = model;
  const input = `models.${id}.energy_report`;
  note(ledger, `training in energy_report of ${id} (${path}) ${text}`, input);
}

function spelt(figure: Figure): string {
  if (isUnknown(figure)) return "unknown";
  const [low, likely, high] = [figure.low, figure.likely, figure.high].map((value) =>
    Number(value.toPrecision(2)),
  );
  const { unit } = figure;
  return low === high ? `${likely} ${unit}` : `${low} to ${high} ${unit}`;
}
