/** What a changed manifest would change, to JSON, whose shape is in what-if-schema.ts. */

import type { Review } from "../review/review.ts";
import { deltaReport } from "./delta-json.ts";
import { optional } from "./figure-json.ts";
import { inputsOf } from "./json.ts";
import { printedJson } from "./printed-json.ts";
import type { Imagined } from "./what-if.ts";
import type { WhatIfReport } from "./what-if-schema.ts";

/** `now` is the review of the manifest as it is. */
export function whatIfJson({ path, product, settings, delta }: Imagined, now: Review): string {
  const report: WhatIfReport = {
    version: 1,
    path,
    product,
    settings: settings.map(({ key, before, after }) => ({
      key,
      ...optional("before", before),
      ...optional("after", after),
    })),
    delta: deltaReport(delta),
    inputs: inputsOf(now),
  };
  return [...printedJson(report)].join("");
}
