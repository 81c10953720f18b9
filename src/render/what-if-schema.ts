/** The shape of what `greenlight whatif --format json` prints. */

import * as z from "zod/mini";
import { described } from "../yaml/described.ts";
import { DeltaReport } from "./delta-schema.ts";
import { Inputs } from "./report-schema.ts";

const Setting = z.strictObject({
  key: z.string(),
  before: described(
    z.optional(z.unknown()),
    "What the manifest says; absent where it says nothing.",
  ),
  after: z.optional(z.unknown()),
});

export const WhatIfReport = described(
  z.strictObject({
    version: described(z.literal(1), "Version of this format."),
    path: z.string(),
    product: z.string(),
    settings: described(z.array(Setting), "The fields that were set."),
    delta: DeltaReport,
    inputs: Inputs,
  }),
  "What other values of a manifest would change.",
);
export type WhatIfReport = z.infer<typeof WhatIfReport>;
