/** List prices of what is neither an API call nor an accelerator, and what prices are over other prices. */

import { table } from "./coefficient.ts";

export const PRICES = table(
  {
    unit: "USD/h",
    source: "ec2-2026",
    locator:
      "fit to m7i, c7i and r7i.xlarge, 0.2016, 0.1785 and 0.2646 (likely); m7g, c7g and r7g (low)",
    published: "2026",
    boundary: "virtual machines on demand, AWS us-east-1, per virtual CPU",
    vintage: 2026,
    quality: "modelled",
  },
  {
    "price.vcpu.aws": [0.037, 0.03, 0.041],
    "price.memory.aws": [
      [0.0036, 0.0023, 0.0045],
      { unit: "USD/GBh", boundary: "virtual machines on demand, AWS us-east-1, per GB of memory" },
    ],
    "price.vcpu.azure": [
      [0.033, 0.03, 0.041],
      {
        source: "azure-vm",
        locator: "fit to Standard_D4s_v5 0.192 and E4s_v5 0.252",
        boundary: "virtual machines on demand, Azure eastus, per virtual CPU",
      },
    ],
    "price.memory.azure": [
      [0.00375, 0.003, 0.0045],
      {
        unit: "USD/GBh",
        source: "azure-vm",
        locator: "fit to Standard_D4s_v5 0.192 and E4s_v5 0.252",
        boundary: "virtual machines on demand, Azure eastus, per GB of memory",
      },
    ],
    "price.vcpu.gcp": [
      [0.0316, 0.0218, 0.0347],
      {
        source: "gcp-price-book",
        locator: "appendix A, n2 (likely), e2 (low), c3 and c4 (high)",
        published: "2026-09-25",
        boundary: "virtual machines on demand, Google Cloud us-central1, per virtual CPU",
        quality: "vendor",
      },
    ],
    "price.memory.gcp": [
      [0.0042, 0.0029, 0.0043],
      {
        unit: "USD/GBh",
        source: "gcp-price-book",
        locator: "appendix A, n2 (likely), e2 (low), n1 (high)",
        published: "2026-09-25",
        boundary: "virtual machines on demand, Google Cloud us-central1, per GB of memory",
        quality: "vendor",
      },
    ],
    "price.vcpu": [
      [0.034, 0.022, 0.041],
      {
        locator: "between Google Cloud e2 (low), Azure, AWS m7i and AWS Fargate (high)",
        boundary: "virtual machines on demand, large clouds, United States, per virtual CPU",
      },
    ],
    "price.memory": [
      [0.0039, 0.0023, 0.0045],
      {
        unit: "USD/GBh",
        locator: "between AWS r7g (low), Azure, Google Cloud n2 and AWS Fargate (high)",
        boundary: "virtual machines on demand, large clouds, United States, per GB of memory",
      },
    ],
    "price.gcp-host": [
      [0.19, 0.095, 0.57],
      {
        source: "gcp-price-book",
        locator: "n1: 0.031611 a virtual CPU, 0.004237 a GB; 4 (2 to 12) with 3.75 GB each",
        published: "2026-09-25",
        boundary: "N1 machine around one T4 or V100, Google Cloud us-central1",
      },
    ],
    "price.storage.object": [
      [0.023, 0.02, 0.026],
      {
        unit: "USD/GB month",
        source: "s3-prices",
        locator: "S3 standard, first 50 TB (likely), copied 2022-07-07; Google Cloud 2026 (low)",
        published: "2022-07-07",
        boundary: "standard object storage, us-east-1; requests and transfer apart",
        vintage: 2022,
        quality: "vendor",
      },
    ],
    "price.storage.volume": [
      [0.08, 0.045, 0.125],
      {
        unit: "USD/GB month",
        source: "aws-list",
        locator: "EBS gp3 (likely), st1 (low), gp2 and io (high), list prices as known",
        boundary: "block storage, AWS us-east-1",
        quality: "assumed",
      },
    ],
    "price.storage.archive": [
      [0.004, 0.001, 0.0125],
      {
        unit: "USD/GB month",
        source: "aws-list",
        locator: "S3 Glacier classes, list prices as known; CoreWeave archive 0.0125 (high)",
        boundary: "archive storage, AWS us-east-1; retrieval apart",
        quality: "assumed",
      },
    ],
    "price.storage.memory": [
      [2.8, 1.7, 8],
      {
        unit: "USD/GB month",
        locator: "0.0039 USD/GBh (0.0023) for 730 hours; managed caches (high)",
        boundary: "memory of a cache, on demand",
      },
    ],
    "price.transfer": [
      [0.05, 0.02, 0.09],
      {
        unit: "USD/GB",
        source: "aws-transfer-2026",
        locator: "between regions 0.02 (low); to the internet 0.09 up to 10 TB, 0.05 above 150 TB",
        published: "2026-06-02",
        boundary: "data moved between regions or to users, AWS, United States",
        quality: "vendor",
      },
    ],
    "price.factor.spot": [
      [0.4, 0.12, 0.96],
      {
        unit: "USD/USD",
        source: "skypilot-v9",
        locator: "aws/vms.csv: median zone over on demand, V100 .12 to A100 in eu-central-1 .96",
        published: "2026-02",
        boundary: "spot over on demand, accelerators of AWS, where no spot price is listed",
      },
    ],
    "price.factor.spot-vm": [
      [0.57, 0.24, 0.6],
      {
        unit: "USD/USD",
        source: "gcp-price-book",
        locator: "spot 40 % off e2, n1, n2, 43 n4, 51 n2d, 62 c3, 76 c3d",
        published: "2026-09-25",
        boundary: "spot over on demand, virtual machines of Google Cloud",
      },
    ],
    "price.factor.reserved-vm": [
      [0.63, 0.45, 0.7],
      {
        unit: "USD/USD",
        source: "gcp-price-book",
        locator: "commitment of one year .63, of three years .45; others alike (high)",
        published: "2026-09-25",
        boundary: "reserved over on demand, virtual machines",
      },
    ],
    "price.factor.hyperscaler": [
      [1.2, 0.9, 1.75],
      {
        unit: "USD/USD",
        source: "greenlight",
        locator:
          "Google Cloud and Azure over AWS: V100 .87, T4 1.03, A100 1.07 to 1.48, H100 1.01 to 1.79, H200 1.32",
        boundary: "large clouds over AWS us-east-1, accelerators that are not in the table",
        quality: "assumed",
      },
    ],
    "price.factor.specialist": [
      [0.6, 0.35, 1],
      {
        unit: "USD/USD",
        source: "greenlight",
        locator: "six providers over AWS: H100 .39 to .90, H200 .45 to .80, A100-80 .35 to .81",
        boundary: "GPU clouds over AWS us-east-1, accelerators that are not in the table",
        quality: "assumed",
      },
    ],
    "price.factor.unnamed": [
      [0.95, 0.4, 1.6],
      {
        unit: "USD/USD",
        source: "greenlight",
        locator: "anything between a GPU cloud and a large cloud",
        boundary: "provider not given, over AWS us-east-1",
        quality: "assumed",
      },
    ],
    "price.factor.specialist-vm": [
      [0.65, 0.25, 1],
      {
        unit: "USD/USD",
        source: "greenlight",
        locator: "4 vCPUs with 16 GB at Nebius .49 and Lambda .99 of AWS, CoreWeave .62 and .68",
        boundary: "smaller clouds over large ones, virtual machines",
        quality: "assumed",
      },
    ],
    "price.factor.unnamed-vm": [
      [1, 0.4, 1.3],
      {
        unit: "USD/USD",
        source: "greenlight",
        locator: "anything between a small cloud and another region of a large one",
        boundary: "provider not given, over large clouds in the United States",
        quality: "assumed",
      },
    ],
    "price.factor.region": [
      [1.23, 1, 1.5],
      {
        unit: "USD/USD",
        source: "vantage-2026",
        locator: "28 regions over us-east-1: 1 to 1.7, half of them 1.1 to 1.35, none cheaper",
        published: "2026-08-26",
        boundary: "region that is not given, or without a price in the table",
      },
    ],
  },
);
