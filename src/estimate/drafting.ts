/** Speculative decoding: a small model drafts tokens, and the model checks them in one step. */

import { SERVING } from "../coefficients/inference.ts";
import { multiply, type Uncertain } from "../quantity/uncertain.ts";
import type { Call } from "./call-energy.ts";
import { type Context, createLedger, type Ledger, note, take } from "./context.ts";
import { sizeOf } from "./serving.ts";

export interface Drafting {
  readonly draft: Pick<Call, "model" | "size">;
  /** Tokens drafted per step. */
  readonly tokens: number;
  /** Tokens written per step: those that are accepted, and one that the model writes itself. */
  readonly gain: Uncertain;
}

/** What `serving.draft-gain` is worked out for. */
const DRAFTED = 4;

/** Undefined for a model that is not declared as speculative. */
export function draftingOf(
  context: Context,
  { model, size }: Pick<Call, "model" | "size">,
): Drafting | undefined {
  if (model.optimisations?.includes("speculative") !== true) return undefined;
  const gain = take(context, SERVING["serving.draft-gain"], model.name);
  const drafts = context.manifest.models.filter(({ used_for }) => used_for === "draft");
  const [draft] = drafts;
  if (draft !== undefined && drafts.length === 1 && draft !== model)
    return {
      draft: { model: draft, size: sizeOf(context, createLedger(), draft) },
      tokens: DRAFTED,
      gain,
    };
  const total = multiply(size.active, take(context, SERVING["serving.draft-size"], model.name));
  const small = { ...size, total, active: total, architecture: undefined };
  return { draft: { model, size: small }, tokens: DRAFTED, gain };
}

/** Says what speculative decoding is taken to be. */
export function noteDrafting(context: Context, ledger: Ledger, { model }: Pick<Call, "model">) {
  if (model.optimisations?.includes("speculative") !== true) return;
  const drafts = context.manifest.models.filter(({ used_for }) => used_for === "draft");
  note(
    ledger,
    "four tokens are drafted per step, of which 0.9 to 2.7 are accepted",
    `models.${model.id}.optimisations`,
    SERVING["serving.draft-gain"].id,
  );
  if (drafts.length !== 1)
    note(
      ledger,
      "the draft model is a twentieth of the model: a model with used_for: draft would say",
      "models",
      SERVING["serving.draft-size"].id,
    );
}
