/** Energy per call that the manifest declares, against what the model says. */

import type { Model } from "../manifest/model.ts";
import {
  type Figure,
  isPartial,
  isUnknown,
  type Quantity,
  toFigure,
} from "../quantity/quantity.ts";
import { type Uncertain, unknown } from "../quantity/uncertain.ts";
import { given, type Ledger, note } from "./context.ts";
import type { DeclaredEnergy } from "./result.ts";

/** Wh of one call as declared. */
export function ownWh({ id, wh_per_call: declared = 0 }: Model): Uncertain {
  return given(declared, `models.${id}.wh_per_call`);
}

/** What a declared figure is held against, and what it would change. */
export interface Modelled {
  /** Wh of one call, per step. */
  readonly wh: readonly Uncertain[];
  /** What the modelled figure includes. */
  readonly boundary: string;
  /** "order": a rough model, good only for telling what is thousands of times off. */
  readonly precision: "range" | "order";
  /** "shares": the energy of the machine is known otherwise, and the figure only shares it out. */
  readonly decides: "energy" | "shares";
}

/**
 * A declared figure is used as it is, unless it is nothing, a thousand times off the modelled one, or below
 * its range without a source. Undefined when none is declared.
 */
export function declaredEnergy(
  model: Model,
  modelled: Modelled,
  ledger: Ledger,
): DeclaredEnergy | undefined {
  if (model.wh_per_call === undefined) return undefined;
  const boundary = "one call: accelerators and host, without PUE";
  const declaredWhPerCall = toFigure(ownWh(model), "Wh", boundary);
  const figures = modelled.wh.map((wh) => toFigure(wh, "Wh", modelled.boundary));
  const known = figures.filter((figure): figure is Quantity => !isUnknown(figure));
  const first = unknown(`flows (a step that uses ${model.id})`);
  const modelledWhPerCall = known[0] ?? figures[0] ?? toFigure(first, "Wh", modelled.boundary);
  const input = `models.${model.id}.wh_per_call`;
  const fault = faultOf(model, declaredWhPerCall, known, modelled.precision);
  const figuresText = `${spelt(declaredWhPerCall)} against ${spelt(modelledWhPerCall)} modelled`;
  if (fault !== undefined)
    note(ledger, `wh_per_call of ${model.id} is refused: ${fault} (${figuresText})`, input);
  else if (modelled.decides === "shares")
    note(
      ledger,
      `wh_per_call of ${model.id} only shares out the energy that busy_pct decides (${figuresText})`,
      input,
    );
  const used = fault === undefined ? DECIDED[modelled.decides] : "modelled";
  return { declaredWhPerCall, modelledWhPerCall, used };
}

const DECIDED = { energy: "declared", shares: "shares" } as const;

/** Why a declared figure cannot be; undefined where nothing speaks against it. */
function faultOf(
  { wh_per_call: amount }: Model,
  declared: Figure,
  modelled: readonly Quantity[],
  precision: Modelled["precision"],
): string | undefined {
  if (isUnknown(declared)) return undefined;
  if (declared.likely === 0) return "no call needs nothing";
  const likely = modelled.map((figure) => figure.likely).filter((wh) => wh > 0);
  if (likely.length === 0) return undefined;
  const open = modelled.some(isPartial);
  const tooHigh = !open && declared.likely > 1000 * Math.max(...likely);
  if (tooHigh || declared.likely < Math.min(...likely) / 1000)
    return "it is more than a thousand times off what its size and work need";
  const sourced = typeof amount === "object" && amount.source !== undefined;
  if (precision === "order" || sourced) return undefined;
  return declared.likely < Math.min(...modelled.map(({ low }) => low))
    ? "it is below what its size and work need, and names no source"
    : undefined;
}

function spelt(figure: Figure): string {
  if (isUnknown(figure)) return "unknown";
  const [low, likely, high] = [figure.low, figure.likely, figure.high].map((wh) =>
    Number(wh.toPrecision(2)),
  );
  return low === high ? `${likely} Wh` : `${low} to ${high} Wh`;
}
