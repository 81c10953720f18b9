/** Calls that nobody waits for, sent through the vendor's discounted batch interface. */

import { batchDiscount } from "../coefficients/batch-discounts.ts";
import { SERVING } from "../coefficients/inference.ts";
import { type Context, createContext } from "../estimate/context.ts";
import { priceMatch } from "../estimate/price-match.ts";
import type { Model } from "../manifest/model.ts";
import { evidenceOf } from "./evidence.ts";
import { patientFlows } from "./flow-modes.ts";
import type { FindLevers, Lever, LeverInput } from "./lever.ts";
import { type ModelCall, modelCalls, modelsThatMatter } from "./model-calls.ts";
import { stepLever } from "./step-lever.ts";

/** Steps of batch flows, and those of asynchronous flows that do one thing to each item. */
export const batchInterfaceLevers: FindLevers = (input) => {
  const { manifest, data, today } = input;
  const context = createContext(manifest, data, today);
  const matters = modelsThatMatter(input);
  const patient = patientFlows(manifest.flows);
  const quick = manifest.budgets?.latency_p95_ms !== undefined;
  return modelCalls(input)
    .filter((call) => call.model.access === "api" && matters.has(call.model.id))
    .filter(({ flow, step }) => patient.has(flow.id) && step.batch_api !== true)
    .filter(({ flow, step }) => canWait(flow.mode, step.repeats, quick))
    .flatMap((call) => batched(input, call, context) ?? []);
};

/** A loop would wait a day for each turn; a response time that is promised says that an asynchronous flow is waited for. */
function canWait(mode: string | undefined, repeats: string | undefined, quick: boolean): boolean {
  if (repeats === "until-done") return false;
  return mode === "batch" || (!quick && repeats === "per-item");
}

function batched(input: LeverInput, call: ModelCall, context: Context): Lever | undefined {
  const { model, flow, name } = call;
  const seller = sellerOf(context, model);
  const discount = seller === undefined ? undefined : batchDiscount(seller);
  if (seller === undefined || discount === undefined) return undefined;
  const { value, low, high } = discount.tokens;
  const range =
    low === high ? `${100 * value} %` : `${100 * value} % (${100 * low} to ${100 * high} %)`;
  return stepLever(
    input,
    call,
    { batch_api: true },
    {
      kind: "batch-interface",
      title: `Send the calls of ${name} through the batch interface of ${seller} instead of one by one`,
      assumes: [
        `${seller} has its batch interface for ${model.name} too.`,
        ...(model.price === undefined
          ? []
          : ["Your own price is taken as it is, without a discount."]),
      ],
      evidence: [
        evidenceOf(discount.tokens, `Tokens sent through it cost ${range} of the list price.`),
        evidenceOf(
          SERVING["serving.batch-api"],
          "No vendor says what it saves in energy: nothing to 40 % is assumed.",
        ),
      ],
      effort: "development",
      against: [
        `Results may take up to 24 hours, each time that ${flow.id} gets to this step.`,
        ...(flow.mode === "batch"
          ? []
          : [
              `${flow.id} is asynchronous: whether its users can wait that long is for the product manager to say.`,
            ]),
        ...(model.placement === undefined
          ? []
          : ["Batches may be worked on in other regions than the one that is chosen now."]),
      ],
    },
  );
}

/** As the table of discounts names it. */
function sellerOf(context: Context, model: Model): string | undefined {
  const book = context.data.prices;
  const match = book === undefined ? undefined : priceMatch(context, book, model);
  if (match === undefined || match.kind === "other") return undefined;
  return match.standsFor === undefined ? match.provider.id : match.standsFor.toLowerCase().trim();
}
