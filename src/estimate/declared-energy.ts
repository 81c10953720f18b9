/** Energy per call that somebody states, against what the model says: which of them decides, and for which calls. */

import type { Step } from "../manifest/flow.ts";
import type { Model } from "../manifest/model.ts";
import type { MeterBoundary } from "../measured/measured-report.ts";
import {
  type Figure,
  isPartial,
  isUnknown,
  type Quantity,
  toFigure,
} from "../quantity/quantity.ts";
import { divide, multiply, type Uncertain, uncertain, unknown } from "../quantity/uncertain.ts";
import { type Context, type Ledger, note } from "./context.ts";
import { type Claim, claimOf, type Stated } from "./measured.ts";
import type { DeclaredEnergy } from "./result.ts";

/** What a declared figure is held against, and what it would change. */
export interface Modelled {
  /** Wh of one call, per step, before PUE. */
  readonly wh: readonly Uncertain[];
  /** Wh of a call of other tokens that is served in the same way. */
  readonly at: (step: Step) => Uncertain;
  /** What the modelled figure includes. */
  readonly boundary: string;
  /** "order": a rough model, good only for telling what is thousands of times off. */
  readonly precision: "range" | "order";
  /** "shares": the energy of the machine is known otherwise, and the figure only shares it out. */
  readonly decides: "energy" | "shares";
  /** Energy of the node over that of its accelerators, as in the modelled figures. */
  readonly host: Uncertain;
  /** Facility energy over that of the machines, where that is known of the place. */
  readonly pue?: Uncertain | undefined;
}

/** Both figures as they are shown, and the energy of each step's call where the declared one decides. */
export interface Declared {
  readonly shown: DeclaredEnergy;
  /** Wh of one call, per step, before PUE; undefined where the model decides. */
  readonly wh: readonly Uncertain[] | undefined;
}

/** Whether there may be a figure to hold against the modelled one: only then is it worth modelling. */
export function statesEnergy({ wh_per_call: own, energy_report: report }: Model): boolean {
  return own !== undefined || report !== undefined;
}

const BOUNDARY = "one call: accelerators and host, without PUE";

/**
 * A declared figure decides when it can be true. It is refused when it is nothing, a thousand times off the
 * modelled one, or impossible by itself; below the modelled range it waits for a person's word, since that
 * is where a lie pays. Undefined when nobody states any.
 */
export function declaredEnergy(
  context: Context,
  model: Model,
  modelled: Modelled,
  ledger: Ledger,
): Declared | undefined {
  const claim = claimOf(context, ledger, model);
  if (claim === undefined) return undefined;
  const reference = claim.call === undefined ? undefined : modelled.at(claim.call);
  const against = reference === undefined ? modelled.wh : [reference];
  const figures = against.map((wh) => toFigure(wh, "Wh", modelled.boundary));
  const known = figures.filter((figure): figure is Quantity => !isUnknown(figure));
  const own = atBoundary(
    uncertain(`manifest:${claim.input}`, noWider(claim.wh, known)),
    claim.boundary,
    modelled.host,
    modelled.pue,
  );
  const declaredWhPerCall = toFigure(own, "Wh", BOUNDARY);
  const first = unknown(`flows (a step that uses ${model.id})`);
  const modelledWhPerCall = known[0] ?? figures[0] ?? toFigure(first, "Wh", modelled.boundary);
  const because =
    siteFault(claim, modelled) ??
    faultOf(claim, declaredWhPerCall, known, modelled.precision) ??
    mixedFault(claim, known);
  sayWhich(ledger, claim, modelled.decides, because, [declaredWhPerCall, modelledWhPerCall]);
  const used = because === undefined ? DECIDED[modelled.decides] : "modelled";
  return {
    shown: { declaredWhPerCall, modelledWhPerCall, used, because, evidence: claim.evidence },
    wh: because === undefined ? modelled.wh.map((wh) => scaled(own, wh, reference)) : undefined,
  };
}

const DECIDED = { energy: "declared", shares: "shares" } as const;

/** The likely figure is the meter's; its range is never wider than the model's, or declaring one would only blur. */
export function noWider({ low, likely, high }: Stated, modelled: readonly Quantity[]): Stated {
  const whole = modelled.filter((figure) => figure.likely > 0 && !isPartial(figure));
  if (whole.length === 0) return { low, likely, high };
  const least = Math.min(...whole.map((figure) => figure.low / figure.likely));
  const most = Math.max(...whole.map((figure) => figure.high / figure.likely));
  return { low: Math.max(low, likely * least), likely, high: Math.min(high, likely * most) };
}

/** What a meter saw, as the energy of accelerators and host, before PUE. */
export function atBoundary(
  metered: Uncertain,
  boundary: MeterBoundary,
  host: Uncertain,
  pue: Uncertain | undefined,
): Uncertain {
  switch (boundary) {
    case "node":
      return metered;
    case "accelerator":
      return multiply(metered, host);
    case "facility":
      return pue === undefined ? metered : divide(metered, pue);
  }
}

/**
 * A figure for a call of another size: times what the model says of the two, on the same draws, so that what
 * the model gets wrong about both cancels.
 */
function scaled(own: Uncertain, wh: Uncertain, reference: Uncertain | undefined): Uncertain {
  if (reference === undefined || !isWhole(reference)) return own;
  const ratio = divide(wh, reference);
  const figure = toFigure(ratio, "ratio", BOUNDARY);
  const same = !isUnknown(figure) && figure.low === 1 && figure.high === 1 && !isPartial(figure);
  return same ? own : multiply(own, ratio);
}

function isWhole({ values, missing }: Uncertain): boolean {
  return values !== undefined && missing.length === 0;
}

function siteFault({ boundary }: Claim, { pue }: Modelled): string | undefined {
  return boundary === "facility" && pue === undefined
    ? "is refused: it includes the overhead of a facility that nobody knows"
    : undefined;
}

/** Less is spent on no call, on any chip: 4 mJ. */
const LEAST_WH = 1e-6;

/** Why a declared figure does not decide; undefined where nothing speaks against it. */
function faultOf(
  { fault, evidence }: Claim,
  declared: Figure,
  modelled: readonly Quantity[],
  precision: Modelled["precision"],
): string | undefined {
  if (fault !== undefined) return `is refused: ${fault}`;
  if (isUnknown(declared)) return undefined;
  if (declared.likely === 0) return "is refused: no call needs nothing";
  const likely = modelled.map((figure) => figure.likely).filter((wh) => wh > 0);
  if (likely.length === 0)
    return declared.likely < LEAST_WH ? "is refused: no call needs as little" : undefined;
  const open = modelled.some(isPartial);
  const tooHigh = !open && declared.likely > 1000 * Math.max(...likely);
  if (tooHigh || declared.likely < Math.min(...likely) / 1000)
    return "is refused: it is more than a thousand times off what its size and work need";
  if (precision === "order" || declared.likely >= Math.min(...modelled.map(({ low }) => low)))
    return undefined;
  return evidence === undefined
    ? "is shown and not used: it is below what its size and work need, which takes a measured report and a person who confirms it"
    : "is shown and not used: it is below what its size and work need, and no person has confirmed it";
}

/** Calls that differ more than this have no figure in common. */
const ALIKE = 2;

function mixedFault({ call }: Claim, modelled: readonly Quantity[]): string | undefined {
  if (call !== undefined) return undefined;
  const whole = modelled.filter((figure) => !isPartial(figure));
  const likely = whole.map((figure) => figure.likely).filter((wh) => wh > 0);
  const times = Math.max(...likely) / Math.min(...likely);
  if (likely.length < 2 || times <= ALIKE) return undefined;
  return `is refused: its calls differ ${Math.round(times)}-fold, and nothing says of which one it is (measured_call: input_tokens, output_tokens)`;
}

function sayWhich(
  ledger: Ledger,
  { text, input }: Claim,
  decides: Modelled["decides"],
  because: string | undefined,
  [declared, modelled]: readonly [Figure, Figure],
): void {
  const verdict =
    decides === "energy" ? "is used" : "only shares out the energy that busy_pct decides";
  note(
    ledger,
    `${text} ${because ?? verdict} (${spelt(declared)} against ${spelt(modelled)} modelled)`,
    input,
  );
}

function spelt(figure: Figure): string {
  if (isUnknown(figure)) return "unknown";
  const [low, likely, high] = [figure.low, figure.likely, figure.high].map((wh) =>
    Number(wh.toPrecision(2)),
  );
  return low === high ? `${likely} Wh` : `${low} to ${high} Wh`;
}
