/** How development and test machines are used, where nobody says. */

import { table } from "./coefficient.ts";

export const ENVIRONMENT = table(
  {
    unit: "h",
    source: "greenlight",
    locator: "default range",
    published: "2026",
    boundary: "when the manifest does not say",
    vintage: 2026,
    quality: "assumed",
  },
  {
    "environment.hours.device": [
      [140, 60, 180],
      { locator: "working hours of a month, less meetings and other products" },
    ],
    "environment.hours.stopped": [
      [220, 150, 330],
      { locator: "ten hours on weekdays; nights and weekends off, more or less strictly" },
    ],
    "environment.busy-pct": [
      [25, 5, 60],
      { unit: "%", locator: "between an editor and builds; mean over running hours" },
    ],
    "environment.busy-pct.ci": [
      [65, 25, 95],
      { unit: "%", locator: "builds and tests, with waiting for downloads" },
    ],
    "environment.vcpus.ci": [[4, 2, 8], { unit: "vCPU", locator: "usual sizes of hosted runners" }],
  },
);
