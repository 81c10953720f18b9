/** A cause of uncertainty in plain words, and what of the manifest would narrow it. */

import type { Manifest } from "../manifest/manifest.ts";
import type { Context } from "./context.ts";
import type { PartKind } from "./result.ts";

/** The part whose figure a cause widens. */
export interface PartRef {
  /** Manifest path. */
  readonly id: string;
  readonly kind: PartKind;
  readonly subject: string;
}

/** The manifest, and what of it is looked up by id. */
type Described = Pick<Context, "manifest" | "models" | "components" | "flows">;

export interface Narrowing {
  /** What the cause is. */
  readonly text: string;
  /** Manifest path that would narrow the range; undefined where no input can. */
  readonly input: string | undefined;
  /** What to give there, or why nothing can be given. */
  readonly narrowedBy: string;
}

/** Inputs by the kind of the part, as paths below the part. */
type Inputs = { readonly [K in PartKind]?: Field };

interface Topic {
  /** Coefficient ids that it is about. */
  readonly ids: RegExp;
  /** `name` is the second word of the id: a chip, a country. */
  readonly text: (name: string) => string;
  readonly inputs: Inputs;
}

/** Inputs that narrow, and what is to be given there. */
const FIELDS = {
  power_w: "measured or rated watts of one replica",
  busy_pct: "the measured share of time with work",
  "compute.busy_pct": "the measured use of the virtual CPUs",
  concurrency: "the mean number of requests in flight",
  "replicas.mean": "the mean number of replicas",
  "replicas.target_busy_pct": "what the autoscaler aims at",
  hours_per_month: "the hours that it runs",
  scale_to_zero_after_s: "how long a replica waits before it stops",
  cold_start_s: "how long a replica takes to start",
  lifetime_years: "the years that the hardware is used",
  pue: "the PUE of the site",
  grid_g_kwh: "the carbon intensity of the site's own grid",
  placement: "the region or country",
  usd_per_hour: "the price that you pay",
  wh_per_call: "a measured energy per call",
  "precision.weights": "the number format of the weights",
  params_b: "the number of parameters",
  price: "the price that you pay",
  hours_per_run: "the hours of one run",
  accelerator: "the chip that it runs on",
  compute: "its virtual CPUs and memory",
  copies: "the number of copies",
  class: "the kind of storage",
} as const;
type Field = keyof typeof FIELDS;

const ENERGY: Inputs = { component: "busy_pct", model: "wh_per_call", training: "hours_per_run" };
const POWER: Inputs = { component: "power_w", model: "wh_per_call" };
const PLACE: Inputs = { model: "placement", training: "placement", data: "placement" };
const PAID: Inputs = { component: "usd_per_hour", model: "price" };

/** The first that fits counts. */
const TOPICS: readonly Topic[] = [
  topic(/^accelerator\.[^.]+\.tdp$/, (chip) => `rated power of ${chip}`, POWER),
  topic(/^(accelerator\.[^.]+\.idle|idle\.loaded)/, () => "power of accelerators at rest", POWER),
  topic(/^accelerator\.[^.]+\.price/, (chip) => `price of ${chip}`, PAID),
  topic(/^(accelerator\.[^.]+\.)?embodied/, () => "manufacture of the hardware", {}),
  topic(/^accelerator\./, (chip) => `what ${chip} can do`, ENERGY),
  topic(/^power-share\./, () => "power of accelerators at work over their rated power", POWER),
  topic(/^idle\.host|^host\.card-idle/, () => "power of hosts at rest", POWER),
  topic(/^host\./, () => "energy of the hosts beside that of their accelerators", POWER),
  topic(/^cpu\.busy-pct$/, () => "how busy the virtual CPUs are", {
    component: "compute.busy_pct",
  }),
  topic(/^store\.busy/, () => "how busy the store is", { component: "compute.busy_pct" }),
  topic(/^store\./, () => "how large the machine of the store is", { component: "compute" }),
  topic(/^environment\./, () => "how long machines for development and tests run", {}),
  topic(/^disclosed\./, () => "what vendors disclose of a call", ENERGY),
  topic(/^(cpu|memory)\./, () => "power of processors and memory", POWER),
  topic(/^lifetime\./, () => "years that hardware is used", { component: "lifetime_years" }),
  topic(/^use\.busy-pct/, () => "how much of its time it has work", { component: "busy_pct" }),
  topic(/^use\.device-busy/, () => "how much of their time devices have work", {
    component: "busy_pct",
  }),
  topic(/^use\.replicas/, () => "how many replicas run", { component: "replicas.mean" }),
  topic(/^use\.hours/, () => "how many hours it runs", { component: "hours_per_month" }),
  topic(/^scaling\.target/, () => "how busy the autoscaler keeps its replicas", {
    component: "replicas.target_busy_pct",
  }),
  topic(/^scaling\.idle/, () => "how long a replica waits before it stops", {
    component: "scale_to_zero_after_s",
  }),
  topic(/^scaling\.cold/, () => "how long a replica takes to start", {
    component: "cold_start_s",
  }),
  topic(/^serving\.(batch|seconds)/, () => "how many requests are served together", {
    ...ENERGY,
    component: "concurrency",
  }),
  topic(/^precision\.(?!effect)/, () => "bytes per weight", { model: "precision.weights" }),
  topic(/^model\./, () => "how large the model is", { model: "params_b" }),
  topic(/^(inference|serving|precision)\./, () => "energy of a token beyond what is known", ENERGY),
  topic(/^(image|video|one-pass)\./, () => "energy of one call beyond what is known", ENERGY),
  topic(/^disclosed\./, () => "what the vendor's disclosure says of this call", ENERGY),
  topic(/^store\./, () => "machines that hold the data at hand", { component: "compute" }),
  topic(/^environment\./, () => "how much development machines are on and work", {}),
  topic(/^training\./, () => "how well training uses its accelerators", ENERGY),
  topic(/^storage\.replication/, () => "copies that the provider keeps", { data: "copies" }),
  topic(/^storage\./, () => "power of drives", { data: "class" }),
  topic(/^network\./, () => "energy of moving data", {}),
  topic(/^(region\.[^.]+\.[^.]+\.pue$|pue\.)/, () => "overhead of the data centre (PUE)", {
    ...PLACE,
    component: "pue",
  }),
  topic(/^(region\.[^.]+\.[^.]+\.(grid|marginal)$|grid\.)/, () => "carbon intensity of the grid", {
    ...PLACE,
    component: "grid_g_kwh",
  }),
  topic(/^(region\.[^.]+\.[^.]+\.wue$|wue\.)/, () => "water that the site evaporates", {
    ...PLACE,
    component: "placement",
  }),
  topic(/^ewif\./, () => "water that power stations consume", {
    ...PLACE,
    component: "placement",
  }),
  topic(/^price\.storage/, () => "price of storage", {}),
  topic(/^price\.transfer/, () => "price of moving data", {}),
  topic(
    /^(price\.factor|machine-price-factor)/,
    () => "price there, over that of the usual place",
    PAID,
  ),
  topic(/^(price\.(vcpu|memory|gcp)|machine-price)/, () => "price of the machine", PAID),
  topic(/^price/, () => "price of the calls", PAID),
];

function topic(ids: RegExp, text: Topic["text"], inputs: Inputs): Topic {
  return { ids, text, inputs };
}

const NOTHING = "nothing in the manifest does";
const ON_MACHINES: ReadonlySet<PartKind> = new Set(["model", "training", "evaluation"]);
const A_MACHINE = "a component that runs it, with its place and its measured power";

/** What is known of a coefficient that widens a part. */
export function narrowingOf(id: string, at: PartRef | undefined, context: Described): Narrowing {
  const found = TOPICS.find(({ ids }) => ids.test(id));
  if (found === undefined || at === undefined)
    return { text: found?.text(id) ?? id, input: undefined, narrowedBy: NOTHING };
  const text = found.text(id.split(".")[1] ?? "");
  const asked = inputOf(found.inputs, at, context);
  if (asked !== undefined) return { text, input: asked.path, narrowedBy: FIELDS[asked.field] };
  const onMachine = found.inputs.component !== undefined && ON_MACHINES.has(at.kind);
  return { text, input: undefined, narrowedBy: onMachine ? A_MACHINE : NOTHING };
}

/** What to give at a path of the manifest, in place of an assumption. */
export function askedFor(path: string): string {
  const field = (Object.keys(FIELDS) as Field[]).find((one) => path.endsWith(`.${one}`));
  return field === undefined ? "a figure of your own" : FIELDS[field];
}

interface Asked {
  readonly path: string;
  readonly field: Field;
}

/** An input of the part itself, else of the model that it runs, where it takes effect and is not given. */
function inputOf(inputs: Inputs, at: PartRef, context: Described): Asked | undefined {
  const own = inputs[at.kind];
  const model = context.models.get(modelOf(at, context) ?? "");
  const asked: (Asked | undefined)[] = [
    own === undefined ? undefined : { path: `${at.id}.${own}`, field: own },
    inputs.model === undefined || model === undefined
      ? undefined
      : { path: `models.${model.id}.${inputs.model}`, field: inputs.model },
  ];
  return asked.find((one): one is Asked => {
    if (one === undefined || isGiven(context.manifest, one)) return false;
    if (at.kind === "training" && one.path.startsWith(`models.${model?.id}.${one.field}`))
      return SIZE.has(one.field);
    const ofModel = one.path.startsWith("models.") && at.kind !== "training";
    return (
      one.field !== "placement" || !ofModel || (model?.access === "api" && at.kind !== "component")
    );
  });
}

/** What of a model decides its training. */
const SIZE: ReadonlySet<Field> = new Set(["params_b", "precision.weights"]);

/** A place or a class that is given narrows nothing more; any other input may have a range. */
function isGiven(
  { models, data = [], components = [] }: Manifest,
  { path, field }: Asked,
): boolean {
  if (field !== "placement" && field !== "class") return false;
  const items = { models, data, components };
  return Object.entries(items).some(([section, list]) =>
    list.some((item) => path === `${section}.${item.id}.${field}` && field in item),
  );
}

function modelOf({ kind, subject }: PartRef, context: Described): string | undefined {
  const { components, flows, manifest, models } = context;
  const first = (ids: readonly string[] = []) => ids.find((id) => models.has(id));
  switch (kind) {
    case "component":
      return first(components.get(subject)?.runs);
    case "evaluation": {
      const tested = manifest.environments?.find(({ name }) => name === subject)?.evals ?? [];
      const stepsOf = (flow: string) => flows.get(flow)?.steps ?? [];
      return first(tested.flatMap(({ use }) => [use, ...stepsOf(use).map((step) => step.use)]));
    }
    case "model":
    case "training":
      return subject;
    case "data":
      return undefined;
  }
}
