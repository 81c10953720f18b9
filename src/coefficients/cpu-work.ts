/** What a virtual CPU gets done. In no estimate: it sizes the machine that an advice proposes. */

import { table } from "./coefficient.ts";

export const CPU_WORK = table(
  {
    unit: "TFLOP/s",
    source: "greenlight",
    locator:
      "engineering judgement: 2 to 3 GHz at 16 operations (low), with vector units (likely), with matrix units (high), at usual efficiency",
    published: "2026",
    boundary: "arithmetic of small encoders on one virtual CPU of a server",
    vintage: 2026,
    quality: "assumed",
  },
  { "cpu.flops": [0.1, 0.03, 0.3] },
);
