/** Accelerators: power, memory, bandwidth, dense 16-bit arithmetic, manufacture. Prices are in machine-prices.json. */

import type { AcceleratorClass, Figure, HostKind, Row } from "./accelerator-row.ts";
import { type Coefficient, coefficient } from "./coefficient.ts";
import { DEVICES } from "./devices.ts";
import { GPUS } from "./gpus.ts";
import { MORE_GPUS } from "./more-gpus.ts";
import { TENSOR_CHIPS } from "./tensor-chips.ts";

export interface Accelerator {
  readonly id: string;
  readonly class: AcceleratorClass;
  /** Spellings that a manifest may use, besides the id; lower case, without the maker's name. */
  readonly names: readonly string[];
  /** Where it usually stands: in a server, or by itself as an edge device or computer. */
  readonly form: "server" | "device";
  readonly tdp: Coefficient;
  readonly idle: Coefficient;
  /** GB of one chip. */
  readonly memory: Coefficient;
  /** GB/s; undefined for chips that are measured, which need no model of their memory. */
  readonly bandwidth: Coefficient | undefined;
  /** TFLOP/s, 16 bit, dense (not the sparse figure of data sheets). */
  readonly flops: Coefficient;
  readonly embodied: Coefficient;
  /** What it stands in: a server of eight, a host of one or a few cards, or a TPU host. Devices have none. */
  readonly host: HostKind;
}

const ROWS: Readonly<Record<string, Row>> = {
  ...GPUS,
  ...MORE_GPUS,
  ...TENSOR_CHIPS,
  ...DEVICES,
};

const ID_BY_NAME: ReadonlyMap<string, string> = new Map(
  Object.entries(ROWS).flatMap(([id, { names }]) => [id, ...names].map((name) => [name, id])),
);

/** An accelerator by its id or another spelling of the table, in lower case. Made when first asked for. */
export function acceleratorNamed(name: string): Accelerator | undefined {
  const id = ID_BY_NAME.get(name);
  if (id === undefined) return undefined;
  const known = MADE.get(id);
  if (known !== undefined) return known;
  const row = ROWS[id];
  if (row === undefined) return undefined;
  const made = toAccelerator(id, row);
  MADE.set(id, made);
  return made;
}

const MADE = new Map<string, Accelerator>();

/** Ids and other spellings, in lower case; ids first. */
export function acceleratorNames(): readonly string[] {
  return [...Object.keys(ROWS), ...ID_BY_NAME.keys()];
}

export function allAccelerators(): readonly Accelerator[] {
  return Object.keys(ROWS).flatMap((id) => acceleratorNamed(id) ?? []);
}

function toAccelerator(id: string, row: Row): Accelerator {
  const of = (key: string, figure: Figure, unit: string, boundary: string) =>
    toCoefficient(`accelerator.${id}.${key}`, figure, unit, boundary, row);
  const device = row.form === "device";
  return {
    id,
    class: row.class,
    names: row.names,
    form: row.form ?? "server",
    host: row.host ?? "eight-way",
    tdp: of("tdp", row.tdp, "W", device ? "whole device at load" : "accelerator at its rating"),
    idle: of("idle", row.idle, "W", device ? "whole device at rest" : "accelerator without work"),
    memory: of("memory", row.memory, "GB", "one accelerator"),
    bandwidth:
      row.bandwidth === undefined
        ? undefined
        : of("bandwidth", row.bandwidth, "GB/s", "one accelerator, memory"),
    flops: of("flops", row.flops, "TFLOP/s", "one accelerator, 16 bit, dense"),
    embodied: of("embodied", row.embodied, "kgCO2e", "cradle to gate, one unit"),
  };
}

function toCoefficient(
  id: string,
  figure: Figure,
  unit: string,
  boundary: string,
  row: Row,
): Coefficient {
  const own = typeof figure === "object" && "is" in figure;
  const spread = own ? figure.is : figure;
  const published = own ? figure.published : row.published;
  return coefficient(id, spread, {
    unit,
    boundary,
    source: own ? figure.source : row.source,
    locator: own ? figure.locator : "specification table",
    quality: own ? figure.quality : "vendor",
    published,
    vintage: Number(published.slice(0, 4)),
  });
}
