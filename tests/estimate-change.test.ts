import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { withValue } from "../src/amend/plain-value.ts";
import { createChanges } from "../src/estimate/change.ts";
import { compareEstimates } from "../src/estimate/compare.ts";
import { estimateNeeds } from "../src/estimate/data.ts";
import { type Manifest, parseManifest } from "../src/manifest/manifest.ts";
import { readShipped } from "../src/shipped/read-shipped.ts";
import type { Path } from "../src/yaml/parse-yaml.ts";
import { TODAY } from "./estimate-manifest.ts";

const shipped = readShipped("dist/data");
const dataFor = (manifest: Manifest) => shipped.estimateData(estimateNeeds(manifest));

const EXAMPLES = [
  "llm-service",
  "rag-assistant",
  "tender-agents",
  "ticket-triage",
  "weld-inspection",
].map((name) => {
  const parsed = parseManifest(name, readFileSync(`examples/${name}/architecture.yaml`, "utf8"));
  if (!parsed.ok) throw new Error(`${name} is no sound manifest`);
  return parsed.located.value;
});

type Change = readonly [path: Path, value: unknown];

/** All that a change can be made of: numbers, places, and lists without their first item. */
function changesOf(value: unknown, path: Path = []): readonly Change[] {
  if (typeof value === "number")
    return [
      [path, value / 2],
      [path, value * 1.3],
    ];
  if (value === "fr-par" || value === "eu-central-1") return [[path, "eu-north-1"]];
  if (typeof value !== "object" || value === null) return [];
  const own: readonly Change[] =
    Array.isArray(value) && value.length > 1 ? [[path, value.slice(1)]] : [];
  const keys = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  const inner = keys.flatMap((key) =>
    changesOf((value as Record<string | number, unknown>)[key], [...path, key]),
  );
  return [...own, ...inner];
}

const aChange = fc
  .constantFrom(...EXAMPLES)
  .chain((manifest) =>
    fc.constantFrom(...changesOf(manifest)).map(([path, value]) => ({ manifest, path, value })),
  );

test("what a change changes is the difference of the two whole months", () => {
  fc.assert(
    fc.property(aChange, ({ manifest, path, value }) => {
      const changed = withValue(manifest, path, value as string) as Manifest;
      const data = { ...dataFor(manifest), ...dataFor(changed) };
      const found = createChanges(manifest, data, TODAY)(changed);
      const { month } = compareEstimates(manifest, changed, data, TODAY);
      for (const key of ["energyKwh", "carbonKg", "waterL", "costUsd"] as const) {
        const [one, whole] = [found[key], month[key]];
        expect(one.certainty, `${path.join(".")} ${key}`).toBe(whole.certainty);
        if ("unknown" in one || "unknown" in whole) {
          expect("unknown" in one).toBe("unknown" in whole);
          continue;
        }
        expect(one.ratio?.likely).toSatisfy(
          (ratio) =>
            ratio === whole.ratio?.likely ||
            Math.abs((ratio as number) / (whole.ratio?.likely ?? 0) - 1) < 1e-4,
        );
        for (const end of ["low", "likely", "high"] as const)
          expect(one[end], `${path.join(".")} ${key} ${end}`).toBeCloseTo(
            whole[end],
            Math.max(0, 3 - Math.ceil(Math.log10(Math.abs(whole[end]) + 1e-9))),
          );
      }
    }),
    { numRuns: Number(process.env["CHANGES"] ?? 40) },
  );
});
