/** What a vendor has disclosed of a prompt, against what is modelled for the same prompt. */

import { DISCLOSED_SHAPE, disclosureOf } from "../coefficients/disclosures.ts";
import { percentiles } from "../quantity/percentiles.ts";
import { derive, exactly, type Uncertain } from "../quantity/uncertain.ts";
import { type Call, workOf } from "./call-energy.ts";
import { type Context, type Ledger, note, once, take } from "./context.ts";
import { apiModelOf, hasDeclaredSize } from "./serving.ts";

/**
 * `(d / m)^w`: what turns the modelled energy of a call into a mean of model and disclosure in logarithms, each
 * by its inverse variance. `d` is disclosed, `m` modelled for a prompt of the disclosed size; what makes the
 * model uncertain cancels in part. One where nothing is disclosed.
 */
export function disclosureFactor(
  context: Context,
  ledger: Ledger,
  call: Call,
  whOf: (reference: Call) => Uncertain,
): Uncertain {
  const { model } = call;
  if (model.access !== "api" || hasDeclaredSize(model) || workOf(call) !== "decode") return NONE;
  const family = apiModelOf(model)?.active.id.replace(/^model\.|\.active$/g, "") ?? "";
  noteBeside(ledger, call, family);
  const disclosed = disclosureOf(family);
  if (disclosed === undefined) return NONE;
  note(
    ledger,
    `energy of ${model.name} is between what is modelled and what its vendor says of a prompt`,
    `models.${model.id}.wh_per_call`,
    disclosed.id,
  );
  return once(context, `${disclosed.id}|${model.platform ?? model.vendor ?? model.name}`, () => {
    const { input, output } = DISCLOSED_SHAPE;
    const step = { use: model.id, input_tokens: input, output_tokens: output, reasoning_tokens: 0 };
    const modelled = whOf({ ...call, step, path: `models.${model.id}` });
    if (modelled.values === undefined) return NONE;
    const { low, high } = percentiles(modelled.values);
    const spread = (from: number, to: number) => Math.log(to / from) ** 2;
    const own = spread(low, high);
    const share = own / (own + spread(disclosed.low, disclosed.high));
    return derive((said, made) => (said / made) ** share, take(context, disclosed), modelled);
  });
}

const NONE = exactly(1);

/** Figures of other boundaries are shown, and not used. */
function noteBeside(ledger: Ledger, { model }: Call, family: string): void {
  if (family !== "mistral-large" && family !== "mistral-large-2407") return;
  note(
    ledger,
    "Mistral states 1.14 g CO2e and 45 mL for 400 tokens of Mistral Large 2, making of the hardware included; not used",
    `models.${model.id}.wh_per_call`,
  );
}
