/** What surrounds accelerators: hosts, compute, memory, storage, network, and how long they live. */

import { table } from "./coefficient.ts";

const ASSUMED = {
  source: "greenlight",
  published: "2026",
  vintage: 2026,
  quality: "assumed",
} as const;

export const HOST = table(
  {
    unit: "kWh/kWh",
    source: "google-inference-2025",
    locator: "median prompt: accelerators 0.14 Wh, host 0.06, idle 0.02",
    published: "2025-08",
    boundary: "IT energy over accelerator energy",
    vintage: 2025,
    quality: "vendor",
  },
  {
    "host.provisioned": [
      [1.43, 1.2, 1.82],
      { locator: "(0.14 + 0.06) / 0.14; EcoLogits 1.21 (low), DGX H100 rating 10.2/5.6 kW (high)" },
    ],
    "host.per-token": [
      [1.57, 1.2, 1.8],
      {
        locator:
          "(0.14 + 0.06 + 0.02) / 0.14; EcoLogits 1.21 (low), DGX H100 rating 10.2/5.6 kW (high)",
        boundary: "IT energy, idle machines included, over accelerator energy",
      },
    ],
    "host.card-idle": [
      [15, 8, 30],
      {
        ...ASSUMED,
        unit: "W",
        locator: "4 to 8 virtual CPUs and 16 to 32 GB at rest",
        boundary: "host of one small card, without work",
      },
    ],
    "host.training": [
      [1.35, 1.1, 1.82],
      { ...ASSUMED, locator: "host share is smaller while accelerators are busy" },
    ],
  },
);

const CCF = {
  unit: "W",
  source: "ccf",
  locator: "average minimum and maximum watts per vCPU",
  published: "2024-03",
  boundary: "one virtual CPU, CPU only",
  vintage: 2023,
  quality: "modelled",
} as const;

export const COMPUTE = table(CCF, {
  "cpu.busy-pct": [
    [50, 5, 80],
    {
      unit: "%",
      locator: "default utilisation of cloud servers 50 %",
      boundary: "mean over running hours",
      quality: "assumed",
    },
  ],
  "memory.per-vcpu": [
    [4, 2, 8],
    {
      ...ASSUMED,
      unit: "GB/vCPU",
      locator: "compute, general and memory sizes of cloud machines",
      boundary: "when the manifest does not say",
    },
  ],
  "memory.power": [
    [0.392, 0.2, 0.6],
    { unit: "W/GB", locator: "memory coefficient", boundary: "memory in use or not, host only" },
  ],
  "storage.ssd": [
    [1.2, 0.6, 2.4],
    { unit: "Wh/TBh", locator: "storage coefficient, SSD", boundary: "drive only" },
  ],
  "storage.hdd": [
    [0.65, 0.4, 1.2],
    { unit: "Wh/TBh", locator: "storage coefficient, HDD", boundary: "drive only" },
  ],
  "storage.archive": [
    [0.2, 0.01, 0.65],
    {
      ...ASSUMED,
      unit: "Wh/TBh",
      locator: "drives that mostly stand still, or tape",
      boundary: "drive only",
    },
  ],
  "storage.replication.object": [
    [3, 2, 6],
    {
      unit: "copies",
      locator: "S3 six, Cloud Storage and Blob three",
      boundary: "the provider's own copies",
    },
  ],
  "storage.replication.volume": [
    [2, 1, 3],
    {
      unit: "copies",
      locator: "EBS two, multi-zone databases two to three",
      boundary: "the provider's own copies",
    },
  ],
  "storage.replication.own": [
    [1.25, 1, 2],
    {
      ...ASSUMED,
      unit: "copies",
      locator: "none, parity over several drives, or mirrored",
      boundary: "drives of one's own site, besides declared copies",
    },
  ],
  "storage.fill": [
    [0.7, 0.5, 0.9],
    {
      ...ASSUMED,
      unit: "share",
      locator: "drives are never full",
      boundary: "data over the drives that are powered for it",
    },
  ],
  "network.transfer": [
    [0.001, 0.0005, 0.01],
    {
      unit: "kWh/GB",
      locator: "transfer between regions (likely); half and ten times of it are assumed",
      boundary: "network only",
    },
  ],
});

export const EMBODIED = table(
  {
    unit: "kgCO2e",
    source: "ccf",
    locator: "server 1,000 kg, 100 per CPU, memory 533/384 per GB above 16",
    published: "2024-03",
    boundary: "cradle to gate",
    vintage: 2023,
    quality: "modelled",
  },
  {
    "embodied.accelerator-host": [
      [712, 300, 750],
      {
        source: "ecologits-method",
        locator: "server without accelerators 5,700 kg, shared by eight",
        published: "2026-03",
        boundary: "cradle to gate, share of one accelerator in an eight-way host",
      },
    ],
    "embodied.card-host": [
      [200, 100, 300],
      {
        ...ASSUMED,
        locator: "share of a small host, with processor and memory for one card",
        boundary: "cradle to gate, share of one card",
      },
    ],
    "embodied.tpu-host": [
      [260, 150, 400],
      {
        source: "schneider-tpu",
        locator: "host 260 kg per TPU v6e chip; other versions by analogy",
        published: "2025-02",
        vintage: 2024,
        boundary: "cradle to gate, share of one chip",
      },
    ],
    "embodied.vcpu": [
      [14, 6, 30],
      { unit: "kgCO2e/vCPU", locator: "(1,000 + 2 x 100) kg over 64 to 128 virtual CPUs" },
    ],
    "embodied.memory": [[1.39, 0.6, 2], { unit: "kgCO2e/GB", locator: "533/384 kg per GB" }],
    "embodied.ssd": [
      [160, 60, 300],
      {
        unit: "kgCO2e/TB",
        source: "dirty-ssd",
        locator: "0.16 kg per GB",
        published: "2022",
        vintage: 2021,
      },
    ],
    "embodied.hdd": [
      [20, 4, 40],
      {
        unit: "kgCO2e/TB",
        source: "dirty-ssd",
        locator: "0.02 kg per GB",
        published: "2022",
        vintage: 2021,
      },
    ],
    "embodied.watt": [
      [1, 0.3, 2.5],
      {
        unit: "kgCO2e/W",
        locator:
          "1,000 kg for a rack server of about 500 W; some 7,000 kg for an eight-way accelerator server of 10.2 kW",
        boundary: "cradle to gate, per watt of a server of unknown kind at work",
      },
    ],
    "embodied.archive": [
      [4, 1, 20],
      {
        ...ASSUMED,
        unit: "kgCO2e/TB",
        locator: "tape and its library (low), drives (high)",
        boundary: "cradle to gate",
      },
    ],
    "embodied.device": [
      [60, 20, 300],
      { ...ASSUMED, locator: "small board to laptop", boundary: "cradle to gate, one device" },
    ],
  },
);

export const LIFETIME = table(
  {
    ...ASSUMED,
    unit: "years",
    locator: "four years, three to six",
    boundary: "use of the hardware",
  },
  {
    "lifetime.server": [4, 3, 6],
    "lifetime.device": [[5, 3, 8], { locator: "five years, three to eight" }],
  },
);

export const USE = table(
  { ...ASSUMED, unit: "%", locator: "default range", boundary: "when the manifest does not say" },
  {
    "use.busy-pct": [30, 5, 90],
    "use.device-busy-pct": [20, 2, 80],
    "use.hours-per-month": [
      730,
      { unit: "h", locator: "8,760 hours a year over twelve", boundary: "always on" },
    ],
    "use.replicas": [
      [1, 1, 3],
      {
        unit: "replicas",
        locator: "one, sometimes up to three",
        boundary: "when the manifest does not say",
      },
    ],
  },
);

/** End-to-end use of the dense peak in training, waiting and failures included. */
export const TRAINING = table(
  {
    unit: "share of peak",
    source: "training-hours",
    locator: "6 x parameters x tokens over published accelerator-hours",
    published: "2026",
    boundary: "end to end, failures and waiting included",
    vintage: 2024,
    quality: "modelled",
  },
  {
    "training.utilisation.a100": [
      [0.36, 0.24, 0.54],
      { locator: "15 published runs on A100, at 13 billion parameters" },
    ],
    "training.utilisation.h100": [
      [0.24, 0.16, 0.36],
      { locator: "three published runs on H100, at 13 billion parameters; later chips alike" },
    ],
    "training.utilisation.v100": [
      [0.2, 0.13, 0.3],
      {
        source: "patterson-2021",
        locator: "Table 4: GPT-3, 3.14e23 FLOP in 3.55 million V100-hours",
        published: "2021-04",
        vintage: 2020,
      },
    ],
    "training.utilisation.tpu": [
      [0.35, 0.23, 0.5],
      {
        source: "patterson-2021",
        locator: "Table 4: T5, 4.05e22 FLOP in 245,760 TPU v3-hours",
        published: "2021-04",
        vintage: 2020,
      },
    ],
    "training.utilisation.other": [
      [0.3, 0.15, 0.45],
      { ...ASSUMED, locator: "between A100 and H100" },
    ],
    "training.utilisation.size": [
      [0.07, 0, 0.12],
      {
        unit: "exponent",
        locator: "slope of 15 published runs on A100, 3 to 180 billion parameters",
        boundary: "larger models keep accelerators busier",
      },
    ],
    "training.flop-per-parameter-token": [
      [6, 6, 8],
      {
        unit: "FLOP",
        locator: "forward and backward 6; with full recomputation 8",
        boundary: "dense transformer",
      },
    ],
    "training.flop-per-parameter-token.adapter": [
      [4, 4, 6],
      { ...ASSUMED, unit: "FLOP", locator: "no gradients of frozen weights", boundary: "adapters" },
    ],
  },
);
