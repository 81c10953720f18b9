/** Requests that a smaller model answers as well, sent to it: one of the manifest, or the next smaller one. */

import type { PlainValue } from "../amend/plain-value.ts";
import { LEVERS } from "../coefficients/levers.ts";
import { type Context, createContext } from "../estimate/context.ts";
import { likely } from "../manifest/amount.ts";
import type { Step } from "../manifest/flow.ts";
import type { Manifest } from "../manifest/manifest.ts";
import type { Model } from "../manifest/model.ts";
import type { Path } from "../yaml/parse-yaml.ts";
import { busyAfter, type Called, calledNow, machinesOf } from "./busy-after.ts";
import { evidenceOf } from "./evidence.ts";
import { freeId } from "./free-id.ts";
import type { FieldChange, FindLevers, Lever, LeverInput } from "./lever.ts";
import {
  callsByModel,
  isMeasured,
  isWorthALook,
  type ModelCall,
  modelCalls,
  modelsThatMatter,
} from "./model-calls.ts";
import { activeSize, isSmaller, nextSmallerSold } from "./next-smaller.ts";
import { shownSpread } from "./spread.ts";

/** Steps whose requests are easy and hard by turns, in flows that do not choose among models already. */
export const routingLevers: FindLevers = (input) => {
  const context = createContext(input.manifest, input.data, input.today);
  const matters = modelsThatMatter(input);
  const others = ladderOf(context, input.manifest);
  const calls = modelCalls(input);
  const routed = new Set(
    calls.filter(({ model }) => model.task === "route").map(({ flow }) => flow.id),
  );
  return calls
    .filter((call) => call.writes && matters.has(call.model.id) && isWorthALook(input, call))
    .filter(({ model }) => !isMeasured(model))
    .filter(({ model, step }) => isMixed(model) && step.repeats !== "until-done")
    .filter(({ flow, step }) => !routed.has(flow.id) && likely(step.reach_pct ?? 100) > 5)
    .flatMap((call) => {
      const smaller = smallerFor(input, context, call, others);
      return smaller === undefined ? [] : (split(input, call, smaller) ?? []);
    });
};

/** What people ask, as against one narrow task that is always as hard. */
const MIXED: ReadonlySet<string> = new Set(["chat", "qa", "summarise", "translate", "other"]);

function isMixed({ task = "other", used_for: purpose = "serving" }: Model): boolean {
  return MIXED.has(task) && purpose === "serving";
}

/** Models that could take calls, the largest first, by vendor. */
function ladderOf(context: Context, manifest: Manifest): ReadonlyMap<string, readonly Model[]> {
  const machines = machinesOf(manifest);
  const able = manifest.models.filter((model) => {
    const { id, access, generative, used_for: purpose = "serving", task = "other" } = model;
    if (generative !== true || !MIXED.has(task) || isMeasured(model)) return false;
    if (purpose !== "serving" && purpose !== "fallback") return false;
    return access === "api" || machines.has(id);
  });
  const sized = able.map((model) => ({ model, size: activeSize(context, model) ?? 0 }));
  const ladder = new Map<string, Model[]>();
  for (const { model } of sized.sort(
    (a, b) => b.size - a.size || (a.model.id < b.model.id ? -1 : 1),
  ))
    for (const vendor of [vendorOf(model), ANY])
      ladder.set(vendor, [...(ladder.get(vendor) ?? []), model].slice(0, MOST_OTHERS));
  return ladder;
}

const ANY = "any vendor";
/** More are not looked at. */
const MOST_OTHERS = 20;

const vendorOf = ({ vendor, platform, name }: Model) =>
  `vendor ${(vendor ?? platform ?? name).toLowerCase()}`;

/** A model, and whether the manifest has it. */
interface Smaller {
  readonly model: Model;
  readonly isNew: boolean;
}

/** Of the same vendor in the manifest, else the next of its family, else of any vendor in the manifest. */
function smallerFor(
  { manifest }: LeverInput,
  context: Context,
  { model }: ModelCall,
  others: ReadonlyMap<string, readonly Model[]>,
): Smaller | undefined {
  const among = (vendor: string) => {
    const found = others.get(vendor)?.find((other) => isSmaller(context, other, model));
    return found === undefined ? undefined : { model: found, isNew: false };
  };
  const own = among(vendorOf(model));
  if (own !== undefined) return own;
  const next = model.access === "api" ? nextSmallerSold(context, model) : undefined;
  if (next === undefined) return among(ANY);
  return { model: newModel(manifest, model, next), isNew: true };
}

/** What holds of it is what holds of the seller; the rest would be a guess. */
function newModel(manifest: Manifest, model: Model, { name }: Model): Model {
  const { access, vendor, platform, task, generative, placement } = model;
  return {
    id: freeId(manifest, `${model.id}-small`),
    name,
    access,
    ...(vendor === undefined ? {} : { vendor }),
    ...(platform === undefined ? {} : { platform }),
    ...(task === undefined ? {} : { task }),
    ...(generative === undefined ? {} : { generative }),
    ...(placement === undefined ? {} : { placement }),
  };
}

const { value: LIKELY, low: LOW, high: HIGH } = LEVERS["lever.routed-pct"];
const SHARE = { value: LIKELY, low: LOW, high: HIGH };

/**
 * The step becomes a flow of its own, in which the smaller model ends its share of the runs: so that each call is
 * made by one of the two, whatever the share.
 */
function split(
  input: LeverInput,
  call: ModelCall,
  { model: small, isNew }: Smaller,
): Lever | undefined {
  const { manifest } = input;
  const { step, flow, model, name, path } = call;
  const { around, inside } = halves(step);
  const now = calledNow(call);
  const part = LIKELY / 100;
  const others = (id: string) =>
    (callsByModel(input).get(id) ?? []).filter((one) => one !== call).map(calledNow);
  const after = new Map<string, readonly Called[]>([
    [model.id, [...others(model.id), { ...now, calls: now.calls * (1 - part) }]],
    [small.id, [...others(small.id), { ...now, model: small, calls: now.calls * part }]],
  ]);
  const busier = busyAfter(input, after);
  if (busier === undefined) return undefined;
  const id = freeId(manifest, `route-${step.id ?? step.use}`);
  const steps: readonly PlainValue[] = [
    { ...inside, use: small.id, reach_pct: { ...SHARE, basis: "estimated" }, ends_pct: 100 },
    { ...inside, use: model.id },
  ];
  const mode = flow.mode === undefined ? {} : { mode: flow.mode };
  const changes: readonly FieldChange[] = [
    ...(isNew
      ? [{ path: ["models", manifest.models.length], value: { ...small } as unknown as PlainValue }]
      : []),
    { path: ["flows", manifest.flows.length], value: { id, ...mode, steps } },
    { path, value: { id: step.id ?? step.use, ...around, use: id } },
    ...busier.changes,
  ];
  return {
    kind: "routing",
    item: call.item,
    option: small.name,
    title: `Send ${shownSpread(SHARE)} % of the calls of ${name} to ${isNew ? small.name : `${small.id} (${small.name})`} instead of ${model.id}`,
    changes,
    // Both are told apart by what they are now.
    restsOn: [model, small].flatMap(({ id: of }) => nameOf(manifest, of)),
    assumes: [
      `Requests are as mixed as those that the share was measured with. Tokens per call stay as they are.`,
      "What chooses between the two models is not counted: a small classifier.",
      ...busier.assumes,
    ],
    evidence: [
      evidenceOf(
        LEVERS["lever.routed-pct"],
        "Sending a request to a smaller model where it answers as well saved 80 % of the energy with a perfect choice, 64 % with one that is right in 80 % of the cases, 48 % at 60 %.",
      ),
      evidenceOf(
        LEVERS["lever.routed-cost"],
        "A trained router cut cost by up to 85 % at 95 % of the quality of the large model on MT Bench.",
      ),
    ],
    effort: "development",
    against: [
      model.smaller_tried === undefined
        ? "The share that the smaller model answers well enough here is not known: measure it on the evaluation set."
        : "smaller_tried says how a smaller model did: routing helps only where easy requests can be told from hard ones beforehand.",
      "Requests that are judged too easy get a worse answer.",
      ...(vendorOf(small) === vendorOf(model)
        ? []
        : ["The requests go to a second vendor: check its terms and where it works on them."]),
      ...(isNew && model.placement !== undefined
        ? [`Check first whether ${small.name} is offered in the region that is chosen.`]
        : []),
    ],
    checks: [],
  };
}

function nameOf({ models }: Manifest, id: string): readonly Path[] {
  const at = models.findIndex((one) => one.id === id);
  return at < 0 ? [] : [["models", at, "name"]];
}

/** What says how often a step is run, and what says what one call is. */
function halves(step: Step): { readonly around: PlainFields; readonly inside: PlainFields } {
  const around: Record<string, PlainValue> = {};
  const inside: Record<string, PlainValue> = {};
  for (const [key, value] of Object.entries(step))
    if (key !== "id" && key !== "use")
      (HOW_OFTEN.has(key) ? around : inside)[key] = value as PlainValue;
  return { around, inside };
}

type PlainFields = Readonly<Record<string, PlainValue>>;

const HOW_OFTEN: ReadonlySet<string> = new Set([
  ...["reach_pct", "ends_pct", "calls", "calls_p95", "repeats", "limits"],
]);
