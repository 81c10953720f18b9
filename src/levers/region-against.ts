/** What speaks against a move to another region. */

import type { Shift } from "../estimate/shift.ts";
import { textOf } from "../manifest/amount.ts";
import type { Manifest } from "../manifest/manifest.ts";
import { excerpt } from "./excerpt.ts";
import { listed } from "./listed.ts";
import type { Mover } from "./region-mover.ts";
import type { Target } from "./region-target.ts";
import { short } from "./short.ts";

/** `staying` is the number of other parts in the region that is left. */
export function againstMoving(
  manifest: Manifest,
  mover: Mover,
  target: Target,
  { shift, staying }: { readonly shift: Shift | undefined; readonly staying: number },
): readonly string[] {
  const reason = manifest.operations?.region_reason;
  const { at } = mover;
  const { country } = target.region;
  return [
    ...(reason === undefined
      ? []
      : [`The manifest gives a reason to stay: "${excerpt(textOf(reason))}".`]),
    ...(at.country === country ? [] : [residency(at.country, country)]),
    ...latency(manifest, mover, country),
    ...parting(mover, staying),
    ...supply(mover, target),
    ...(isSoonFutile(shift) ? [marginalText(shift)] : []),
  ];
}

function residency(from: string, to: string): string {
  const inside = EEA.has(from) && EEA.has(to);
  const scope = inside ? ", both in the European Economic Area" : "";
  return `Data moves from ${from} to ${to}${scope}: check law and contracts for a country that they name.`;
}

const EEA = new Set(
  "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK".split(
    " ",
  ),
);

/** What users notice. */
function latency(
  { product, budgets }: Manifest,
  { kind }: Mover,
  country: string,
): readonly string[] {
  const users = product.user_countries ?? [];
  const isFelt = kind === "service" || kind === "api" || kind === "all";
  if (!isFelt || users.includes(country)) return [];
  const whose = users.length === 0 ? "" : ` for users in ${listed(users)}`;
  const target = budgets?.latency_p95_ms === undefined ? "" : ", for which there is a target";
  return [`Answers come from ${country}${whose}: measure the response time first${target}.`];
}

/** What is left behind, and what has to be carried over. */
function parting({ kind, at }: Mover, staying: number): readonly string[] {
  if (kind === "all") return [];
  const copied = "Data and finished models have to be copied between the regions, which is billed.";
  if (kind === "training") return [copied];
  const parts = staying === 1 ? "One other part stays" : `${staying} other parts stay`;
  return [
    ...(staying > 0 ? [`${parts} in ${at.region}: what they exchange then crosses regions.`] : []),
    ...(kind === "data" || kind === "bucket" ? [copied] : []),
  ];
}

/** What has to be on offer there. */
function supply({ kind, at, pieces }: Mover, { region, unlisted }: Target): readonly string[] {
  const { name } = region;
  if (kind === "api") return [`Check that ${at.cloud} offers this model in ${name}.`];
  if (unlisted.length > 0)
    return [
      `The price list has no ${listed(unlisted)} in ${name}: ask whether it is offered there.`,
    ];
  const chips = [...new Set(pieces.flatMap(({ chip }) => chip ?? []))];
  return chips.length > 0 ? [`Check that ${name} has enough of ${listed(chips)}.`] : [];
}

/** Where the plant that answers a change in load is no cleaner there, a move saves nothing soon. */
function isSoonFutile(shift: Shift | undefined): shift is Shift {
  const [now, then] = [shift?.from.marginalGPerKwh, shift?.to.marginalGPerKwh];
  return now !== undefined && then !== undefined && then >= now;
}

function marginalText({ from, to }: Shift): string {
  const [now, then] = [from.marginalGPerKwh ?? 0, to.marginalGPerKwh ?? 0];
  return `The marginal intensity, which says what moving the load changes soon, goes from ${short(now)} to ${short(then)} gCO2e/kWh: the footprint falls, emissions need not fall soon.`;
}
