/** A lever that changes fields of one step that calls a model, with what follows for the machines and the checks. */

import type { PlainValue } from "../amend/plain-value.ts";
import { likely } from "../manifest/amount.ts";
import type { Step } from "../manifest/flow.ts";
import type { Path } from "../yaml/parse-yaml.ts";
import { busyAfter, calledNow } from "./busy-after.ts";
import type { FieldChange, Lever, LeverInput } from "./lever.ts";
import { callsByModel, isMeasured, isWorthALook, type ModelCall } from "./model-calls.ts";
import { answeredBy } from "./step-checks.ts";

type Fields = Readonly<Record<string, PlainValue>>;
type About = Omit<Lever, "item" | "changes" | "checks">;

/**
 * Undefined where what was measured of the model or its machine would not hold for the changed calls, and for a step
 * so small that only a check would make anybody look at it, when it answers none.
 */
export function stepLever(
  input: LeverInput,
  call: ModelCall,
  fields: Fields,
  about: About,
): Lever | undefined {
  const step = { ...call.step, ...fields } as Step;
  const checks = answeredBy(input, call, step);
  if (checks.length === 0 && !isWorthALook(input, call)) return undefined;
  const own = Object.entries(fields).map(([key, value]) => ({ path: [...call.path, key], value }));
  if (about.notEstimated !== undefined) return { ...about, item: call.item, changes: own, checks };
  const calls = callsByModel(input).get(call.model.id) ?? [];
  const measured = measuredCall(input, call, calls);
  const after = calls.map((one) => ({ ...calledNow(one), step: one === call ? step : one.step }));
  const busier = busyAfter(input, new Map([[call.model.id, after]]));
  if (measured === undefined || busier === undefined) return undefined;
  return {
    ...about,
    item: call.item,
    changes: [...own, ...measured, ...busier.changes],
    assumes: [...about.assumes, ...busier.assumes],
    checks,
  };
}

/**
 * A measured energy per call holds for the call as it is: what that call is has to be said before it changes, so
 * that the figure is scaled. Undefined where several steps share the figure, or where it is not known what it is of.
 */
function measuredCall(
  { manifest }: LeverInput,
  { model, step }: ModelCall,
  calls: readonly ModelCall[],
): readonly FieldChange[] | undefined {
  if (!isMeasured(model) || model.measured_call !== undefined) return [];
  const { input_tokens: input, output_tokens: output, cached_input_pct: cached } = step;
  if (model.energy_report !== undefined || calls.length > 1) return undefined;
  if (input === undefined || output === undefined || cached !== undefined) return undefined;
  const path: Path = ["models", manifest.models.indexOf(model), "measured_call"];
  const written = likely(output) + likely(step.reasoning_tokens ?? 0);
  return [{ path, value: { input_tokens: likely(input), output_tokens: written } }];
}
