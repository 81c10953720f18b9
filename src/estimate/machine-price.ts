/** US dollars per month of machines: the manifest's own price, else dated list prices. */

import type { Accelerator } from "../coefficients/accelerators.ts";
import { PRICES } from "../coefficients/prices.ts";
import type { Component } from "../manifest/component.ts";
import { add, multiply, scale, type Uncertain, unknown, ZERO } from "../quantity/uncertain.ts";
import { assume, type Context, given, type Ledger, note, take } from "./context.ts";
import { cloudOf } from "./place.ts";

/** What is paid for: hours of so many replicas with so much in each. */
export interface Machines {
  readonly replicaHours: Uncertain;
  readonly accelerator?: { readonly type: Accelerator; readonly count: Uncertain } | undefined;
  readonly vcpus?: Uncertain | undefined;
  readonly memoryGb?: Uncertain | undefined;
}

export type Paid = Pick<
  Component,
  "where" | "provider" | "purchase" | "usd_per_hour" | "usd_per_month"
>;

export function machinePrice(
  context: Context,
  ledger: Ledger,
  path: string,
  paid: Paid,
  machines: Machines,
): Uncertain {
  if (paid.usd_per_month !== undefined) return given(paid.usd_per_month, `${path}.usd_per_month`);
  if (paid.usd_per_hour !== undefined)
    return multiply(given(paid.usd_per_hour, `${path}.usd_per_hour`), machines.replicaHours);
  if (paid.where === "device") {
    note(
      ledger,
      "runs on users' devices, which the product does not pay for",
      `${path}.usd_per_month`,
    );
    return ZERO;
  }
  if (
    paid.where === "on-prem" ||
    paid.where === "edge" ||
    paid.where === "saas" ||
    paid.purchase === "owned"
  )
    return unknown(`${path}.usd_per_month`);
  const perHour = listPricePerHour(context, machines);
  if (perHour === undefined) return unknown(`${path}.usd_per_hour`);
  return multiply(perHour, machines.replicaHours, discount(context, ledger, path, paid));
}

function listPricePerHour(
  context: Context,
  { accelerator, vcpus, memoryGb }: Machines,
): Uncertain | undefined {
  if (accelerator !== undefined) {
    const { price } = accelerator.type;
    return price === undefined ? undefined : multiply(take(context, price), accelerator.count);
  }
  if (vcpus === undefined) return undefined;
  const memory = multiply(memoryGb ?? ZERO, take(context, PRICES["price.memory"]));
  return add(multiply(vcpus, take(context, PRICES["price.vcpu"])), memory);
}

/** What a way of paying and another provider do to the list price of AWS. */
function discount(context: Context, ledger: Ledger, path: string, paid: Paid): Uncertain {
  const { purchase, provider } = paid;
  const scope = provider ?? path;
  const elsewhere =
    cloudOf(provider) === "aws"
      ? scale(ONE, 1)
      : assume(context, ledger, PRICES["price.factor.other-provider"], {
          text: "list price of AWS stands for that of the provider",
          input: `${path}.usd_per_hour`,
          scope,
        });
  if (purchase !== "spot" && purchase !== "reserved") return elsewhere;
  const factor = assume(context, ledger, PRICES[`price.factor.${purchase}`], {
    text: `${purchase} price as a share of the list price`,
    input: `${path}.usd_per_hour`,
    scope,
  });
  return multiply(elsewhere, factor);
}

const ONE: Uncertain = { values: 1, origins: [], missing: [] };
