/** What keeps data at hand costs: memory and virtual CPUs of stores whose machines nobody describes. */

import { table } from "./coefficient.ts";

export const STORES = table(
  {
    unit: "GB/GB",
    source: "greenlight",
    locator: "default range",
    published: "2026",
    boundary: "memory of one replica over the data that it serves",
    vintage: 2026,
    quality: "assumed",
  },
  {
    "store.memory.vector-store": [
      [1.5, 0.5, 3],
      { locator: "vectors with their graph in memory; on drives with a cache (low)" },
    ],
    "store.memory.cache": [[1.5, 1.2, 2.5], { locator: "values with keys and fragmentation" }],
    "store.memory.database": [
      [0.2, 0.05, 0.6],
      { locator: "what is asked for often is kept in memory" },
    ],
    "store.gb-per-vcpu": [
      [8, 4, 16],
      {
        unit: "GB/vCPU",
        locator: "memory sizes of cloud machines",
        boundary: "stores, at least one virtual CPU",
      },
    ],
    "store.busy-pct": [
      [10, 2, 40],
      {
        unit: "%",
        locator: "stores wait more than they work",
        boundary: "mean over running hours",
      },
    ],
    "store.shared": [
      [0.4, 0.1, 1],
      {
        unit: "share",
        locator: "tenants share the machines of a serverless store",
        boundary: "of machines that would hold the data alone",
      },
    ],
  },
);
