/** Energy per call that the manifest declares, against what the model says. */

import type { Model } from "../manifest/model.ts";
import { type Figure, isUnknown, toFigure } from "../quantity/quantity.ts";
import { type Uncertain, unknown } from "../quantity/uncertain.ts";
import { given, type Ledger, note } from "./context.ts";
import type { DeclaredEnergy } from "./result.ts";

const BOUNDARY = "one call: accelerators and host, without PUE";

/** Wh of one call as declared. */
export function ownWh({ id, wh_per_call: declared = 0 }: Model): Uncertain {
  return given(declared, `models.${id}.wh_per_call`);
}

/** A declared figure is used as it is, unless it is a thousand times off the model's. Undefined when none is declared. */
export function declaredEnergy(
  model: Model,
  modelledWh: readonly Uncertain[],
  ledger: Ledger,
): DeclaredEnergy | undefined {
  if (model.wh_per_call === undefined) return undefined;
  const declaredWhPerCall = toFigure(ownWh(model), "Wh", BOUNDARY);
  const first = modelledWh[0] ?? unknown(`flows (a step that uses ${model.id})`);
  const modelledWhPerCall = toFigure(first, "Wh", BOUNDARY);
  const refused = isFarOff(declaredWhPerCall, modelledWhPerCall);
  if (refused)
    note(
      ledger,
      `wh_per_call of ${model.id} is refused: it is more than a thousand times off what its size and work need`,
      `models.${model.id}.wh_per_call`,
    );
  return { declaredWhPerCall, modelledWhPerCall, used: refused ? "modelled" : "declared" };
}

function isFarOff(declared: Figure, modelled: Figure): boolean {
  if (isUnknown(declared) || isUnknown(modelled) || modelled.likely === 0) return false;
  const ratio = declared.likely / modelled.likely;
  return ratio < 1 / 1000 || ratio > 1000;
}
