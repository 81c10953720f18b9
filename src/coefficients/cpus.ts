/** Watts of one virtual CPU, at rest and at full load, by generation; and the names by which manifests say which. */

import { type Spread, table } from "./coefficient.ts";

const CCF = {
  unit: "W",
  source: "ccf",
  locator: "average minimum and maximum watts per vCPU",
  published: "2024-03",
  boundary: "one virtual CPU, CPU only",
  vintage: 2023,
  quality: "modelled",
} as const;

const CCF_2026 = {
  source: "ccf-2026",
  published: "2026-04-24",
  vintage: 2025,
  locator: "coefficients-aws-use.csv, the microarchitecture's row; the range is assumed",
} as const;

const PROXY = {
  ...CCF_2026,
  locator: "row repeats EPYC 2nd generation to the last digit: a stand-in, not a measurement",
  quality: "assumed",
} as const;

const OUTLIER = {
  ...CCF_2026,
  locator:
    "as EPYC 4th generation; its own row, 3.68 and 8.96 W, is out of line with all others (high)",
  quality: "assumed",
} as const;

const BETWEEN = {
  ...CCF_2026,
  locator: "between EPYC 2nd and 4th generation",
  quality: "assumed",
} as const;

/** A third less to half as much again at rest, a quarter less to a third more at full load. */
const rest = (watts: number): Spread => [watts, 0.65 * watts, 1.5 * watts];
const full = (watts: number): Spread => [watts, 0.73 * watts, 1.33 * watts];

export const CPUS = table(CCF, {
  "cpu.aws.idle": [0.74, 0.5, 1.2],
  "cpu.aws.busy": [3.5, 2.3, 5],
  "cpu.gcp.idle": [0.71, 0.5, 1.2],
  "cpu.gcp.busy": [4.26, 2.8, 5.5],
  "cpu.azure.idle": [0.78, 0.5, 1.2],
  "cpu.azure.busy": [3.76, 2.5, 5.2],
  "cpu.other.idle": [[0.75, 0.4, 2], { locator: "mean of the providers; older servers (high)" }],
  "cpu.other.busy": [[3.8, 2, 8], { locator: "mean of the providers; older servers (high)" }],
  "cpu.sandy-bridge.idle": [rest(2.21), CCF_2026],
  "cpu.sandy-bridge.busy": [full(8.63), CCF_2026],
  "cpu.ivy-bridge.idle": [rest(1.71), CCF_2026],
  "cpu.ivy-bridge.busy": [full(5.56), CCF_2026],
  "cpu.haswell.idle": [rest(1.86), CCF_2026],
  "cpu.haswell.busy": [full(5.6), CCF_2026],
  "cpu.broadwell.idle": [rest(0.713), CCF_2026],
  "cpu.broadwell.busy": [full(3.69), CCF_2026],
  "cpu.skylake.idle": [rest(0.613), CCF_2026],
  "cpu.skylake.busy": [full(4.1), CCF_2026],
  "cpu.cascade-lake.idle": [rest(0.69), CCF_2026],
  "cpu.cascade-lake.busy": [full(4.06), CCF_2026],
  "cpu.coffee-lake.idle": [rest(1.14), CCF_2026],
  "cpu.coffee-lake.busy": [full(5.42), CCF_2026],
  "cpu.ice-lake.idle": [rest(0.767), CCF_2026],
  "cpu.ice-lake.busy": [full(3.76), CCF_2026],
  "cpu.sapphire-rapids.idle": [[1.04, 0.7, 1.5], CCF_2026],
  "cpu.sapphire-rapids.busy": [[4.16, 3, 5.5], CCF_2026],
  "cpu.emerald-rapids.idle": [rest(0.814), CCF_2026],
  "cpu.emerald-rapids.busy": [full(4.48), CCF_2026],
  "cpu.granite-rapids.idle": [[0.58, 0.4, 0.9], CCF_2026],
  "cpu.granite-rapids.busy": [[2.53, 1.8, 3.5], CCF_2026],
  "cpu.epyc-1.idle": [rest(0.847), CCF_2026],
  "cpu.epyc-1.busy": [full(2.6), CCF_2026],
  "cpu.epyc-2.idle": [rest(0.474), CCF_2026],
  "cpu.epyc-2.busy": [full(1.69), CCF_2026],
  "cpu.epyc-3.idle": [rest(0.456), CCF_2026],
  "cpu.epyc-3.busy": [full(1.96), CCF_2026],
  "cpu.epyc-4.idle": [[0.74, 0.5, 1.1], CCF_2026],
  "cpu.epyc-4.busy": [[2.28, 1.6, 3.2], CCF_2026],
  "cpu.epyc-5.idle": [[0.74, 0.45, 3.7], OUTLIER],
  "cpu.epyc-5.busy": [[2.28, 1.5, 9], OUTLIER],
  "cpu.epyc.idle": [[0.55, 0.3, 1.1], BETWEEN],
  "cpu.epyc.busy": [[2, 1.3, 3.2], BETWEEN],
  "cpu.arm.idle": [[0.47, 0.24, 0.95], PROXY],
  "cpu.arm.busy": [[1.69, 0.9, 3.4], PROXY],
});

/**
 * CPUs, code names, model numbers, and machine families of the three large clouds, in lower case with hyphens;
 * the first match holds. Each pattern is a whole word, so that "harmony" is no Arm.
 */
export const CPU_FAMILIES: readonly (readonly [pattern: RegExp, family: string])[] = [
  [/\b(arm|arm64|arm-?v[89]|aarch64|graviton-?\d?e?|axion|ampere|altra|neoverse|cobalt)\b/, "arm"],
  [/^([acmrx]\d|t4|im4|is4|hpc7)g[a-z]*\b|^(c4a|t2a|n4a)\b|^[bde]\d*p[a-z]*-v\d/, "arm"],
  [/\bgranite|xeon-6\b|xeon.*\b6[79]\d\d|^[cmr]8i/, "granite-rapids"],
  [/\bemerald|xeon.*\b[3-8]5\d\d|^i7ie\b|^(c4|n4)-|^[def]\d*[a-oq-z]*s?-v6/, "emerald-rapids"],
  [/\bsapphire|xeon.?4|xeon.*\b[3-8]4\d\d|^[cmr]7i|^c3\b/, "sapphire-rapids"],
  [/\bice-?lake|xeon.*\b[3-8]3\d\d|^[cmr]6i|^[def]\d+(d|l|ld)?s?-v5/, "ice-lake"],
  [/\bcascade|xeon.*\b[3-8]2\d\d|^(n2|c2)\b|^[de]\d+d?s?-v4/, "cascade-lake"],
  [/\bskylake|xeon.*\b[3-8]1\d\d|^[cmr]5[dnb]*\b|^t3\b|^n1\b|^[de]\d+s?-v3/, "skylake"],
  [/\bcoffee-?lake/, "coffee-lake"],
  [/\bbroadwell|e[57]-?\d{4}-?v4|^[mr]4\b/, "broadwell"],
  [/\bhaswell|e[57]-?\d{4}-?v3|^c4\./, "haswell"],
  [/\bivy-?bridge|e[57]-?\d{4}-?v2|^[cmr]3\./, "ivy-bridge"],
  [/\bsandy-?bridge|e[57]-?2\d{3}\b/, "sandy-bridge"],
  [/\b(naples|epyc-?1|epyc.*\b7\d\d1)\b|^[mrt](5|3)a[dn]*\b/, "epyc-1"],
  [/\b(rome|epyc-?2|epyc.*\b7[a-z\d]\d2)\b|^c5a[dn]*\b|^n2d\b|^[de]\d+a[a-z]*-v4/, "epyc-2"],
  [/\b(milan|epyc-?3|epyc.*\b7\d\d3x?)\b|^[cmr]6a\b|^t2d\b|^c2d\b|^[de]\d+a[a-z]*-v5/, "epyc-3"],
  [
    /\b(genoa|bergamo|siena|epyc-?4|epyc.*\b[89]\d\d4)\b|^[cmr]7a\b|^c3d\b|^[de]\d+a[a-z]*-v6/,
    "epyc-4",
  ],
  [/\b(turin|epyc-?5|epyc.*\b9\d\d5)\b|^[cmr]8a\b|^c4d\b/, "epyc-5"],
  [/\bepyc\b/, "epyc"],
];
