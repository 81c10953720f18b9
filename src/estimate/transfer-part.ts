/** What the calls of a flow send to users or to other regions in a month. */

import { COMPUTE } from "../coefficients/host.ts";
import { PRICES } from "../coefficients/prices.ts";
import { multiply, scale, sum, type Uncertain, unknown, ZERO } from "../quantity/uncertain.ts";
import { bestRegionsOf } from "./cloud-region.ts";
import { siteOf } from "./component-part.ts";
import { type Context, createLedger, given, note, take } from "./context.ts";
import { impactOf } from "./impact.ts";
import type { Part } from "./part.ts";
import { placedBy, placeOf, type Site } from "./place.ts";
import type { FlowTraffic } from "./traffic.ts";

/** Undefined for a flow whose steps say nothing of what they send. */
export function estimateTransfer(context: Context, { flow, steps }: FlowTraffic): Part | undefined {
  const sent = steps.flatMap(({ step: { transfer_mb: each }, work }) =>
    each === undefined
      ? []
      : [scale(multiply(work.callsPerMonth, given(each, `${work.path}.transfer_mb`)), 0.001)],
  );
  if (sent.length === 0) return undefined;
  const ledger = createLedger();
  const path = `flows.${flow.id}`;
  const site = siteOfFlow(context, path);
  if (context.home !== undefined) note(ledger, `sent from where ${context.home.id} runs`);
  const place = placeOf(context, ledger, site);
  const gb = sum(sent);
  return {
    id: `${path}.transfer`,
    kind: "data",
    subject: flow.id,
    method: "stored",
    impact: impactOf(
      multiply(gb, take(context, COMPUTE["network.transfer"])),
      place,
      ZERO,
      priceOf(context, site, gb),
    ),
    active: undefined,
    idle: undefined,
    grid: place.grid,
    market: place.market,
    ...bestRegionsOf(site),
    declared: undefined,
    boundaries: {
      energy: "network between regions and to users, without users' devices, data centre (PUE)",
      cost: "list price of transfer",
    },
    ledger,
  };
}

/** Most machines whose place is known stand for those that send. */
function siteOfFlow({ home }: Context, path: string): Site {
  const inputs = placedBy("components");
  if (home !== undefined) return { ...siteOf(home), path, inputs };
  return { path, inputs, provider: undefined, placement: undefined, where: "cloud" };
}

/** The line of a site of one's own has no list price. */
function priceOf(context: Context, { where, inputs }: Site, gb: Uncertain): Uncertain {
  if (where !== undefined && where !== "cloud") return unknown(inputs.place);
  return multiply(gb, take(context, PRICES["price.transfer"]));
}
