/** A row about a vendor's API to Wh per request, by way of a manifest with one call of the model. */

import type { EstimateData } from "../estimate/data.ts";
import { estimate } from "../estimate/estimate.ts";
import type { Manifest } from "../manifest/manifest.ts";
import { amountOf, textOf } from "./inputs.ts";
import { figureRange, type Prediction } from "./prediction.ts";
import type { Row } from "./row.ts";
import { USUAL_PROMPT } from "./usual-prompt.ts";

export function predictApi({ inputs }: Row, data: EstimateData): Prediction {
  const name = textOf(inputs, "model");
  const output = amountOf(inputs, "output_tokens_avg", "output_tokens");
  if (name === undefined) return { reason: "model not given" };
  if (output === undefined) return { reason: "output tokens not given" };
  const size = amountOf(inputs, "params_b");
  const active = amountOf(inputs, "active_params_b");
  const provider = textOf(inputs, "provider");
  const prompt = amountOf(inputs, "input_tokens_avg", "input_tokens", "prompt_tokens");
  const manifest: Manifest = {
    version: 1,
    product: { name: "row", stage: "pilot", functional_unit: "request" },
    models: [
      {
        id: "m",
        name,
        access: "api",
        task: "chat",
        ...(provider === undefined ? {} : { vendor: provider }),
        ...(size === undefined ? {} : { params_b: size }),
        ...(active === undefined ? {} : { active_params_b: active }),
        price: { usd_per_call: 0.001 },
      },
    ],
    flows: [
      {
        id: "f",
        runs_per_month: 1,
        steps: [
          {
            use: "m",
            input_tokens: prompt ?? USUAL_PROMPT,
            output_tokens: output,
          },
        ],
      },
    ],
  };
  const { month } = estimate(manifest, data, "2026-11-23");
  return figureRange(month.energyKwh, 1000);
}
