/** What it takes to make an image or a video by diffusion: joules per TFLOP, steps and sizes where nobody says. */

import { table } from "./coefficient.ts";

const ASSUMED = {
  source: "greenlight",
  published: "2026",
  vintage: 2026,
  quality: "assumed",
} as const;

/** Energy of diffusion on H100, per TFLOP of a step; other chips follow from rated power over arithmetic. */
export const IMAGES = table(
  {
    unit: "J/TFLOP",
    source: "ml-energy-3",
    locator: "text-to-image, 20 rows of five models on H100 and B200, fitted in logarithms",
    published: "2026",
    boundary: "accelerators only, per image; no host, idle time or PUE",
    vintage: 2025,
    quality: "modelled",
  },
  {
    "image.joules-per-tflop": 1.108,
    "image.overhead": [
      15,
      {
        unit: "TFLOP/step",
        boundary: "what a step costs beside its arithmetic, as TFLOP on the accelerator",
      },
    ],
    "video.joules-per-tflop": [
      2.26,
      { locator: "text-to-video, 8 rows of four models on H100 and B200, fitted in logarithms" },
    ],
    "image.residual": [
      [1, 0.6, 1.7],
      {
        unit: "measured/predicted",
        locator:
          "28 rows, each model left out in turn: 0.68 to 1.69 for images, 0.68 to 1.52 for video",
        boundary: "images and videos on H100 and B200",
      },
    ],
    "image.residual.other-chip": [
      [1, 0.465, 2.22],
      {
        unit: "measured/predicted",
        locator: "that of measured chips, half as wide again in logarithms",
        boundary: "images and videos on chips that were not measured",
        quality: "assumed",
      },
    ],
    "image.steps": [
      [28, 10, 50],
      { ...ASSUMED, unit: "steps", locator: "usual settings", boundary: "when not declared" },
    ],
    "image.steps.distilled": [
      [4, 1, 50],
      {
        ...ASSUMED,
        unit: "steps",
        locator:
          "1 to 8 for turbo, schnell, lightning and consistency models; pipelines left at 50 (high)",
        boundary: "when not declared, for models distilled to few steps",
      },
    ],
    "video.steps": [
      [50, 20, 60],
      { ...ASSUMED, unit: "steps", locator: "usual settings", boundary: "when not declared" },
    ],
    "image.pixels": [
      [1_048_576, 262_144, 2_097_152],
      {
        ...ASSUMED,
        unit: "pixels",
        locator: "512 x 512 (low), 1024 x 1024 (likely) to 2 megapixels (high)",
        boundary: "one image, when not declared",
      },
    ],
    "video.pixels": [
      [409_920, 345_600, 921_600],
      {
        ...ASSUMED,
        unit: "pixels",
        locator: "480p (likely) to 720p (high)",
        boundary: "one frame, when not declared",
      },
    ],
    "video.frames-per-second": [
      [24, 8, 30],
      { ...ASSUMED, unit: "frames/s", locator: "usual settings", boundary: "when not declared" },
    ],
  },
);
