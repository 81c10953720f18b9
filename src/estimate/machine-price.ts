/** US dollars per month of machines: the manifest's own price, else dated list prices. */

import type { Accelerator } from "../coefficients/accelerators.ts";
import type { Placement } from "../manifest/amount.ts";
import type { Component } from "../manifest/component.ts";
import {
  add,
  divide,
  exactly,
  multiply,
  type Uncertain,
  unknown,
  ZERO,
} from "../quantity/uncertain.ts";
import { acceleratorPrice } from "./accelerator-price.ts";
import { likelyOf } from "./allocation.ts";
import { computePrice } from "./compute-price.ts";
import { type Context, given, type Ledger, note } from "./context.ts";
import type { Purchase } from "./machine-offers.ts";
import { type Seller, sellerOf } from "./machine-seller.ts";
import { sharesOf } from "./place.ts";

/** What is paid for: hours of so many replicas with so much in each. */
export interface Machines {
  readonly replicaHours: Uncertain;
  readonly accelerator?: { readonly type: Accelerator; readonly count: Uncertain } | undefined;
  readonly vcpus?: Uncertain | undefined;
  readonly memoryGb?: Uncertain | undefined;
}

/** How machines are paid for, and which manifest paths would say so. */
export interface Paid
  extends Pick<Component, "where" | "provider" | "purchase" | "usd_per_hour" | "usd_per_month"> {
  /** Share of a shared service that the product uses; undefined: all of it. */
  readonly share?: Uncertain | undefined;
  readonly placement?: readonly Placement[] | undefined;
  readonly inputs: { readonly perHour: string; readonly perMonth: string };
}

export function machinePrice(
  context: Context,
  ledger: Ledger,
  paid: Paid,
  machines: Machines,
): Uncertain {
  const { usd_per_month: month, usd_per_hour: hour, where, purchase, inputs } = paid;
  if (month !== undefined) return multiply(given(month, inputs.perMonth), paid.share ?? exactly(1));
  if (hour !== undefined) return multiply(given(hour, inputs.perHour), machines.replicaHours);
  if (where === "device") {
    note(ledger, "runs on users' devices, which the product does not pay for", inputs.perMonth);
    return ZERO;
  }
  if (where === "on-prem" || where === "edge" || where === "saas" || purchase === "owned")
    return unknown(inputs.perMonth);
  const perHour = overPlaces(paid, (seller) =>
    pricePerHour(context, ledger, paid, machines, seller),
  );
  return multiply(perHour, machines.replicaHours);
}

/** The mean over the places, by their shares. */
function overPlaces(
  { provider, placement = [], inputs }: Paid,
  price: (seller: Seller) => Uncertain,
): Uncertain {
  if (placement.length < 2) return price(sellerOf(provider, placement[0]));
  const path = inputs.perHour.replace(/\.[^.]*$/, "");
  const shares = sharesOf(placement, path);
  const paid = placement.map((place, index) =>
    multiply(shares[index] ?? ZERO, price(sellerOf(provider, place))),
  );
  return divide(paid.reduce(add, ZERO), shares.reduce(add, ZERO));
}

/** US dollars per replica and hour. */
function pricePerHour(
  context: Context,
  ledger: Ledger,
  { purchase, inputs }: Paid,
  { accelerator, vcpus, memoryGb = ZERO }: Machines,
  seller: Seller,
): Uncertain {
  const input = inputs.perHour;
  const asked = { seller, input, purchase: purchaseOf(purchase) };
  if (accelerator !== undefined) {
    const count = likelyOf(accelerator.count) ?? 1;
    const chip = { ...asked, accelerator: accelerator.type.id, count };
    const price = acceleratorPrice(context, ledger, chip);
    return price === undefined ? unknown(input) : multiply(price, accelerator.count);
  }
  return vcpus === undefined
    ? unknown(input)
    : computePrice(context, ledger, { ...asked, vcpus, memoryGb });
}

function purchaseOf(purchase: Component["purchase"]): Purchase {
  return purchase === "spot" || purchase === "reserved" ? purchase : "on-demand";
}
