/** List prices of what is not an API call, and discounts. Prices of accelerators stand with the chip. */

import { table } from "./coefficient.ts";

export const PRICES = table(
  {
    unit: "USD/h",
    source: "fargate-prices",
    locator: "Linux x86, per vCPU and hour",
    published: "2026-04",
    boundary: "on demand, us-east-1",
    vintage: 2026,
    quality: "vendor",
  },
  {
    "price.vcpu": [0.04048, 0.028, 0.055],
    "price.memory": [
      [0.004445, 0.0025, 0.006],
      { unit: "USD/GBh", locator: "Linux x86, per GB and hour" },
    ],
    "price.storage.object": [
      [0.023, 0.018, 0.026],
      { unit: "USD/GB month", source: "s3-prices", locator: "standard storage" },
    ],
    "price.storage.volume": [
      [0.08, 0.045, 0.125],
      {
        unit: "USD/GB month",
        source: "s3-prices",
        locator: "EBS gp3 (likely), st1 (low), gp2 and io (high)",
      },
    ],
    "price.storage.archive": [
      [0.004, 0.001, 0.0125],
      { unit: "USD/GB month", source: "s3-prices", locator: "Glacier classes" },
    ],
    "price.storage.memory": [
      [3.2, 1.8, 8],
      { unit: "USD/GB month", locator: "0.004445 USD/GBh for a month; managed caches (high)" },
    ],
    "price.transfer": [
      [0.05, 0.02, 0.09],
      {
        unit: "USD/GB",
        source: "s3-prices",
        locator: "between regions (low), to the internet (high)",
      },
    ],
    "price.factor.spot": [
      [0.35, 0.25, 0.71],
      {
        unit: "USD/USD",
        source: "aws-spot-2023",
        locator: "accelerated instances, 29 to 75 % off",
        published: "2023",
        vintage: 2023,
      },
    ],
    "price.factor.reserved": [
      [0.6, 0.45, 0.75],
      {
        unit: "USD/USD",
        source: "aws-prices",
        locator: "one and three years, accelerated and general instances",
        quality: "assumed",
      },
    ],
    "price.factor.other-provider": [
      [0.9, 0.45, 1.6],
      {
        unit: "USD/USD",
        source: "lambda-prices",
        locator: "8 x H100 31.92 USD/h at Lambda, 55.04 at AWS",
        quality: "assumed",
        published: "2026",
      },
    ],
    "price.factor.region": [
      [1.15, 0.95, 1.45],
      {
        unit: "USD/USD",
        source: "greenlight",
        locator: "most regions are dearer than us-east-1, few are cheaper",
        boundary: "AWS region without a price of its own in the table",
        quality: "assumed",
        published: "2026",
      },
    ],
  },
);
