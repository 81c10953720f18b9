/** Small models on the devices of users instead of a machine that waits for them. */

import { acceleratorNamed } from "../coefficients/accelerators.ts";
import { statesEnergy } from "../estimate/declared-energy.ts";
import { likely } from "../manifest/amount.ts";
import { type Component, namesProduction } from "../manifest/component.ts";
import type { Flow } from "../manifest/flow.ts";
import type { Manifest } from "../manifest/manifest.ts";
import type { Model } from "../manifest/model.ts";
import { withoutOld } from "./chip-change.ts";
import type { FindLevers, Lever } from "./lever.ts";
import { weightsGb } from "./weights.ts";

export const onDeviceLevers: FindLevers = ({ manifest }) => {
  const positions = new Map(manifest.models.map(({ id }, position) => [id, position]));
  const uses = usesByModel(manifest);
  const hosts = countHosts(manifest);
  return (manifest.components ?? []).flatMap((component, position): Lever[] => {
    const { runs: [id = "", ...others] = [] } = component;
    const at = positions.get(id) ?? -1;
    const model = manifest.models[at];
    if (model === undefined || others.length > 0 || hosts.get(id) !== 1) return [];
    if (!isServerOfUsers(component) || !isAtUsers(uses.get(id))) return [];
    const lever = leverFor(manifest, { model, at }, { component, position });
    return fitsDevices(model) && lever !== undefined ? [lever] : [];
  });
};

function countHosts({ components = [] }: Manifest): ReadonlyMap<string, number> {
  const hosts = new Map<string, number>();
  for (const id of components.flatMap(({ runs = [] }) => runs))
    hosts.set(id, (hosts.get(id) ?? 0) + 1);
  return hosts;
}

function usesByModel({ flows }: Manifest): ReadonlyMap<string, Flow[]> {
  const uses = new Map<string, Flow[]>();
  for (const flow of flows)
    for (const { use } of flow.steps) {
      const known = uses.get(use);
      if (known === undefined) uses.set(use, [flow]);
      else known.push(flow);
    }
  return uses;
}

function isServerOfUsers({ kind, where, shared, environment }: Component): boolean {
  const serves = environment === undefined || namesProduction(environment);
  return kind === "inference" && where === "cloud" && shared === undefined && serves;
}

/** Work on what one user brings: no search in a store that all share, and no routing of requests. */
const OWN_INPUT: ReadonlySet<string> = new Set([
  "summarise",
  "translate",
  "speech",
  "ocr",
  "detect",
  "segment",
  "classify",
  "extract",
  "chat",
]);

/** Default of the pack: in 4 bits such a model takes about 2 GB. */
const MOST_PARAMS_B = 4;

/** GB of weights that half of the memory of a small device holds. */
const MOST_GB = 2;

function fitsDevices(model: Model): boolean {
  const { access, open_weights: open, vendor, task, params_b: all } = model;
  const mayShip = open === true || vendor === "own";
  if (access !== "self-hosted" || !mayShip || task === undefined || !OWN_INPUT.has(task))
    return false;
  const weights = weightsGb(model);
  if (weights === undefined || weights > MOST_GB || statesEnergy(model)) return false;
  return all === undefined || likely(all) <= MOST_PARAMS_B;
}

/** In flows that a user waits for, and in which nothing but the product's own parts has to see the input first. */
function isAtUsers(flows: readonly Flow[] = []): boolean {
  return flows.length > 0 && flows.every(({ mode }) => mode === "interactive");
}

function leverFor(
  { product }: Manifest,
  { model, at }: { readonly model: Model; readonly at: number },
  { component, position }: { readonly component: Component; readonly position: number },
): Lever | undefined {
  const countries = product.user_countries ?? [];
  const device = acceleratorNamed("generic-device");
  if (countries.length === 0 || countries.length > 50 || device === undefined) return undefined;
  const { id } = model;
  const path = ["components", position] as const;
  const weights = weightsGb(model) ?? 0;
  return {
    kind: "on-device",
    item: `models/${id}`,
    title: `Run ${id} on users' devices instead of ${component.id}`,
    changes: [
      { path: ["models", at, "access"], value: "on-device" },
      { path: [...path, "where"], value: "device" },
      { path: [...path, "kind"], value: "edge-device" },
      { path: [...path, "accelerator"], value: device.id },
      {
        path: [...path, "placement"],
        value: [...new Set(countries)].map((country) => ({ country })),
      },
      ...withoutOld(component, position, [
        "provider",
        "accelerators_per_replica",
        "replicas",
        "hours_per_month",
        "scale_to_zero_after_s",
        "cold_start_s",
        "concurrency",
        "busy_pct",
        "compute",
        "power_w",
        "pue",
        "market_g_kwh",
        "purchase",
        "usd_per_hour",
        "usd_per_month",
        "lifetime_years",
      ]),
    ],
    // What was a machine of its owner's is none then, in all that is said of it.
    restsOn: [path],
    assumes: [
      "Devices are anything from a phone to a laptop, and are counted per call.",
      "Users are spread evenly over the countries that the manifest names.",
      "The model is served in its present precision, and as often as now.",
    ],
    evidence: [
      {
        says: `A device draws ${device.tdp.low} to ${device.tdp.high} W at work: ${device.tdp.locator}.`,
        source: device.tdp.source,
        locator: device.tdp.locator,
      },
    ],
    effort: "development",
    against: [
      `Each device has to load ${Number(weights.toPrecision(2))} GB once and again with each version, and old ones are slow or cannot hold it.`,
      "The electricity is then drawn and paid for by users: it stays in the estimate, and leaves the bill.",
      "The weights are in the hands of users, and quality cannot be watched as on a server.",
    ],
    checks: ["CH12-D5-05"],
  };
}
