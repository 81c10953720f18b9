// Levers of one manifest: the examples, or one of a few lines, with the tables that ship.
import { readFileSync } from "node:fs";
import { expect } from "vitest";
import { stringify } from "yaml";
import { type Comparison, compareEstimates } from "../../src/estimate/compare.ts";
import type { EstimateData } from "../../src/estimate/data.ts";
import { estimate } from "../../src/estimate/estimate.ts";
import type { FieldChange, FindLevers, Lever } from "../../src/levers/lever.ts";
import { withChanges } from "../../src/levers/with-changes.ts";
import { type Manifest, parseManifest } from "../../src/manifest/manifest.ts";
import { readShipped } from "../../src/shipped/read-shipped.ts";
import { TODAY } from "../estimate-manifest.ts";

export const EXAMPLES = [
  "llm-service",
  "rag-assistant",
  "tender-agents",
  "ticket-triage",
  "weld-inspection",
] as const;

export const DATA: EstimateData = readShipped("dist/data").estimateData({
  prices: true,
  machinePrices: true,
  countries: true,
  zones: true,
});

export function exampleOf(name: string): Manifest {
  const path = `examples/${name}/architecture.yaml`;
  const parsed = parseManifest(path, readFileSync(path, "utf8"));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.located.value;
}

export function leversIn(manifest: Manifest, find: FindLevers, data = DATA): readonly Lever[] {
  return find({ manifest, estimate: estimate(manifest, data, TODAY), data, today: TODAY });
}

/** The lever that there must be one of. */
export function only(levers: readonly Lever[]): Lever {
  const [one, ...others] = levers;
  if (one === undefined || others.length > 0)
    throw new Error(`expected one lever, found: ${levers.map(({ title }) => title).join("; ")}`);
  return one;
}

/** What the estimate says of a lever. */
export function effectOf(manifest: Manifest, { changes }: Lever): Comparison["month"] {
  return compareEstimates(manifest, withChanges(manifest, changes), DATA, TODAY).month;
}

/** The manifest as text with the changes made; it must parse, and mean the same. */
export function changedText(manifest: Manifest, changes: readonly FieldChange[]): string {
  const changed = withChanges(manifest, changes);
  const text = stringify(changed, { aliasDuplicateObjects: false });
  const parsed = parseManifest("architecture.yaml", text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  expect(parsed.located.value).toEqual(changed);
  return text;
}

/** Levers as people would check them. */
export function shown(levers: readonly Lever[]): string {
  return levers
    .map(({ kind, item, option, title, ...lever }) =>
      [
        `## ${title}`,
        `${kind}, ${item}${option === undefined ? "" : `, ${option}`}; effort: ${lever.effort}; checks: ${lever.checks.join(", ") || "none"}`,
        ...lever.changes.map(
          ({ path, value }) =>
            `  ${path.join(".")}: ${value === undefined ? "(taken away)" : JSON.stringify(value)}`,
        ),
        ...lever.assumes.map((text) => `- assumes: ${text}`),
        ...(lever.notEstimated === undefined ? [] : [`- not estimated: ${lever.notEstimated}`]),
        ...lever.evidence.map(
          ({ says, source, locator }) => `- evidence: ${says} (${source}: ${locator})`,
        ),
        ...lever.against.map((text) => `- against: ${text}`),
      ].join("\n"),
    )
    .join("\n\n");
}
