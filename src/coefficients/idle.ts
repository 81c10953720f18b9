/** What machines draw while they wait for work, and how an autoscaler follows the load. */

import { type Coefficient, table } from "./coefficient.ts";

const ASSUMED = {
  source: "greenlight",
  published: "2026",
  vintage: 2026,
  quality: "assumed",
} as const;

/**
 * Watts of a chip that waits with a model loaded. Whatever program holds it keeps its clocks up, so that
 * it draws far more than one at rest; how much of its memory is full makes no difference.
 */
export const LOADED_IDLE = table(
  {
    unit: "W",
    source: "idle-context",
    locator: "table of bare idle and idle with a CUDA context",
    published: "2026-04-15",
    boundary: "accelerator without work, a model loaded",
    vintage: 2026,
    quality: "measured",
  },
  {
    "idle.loaded.h100": [
      [122, 110, 150],
      { locator: "71.8 W bare, 121.7 W with a context; 145.5 W in production (high)" },
    ],
    "idle.loaded.a100": [[80, 68, 95], { locator: "53.7 W bare, 80.0 W with a context" }],
    "idle.loaded.l40s": [[102, 85, 120], { locator: "35.6 W bare, 102.1 W with a context" }],
    "idle.loaded.share": [
      [0.09, 0.03, 0.19],
      {
        unit: "share of TDP",
        locator: "a context adds 7.1 % (H100), 8.8 % (A100), 19.0 % (L40S) of the rated power",
        boundary: "what a loaded model adds to a chip at rest, chips that nobody measured",
        quality: "modelled",
      },
    ],
  },
);

/** The row of a measured chip; undefined for the others. */
export function loadedIdleOf(accelerator: string): Coefficient | undefined {
  const chip = /^a100-/.test(accelerator) ? "a100" : accelerator;
  const rows: Readonly<Record<string, Coefficient | undefined>> = LOADED_IDLE;
  return chip === "share" ? undefined : rows[`idle.loaded.${chip}`];
}

/** Watts of a host without work, per accelerator in it. Nobody has published a measured one. */
export const HOST_IDLE = table(
  {
    unit: "W",
    source: "ccf-2026",
    locator:
      "(192 virtual CPUs x 1.04 W + 2,048 GB x 0.392 W) / 8 = 125 W; 96 virtual CPUs and 1,152 GB of older servers / 8 = 65 W (low); network cards, switches and fans on top, assumed (high)",
    published: "2026-04-24",
    boundary: "host of an eight-way server without work, per accelerator",
    vintage: 2025,
    quality: "modelled",
  },
  {
    "idle.host.eight-way": [125, 65, 250],
    "idle.host.tpu": [
      [40, 15, 70],
      {
        ...ASSUMED,
        locator: "below the 43 % of the chips' power that hosts draw at work (arXiv 2508.15734)",
        boundary: "host of TPUs without work, per chip",
      },
    ],
  },
);

export const SCALING = table(
  { ...ASSUMED, unit: "s", locator: "default range", boundary: "when the manifest does not say" },
  {
    "scaling.target-busy": [
      [60, 40, 80],
      {
        unit: "%",
        source: "vertex-autoscaling",
        published: "2025-09",
        vintage: 2025,
        quality: "vendor",
        locator: "target: 60 where none is given; the range is assumed",
        boundary: "share of time with work that an autoscaler aims at",
      },
    ],
    "scaling.idle-window": [
      [300, 60, 3600],
      {
        source: "idle-window",
        published: "2026",
        quality: "vendor",
        locator: "idle period: 5 minutes where none is given; the range is assumed",
        boundary: "from the last request until the last replica stops",
      },
    ],
    "scaling.cold-start": [
      [60, 15, 300],
      {
        locator: "from a small model on a warm node to a new machine",
        boundary: "from nothing to the first answer, at the power of waiting",
      },
    ],
  },
);
