/** A data set in a month: storage with its copies, and what is moved. */

import type { Coefficient } from "../coefficients/coefficient.ts";
import { COMPUTE, EMBODIED } from "../coefficients/host.ts";
import { PRICES } from "../coefficients/prices.ts";
import type { DataSet } from "../manifest/surroundings.ts";
import {
  add,
  divide,
  exactly,
  multiply,
  scale,
  type Uncertain,
  unknown,
  ZERO,
} from "../quantity/uncertain.ts";
import { bestRegionsOf, isCloud } from "./cloud-region.ts";
import { siteOf } from "./component-part.ts";
import { assume, type Context, createLedger, given, type Ledger, note, take } from "./context.ts";
import { sizeOfData } from "./data-size.ts";
import { lifeHours } from "./embodied.ts";
import { impactOf } from "./impact.ts";
import type { Part } from "./part.ts";
import { placedBy, placeOf, type Site } from "./place.ts";

type Class = NonNullable<DataSet["class"]>;

/** What a class of storage is made of. */
interface Medium {
  readonly power: Coefficient;
  readonly embodied: Coefficient;
  readonly replication: Coefficient;
  readonly price: Coefficient;
}

const MEDIA: Readonly<Record<Exclude<Class, "memory">, Medium>> = {
  ssd: {
    power: COMPUTE["storage.ssd"],
    embodied: EMBODIED["embodied.ssd"],
    replication: COMPUTE["storage.replication.volume"],
    price: PRICES["price.storage.volume"],
  },
  hdd: {
    power: COMPUTE["storage.hdd"],
    embodied: EMBODIED["embodied.hdd"],
    replication: COMPUTE["storage.replication.volume"],
    price: PRICES["price.storage.volume"],
  },
  object: {
    power: COMPUTE["storage.hdd"],
    embodied: EMBODIED["embodied.hdd"],
    replication: COMPUTE["storage.replication.object"],
    price: PRICES["price.storage.object"],
  },
  archive: {
    power: COMPUTE["storage.archive"],
    embodied: EMBODIED["embodied.archive"],
    replication: COMPUTE["storage.replication.object"],
    price: PRICES["price.storage.archive"],
  },
};

const HOURS_PER_MONTH = 730;

export function estimateData(context: Context, data: DataSet): Part {
  const ledger = createLedger();
  const path = `data.${data.id}`;
  const site = siteOfData(context, ledger, data, path);
  const place = placeOf(context, ledger, site);
  const gb = keptGb(data, path);
  const moved =
    data.transfer_gb_month === undefined
      ? ZERO
      : given(data.transfer_gb_month, `${path}.transfer_gb_month`);
  const kept = keptIn(context, ledger, data, path, gb, isRented(site));
  const transfer = multiply(moved, take(context, COMPUTE["network.transfer"]));
  const transferCost = multiply(moved, take(context, PRICES["price.transfer"]));
  return {
    id: path,
    kind: "data",
    subject: data.id,
    method: "stored",
    impact: impactOf(
      add(kept.machines, transfer),
      place,
      kept.embodied,
      isRented(site) ? add(kept.cost, transferCost) : unknown(`${path}.provider`),
    ),
    active: undefined,
    idle: undefined,
    grid: place.grid,
    ...bestRegionsOf(site),
    declared: undefined,
    boundaries: {
      energy: "drives with the provider's own copies, transfer, data centre (PUE)",
      cost: "list price of storage and transfer",
    },
    ledger,
  };
}

/** Where the manifest says, else where most machines in known places stand. */
function siteOfData(context: Context, ledger: Ledger, data: DataSet, path: string): Site {
  const inputs = placedBy(`${path}.placement`);
  const { provider, placement } = data;
  const where = provider === undefined || isCloud(provider) ? "cloud" : "on-prem";
  const given = { path, inputs, provider, placement, where } as const;
  if (placement !== undefined || provider !== undefined) return given;
  const machine = context.home;
  if (machine === undefined) return given;
  note(ledger, `stored where ${machine.id} runs`, `${path}.placement`);
  return { ...siteOf(machine), path, inputs };
}

/** Mean size over the month, own copies included. */
function keptGb(data: DataSet, path: string): Uncertain {
  const copies = data.copies === undefined ? exactly(1) : given(data.copies, `${path}.copies`);
  return multiply(sizeOfData(data), copies);
}

/** Storage of one's own has no list price. */
function isRented({ where }: Site): boolean {
  return where === undefined || where === "cloud";
}

function keptIn(
  context: Context,
  ledger: Ledger,
  data: DataSet,
  path: string,
  gb: Uncertain,
  rented: boolean,
): Kept {
  if (data.class !== "memory") return onDrives(context, ledger, data, path, gb, rented);
  const cache = context.manifest.components?.find(
    ({ kind, compute, stores }) =>
      (kind !== "object-store" && stores?.includes(data.id)) ||
      (kind === "cache" && compute?.memory_gb !== undefined),
  );
  if (cache === undefined) return inMemory(context, gb);
  note(ledger, `kept in the memory of ${cache.id}, and counted there`, `${path}.class`);
  return { machines: ZERO, embodied: ZERO, cost: ZERO };
}

interface Kept {
  /** kWh before PUE. */
  readonly machines: Uncertain;
  readonly embodied: Uncertain;
  readonly cost: Uncertain;
}

function onDrives(
  context: Context,
  ledger: Ledger,
  data: DataSet,
  path: string,
  gb: Uncertain,
  rented: boolean,
): Kept {
  const { class: kind = "object" } = data;
  const medium = MEDIA[kind === "memory" ? "ssd" : kind];
  const replication = copiesOf(context, ledger, data, path, medium, rented);
  const full = take(context, COMPUTE["storage.fill"]);
  const stored = divide(scale(multiply(gb, replication), 0.001), full);
  const wh = scale(multiply(stored, take(context, medium.power)), HOURS_PER_MONTH);
  const made = scale(multiply(stored, take(context, medium.embodied)), HOURS_PER_MONTH);
  return {
    machines: scale(wh, 0.001),
    embodied: divide(made, lifeHours(context, "server")),
    cost: multiply(gb, take(context, medium.price)),
  };
}

/** Copies that providers keep by themselves; on one's own drives, those that guard against their failure. */
function copiesOf(
  context: Context,
  ledger: Ledger,
  data: DataSet,
  path: string,
  { replication }: Medium,
  rented: boolean,
): Uncertain {
  if (!rented)
    return assume(context, ledger, COMPUTE["storage.replication.own"], {
      text: "own drives, with none to one spare copy against failures",
      input: `${path}.copies`,
    });
  return assume(context, ledger, replication, {
    text:
      data.class === undefined
        ? "object storage, with the provider's own copies"
        : "the provider keeps copies of its own",
    input: `${path}.class`,
  });
}

function inMemory(context: Context, gb: Uncertain): Kept {
  const wh = scale(multiply(gb, take(context, COMPUTE["memory.power"])), HOURS_PER_MONTH);
  const made = scale(multiply(gb, take(context, EMBODIED["embodied.memory"])), HOURS_PER_MONTH);
  return {
    machines: scale(wh, 0.001),
    embodied: divide(made, lifeHours(context, "server")),
    cost: multiply(gb, take(context, PRICES["price.storage.memory"])),
  };
}
