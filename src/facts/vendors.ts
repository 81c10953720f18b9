import type { Model } from "../manifest/model.ts";
import type { ModelFigures } from "./estimate-facts.ts";
import { type Count, sum } from "./flow-counts.ts";
import { isClosed, percentOf, type Sources, vendorOf } from "./sources.ts";

export interface VendorShare {
  readonly top_closed_vendor: string | undefined;
  readonly top_closed_vendor_pct: Count;
}

const UNKNOWN: VendorShare = { top_closed_vendor: undefined, top_closed_vendor_pct: undefined };

/** The closed vendor with the largest share of what called models cost, or of their energy. */
export function topClosedVendor({ index, estimate }: Sources): VendorShare {
  const called = index.manifest.models.filter(({ id }) => index.calledBySteps.has(id));
  const closed = called.filter(isClosed);
  if (closed.length === 0) return { top_closed_vendor: undefined, top_closed_vendor_pct: 0 };
  const vendors = new Set(closed.map(vendorOf));
  const [only] = vendors;
  // Where there is one vendor for all, no figure is needed to know its share.
  if (vendors.size === 1 && closed.length === called.length)
    return only === undefined ? UNKNOWN : { top_closed_vendor: only, top_closed_vendor_pct: 100 };
  if (vendors.has(undefined)) return UNKNOWN;
  const figures = (key: keyof ModelFigures & ("costUsd" | "energyKwh")) => (model: Model) =>
    estimate.models.get(model.id)?.[key];
  return (
    topShare(called, closed, figures("costUsd")) ??
    topShare(called, closed, figures("energyKwh")) ??
    UNKNOWN
  );
}

/** Undefined when the figure of a called model is unknown, or all are nil. */
function topShare(
  called: readonly Model[],
  closed: readonly Model[],
  figure: (model: Model) => Count,
): VendorShare | undefined {
  const total = sum(called.map(figure));
  const byVendor = new Map<string, number>();
  for (const model of closed) {
    const vendor = vendorOf(model) ?? "";
    byVendor.set(vendor, (figure(model) ?? 0) + (byVendor.get(vendor) ?? 0));
  }
  const [top] = [...byVendor].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  const percent = percentOf(top?.[1], total);
  return percent === undefined
    ? undefined
    : { top_closed_vendor: top?.[0], top_closed_vendor_pct: percent };
}
