/** Training that could wait for cleaner hours. */

import { cloudOf, spotted } from "../estimate/cloud-region.ts";
import { createContext } from "../estimate/context.ts";
import { findTrainers, jobsOf } from "../estimate/trainer.ts";
import { trainingKeys } from "../facts/item-keys.ts";
import { likely } from "../manifest/amount.ts";
import type { Component } from "../manifest/component.ts";
import type { Training } from "../manifest/model.ts";
import { estimatedParts, matters } from "./estimated-parts.ts";
import type { FindLevers, Lever, LeverEvidence } from "./lever.ts";
import { short } from "./short.ts";

export const scheduleLevers: FindLevers = ({ manifest, estimate, data, today }) => {
  const parts = estimatedParts(estimate);
  const trainers = trainerByJob(
    findTrainers(createContext(manifest, data, today)),
    manifest.components ?? [],
  );
  return manifest.models.flatMap((model, position) => {
    const keys = trainingKeys(model);
    return jobsOf(model).flatMap(({ job, path }, index): Lever[] => {
      const trainer = trainers.get(path);
      if (!couldWait(job)) return [];
      if (!matters([parts.get(path), parts.get(`components.${trainer?.id}`)])) return [];
      return [
        {
          kind: "schedule",
          item: keys[index] ?? "",
          title: `Start the training of ${model.id} in hours of clean power`,
          changes: [
            { path: ["models", position, "training", index, "schedule"], value: "carbon-aware" },
          ],
          assumes: [],
          notEstimated:
            "The estimate counts with yearly averages of the grid, in which the hour of the day does not show.",
          evidence: marginalOf(job, trainer),
          effort: "setting",
          against: againstOf(job),
          checks: ["CH12-D6-04"],
        },
      ];
    });
  });
};

function trainerByJob(
  jobs: ReturnType<typeof findTrainers>,
  components: readonly Component[],
): ReadonlyMap<string, Component> {
  const byId = new Map(components.map((component) => [component.id, component]));
  return new Map(
    [...jobs].flatMap(([id, all]) => {
      const trainer = byId.get(id);
      return trainer === undefined ? [] : all.map(({ path }) => [path, trainer] as const);
    }),
  );
}

/** A job that is repeated, and that nobody waits for as for a commit. */
function couldWait({ once, schedule, trigger, runs_per_month: runs }: Training): boolean {
  const isRepeated = once !== true && runs !== undefined;
  return isRepeated && schedule !== "carbon-aware" && trigger !== "every-commit";
}

/** How far the plant that answers a change in load is from the average: where it is far, the hour matters. */
function marginalOf(job: Training, trainer: Component | undefined): readonly LeverEvidence[] {
  const { provider, placement } = job.placement === undefined ? (trainer ?? job) : job;
  const [only] = placement ?? [];
  const region = only === undefined ? undefined : spotted(provider, only).region;
  const { grid, marginal } = region ?? {};
  if (region === undefined || grid === undefined || marginal === undefined) return [];
  if (cloudOf(provider) !== undefined && cloudOf(provider) !== region.provider) return [];
  return [
    {
      says: `In ${region.name} the plant that answers a change in load emits ${short(marginal.value)} gCO2e/kWh, and the average of the year is ${short(grid.value)}: what an hour saves depends on which plants run then.`,
      source: marginal.source,
      locator: `${marginal.locator}, row ${region.name}`,
    },
  ];
}

/** Hours of a run above which a window of a day leaves little to choose from. */
const LONG_RUN_HOURS = 12;

function againstOf({ hours_per_run: hours, trigger, schedule }: Training): readonly string[] {
  return [
    "It needs a forecast of the grid, and a job that may start any time within a window.",
    ...(schedule === "off-peak"
      ? ["Quiet hours now have the cheaper prices, and are not always the clean ones."]
      : []),
    ...(trigger === "drift"
      ? ["A model that has drifted stays in use for some hours longer."]
      : []),
    ...(hours !== undefined && likely(hours) > LONG_RUN_HOURS
      ? [`A run takes ${likely(hours)} hours, so that it has to be paused to keep to clean hours.`]
      : []),
  ];
}
