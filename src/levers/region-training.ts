/** Training jobs, with the machines that they share. */

import { acceleratorOf } from "../estimate/serving.ts";
import { type Job, jobsOf } from "../estimate/trainer.ts";
import { trainingKeys } from "../facts/item-keys.ts";
import type { Path } from "../yaml/parse-yaml.ts";
import type { EstimatedParts } from "./estimated-parts.ts";
import type { LeverInput } from "./lever.ts";
import type { Mover } from "./region-mover.ts";
import { componentPiece, isAt, type Piece, spotOf } from "./region-pieces.ts";

/** Jobs that share a machine move with it. */
export function trainingMovers(
  { manifest }: LeverInput,
  parts: EstimatedParts,
  byTrainer: ReadonlyMap<string, readonly Job[]>,
): readonly Mover[] {
  const { components = [], models } = manifest;
  const keys = new Map<string, { readonly key: string; readonly path: Path }>();
  for (const [position, model] of models.entries()) {
    const own = trainingKeys(model);
    for (const [index, { path }] of jobsOf(model).entries())
      keys.set(path, { key: own[index] ?? "", path: ["models", position, "training", index] });
  }
  const pieceOf = ({ model, job, path }: Job): Piece | undefined => {
    const at = spotOf(job.provider, job.placement);
    const known = keys.get(path);
    if (at === undefined || known === undefined) return undefined;
    const chip = acceleratorOf(job.accelerator ?? "")?.id;
    const part = parts.get(path);
    return { id: model.id, at, path: known.path, part, component: undefined, chip };
  };
  const taken = new Set([...byTrainer.values()].flat().map(({ path }) => path));
  const together = components.flatMap((component, position): Mover[] => {
    const trainer = componentPiece(component, position, parts);
    const jobs = byTrainer.get(component.id) ?? [];
    if (component.kind !== "training" || trainer === undefined) return [];
    const moved = jobs.flatMap((job) => pieceOf(job) ?? []).filter(isAt(trainer.at));
    const [first] = jobs;
    const item = first === undefined ? undefined : keys.get(first.path)?.key;
    const names = [...new Set(jobs.map(({ model }) => model.id))];
    return [
      {
        kind: "training",
        item: item ?? `components/${component.id}`,
        names: names.length > 0 ? names : [component.id],
        at: trainer.at,
        pieces: [trainer, ...moved],
        once: jobs.length > 0 && jobs.every(({ job }) => job.once === true),
      },
    ];
  });
  const single = models.flatMap(jobsOf).flatMap((one): Mover[] => {
    const piece = taken.has(one.path) ? undefined : pieceOf(one);
    const item = keys.get(one.path)?.key;
    if (piece === undefined || item === undefined) return [];
    const once = one.job.once === true;
    return [{ kind: "training", item, names: [one.model.id], at: piece.at, pieces: [piece], once }];
  });
  return [...together, ...single];
}
