/** US dollars per month of machines: the manifest's own price, else dated list prices. */

import type { Accelerator } from "../coefficients/accelerators.ts";
import { PRICES } from "../coefficients/prices.ts";
import type { Placement } from "../manifest/amount.ts";
import type { Component } from "../manifest/component.ts";
import { add, exactly, multiply, type Uncertain, unknown, ZERO } from "../quantity/uncertain.ts";
import { cloudOf } from "./cloud-region.ts";
import { assume, type Context, given, type Ledger, note, take } from "./context.ts";

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
  const perHour = listPricePerHour(context, machines);
  if (perHour === undefined) return unknown(inputs.perHour);
  return multiply(perHour, machines.replicaHours, discount(context, ledger, paid));
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
function discount(context: Context, ledger: Ledger, paid: Paid): Uncertain {
  const { purchase, provider, inputs } = paid;
  const input = inputs.perHour;
  const scope = provider ?? input;
  const elsewhere = placeFactor(context, ledger, paid, scope);
  if (purchase !== "spot" && purchase !== "reserved") return elsewhere;
  const factor = assume(context, ledger, PRICES[`price.factor.${purchase}`], {
    text: `${purchase} price as a share of the list price`,
    input,
    scope,
  });
  return multiply(elsewhere, factor);
}

/** What another provider or another region does to the list price of AWS in us-east-1. */
function placeFactor(
  context: Context,
  ledger: Ledger,
  { provider, placement = [], purchase, inputs }: Paid,
  scope: string,
): Uncertain {
  const input = inputs.perHour;
  if (cloudOf(provider) !== "aws")
    return assume(context, ledger, PRICES["price.factor.other-provider"], {
      text: "list price of AWS stands for that of the provider",
      input,
      scope,
    });
  const regions = placement.map(({ region, country }) => region ?? country);
  const priced = regions.length > 0 && regions.every((one) => one === "us-east-1");
  if (!priced)
    return assume(context, ledger, PRICES["price.factor.region"], {
      text: "on-demand list price of us-east-1 stands for that of another region",
      input,
      scope: regions.join("+"),
    });
  if (purchase !== "spot" && purchase !== "reserved")
    note(ledger, "on-demand list price of us-east-1", input);
  return exactly(1);
}
