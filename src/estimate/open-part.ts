/**
 * What nobody can put a figure on: parts that the manifest uses and does not describe, and steps that nothing
 * ever calls. A total with them is "at least".
 */

import { type Dangling, danglingReferences } from "../manifest/references.ts";
import { isZero, unknown } from "../quantity/uncertain.ts";
import { type Context, createLedger, note } from "./context.ts";
import { unknownImpact } from "./impact.ts";
import type { Part } from "./part.ts";
import type { PartKind } from "./result.ts";
import type { Traffic } from "./traffic.ts";

/** More would change no total: one that lacks a part is "at least" already. */
const MOST_PARTS = 100;

/** Something without a figure, where the manifest names it, and why. */
interface Open {
  readonly subject: string;
  readonly input: string;
  readonly kind: PartKind;
  readonly why: string;
}

/** One part for each id that steps call, tests call, or machines run; and for each step or flow that is never run. */
export function openParts(context: Context, traffic: Traffic): readonly Part[] {
  const dangling = danglingReferences(context.manifest);
  const meant = new Map(dangling.map((one) => [`${one.to} ${one.id}`, one.meant]));
  const nowhere = ({ id, to, ...use }: Use): Open => {
    const hint = meant.get(`${to} ${id}`);
    const why = `${id} is used and described nowhere${hint === undefined ? "" : `; did you mean ${hint}?`}`;
    return { subject: id, ...use, why };
  };
  const uses = new Map<string, Use>();
  for (const use of [...called(context, traffic), ...run(context)])
    if (!uses.has(use.id)) uses.set(use.id, use);
  return [...[...uses.values()].map(nowhere), ...neverCalled(traffic)]
    .slice(0, MOST_PARTS)
    .map(openPart);
}

/** Nobody lists what is never done: a zero, or a share that leaves nothing, was not meant so. */
function neverCalled({ flows, unitsPerMonth }: Traffic): readonly Open[] {
  if (isZero(unitsPerMonth))
    return [never("the product", VOLUME, "delivers nothing in a month: say how much is expected")];
  return flows.flatMap(({ flow, runsPerMonth, steps }): Open[] => {
    const path = `flows.${flow.id}`;
    if (isZero(runsPerMonth))
      return [never(flow.id, path, "never runs: leave the flow out, or say how often it does")];
    return steps
      .filter(({ work }) => isZero(work.callsPerMonth))
      .map(({ work, step }) =>
        never(
          step.id ?? step.use,
          work.path,
          "is never called: leave the step out, or say how often it is",
        ),
      );
  });
}

const VOLUME = "usage.units_per_month";

function never(subject: string, input: string, what: string): Open {
  return { subject, input, kind: "component", why: `${subject} ${what}` };
}

/** A name that something counts on, and where the manifest uses it. */
interface Use extends Pick<Open, "input" | "kind"> {
  readonly id: string;
  readonly to: Dangling["to"];
}

function called(context: Context, { worksByUse }: Traffic): readonly Use[] {
  return [...worksByUse].flatMap(([id, works]): Use[] => {
    const work = works.find(({ callsPerMonth }) => !isZero(callsPerMonth));
    if (work === undefined || isDescribed(id, context)) return [];
    const kind = work.environment === undefined ? "component" : "evaluation";
    return [{ id, to: "part", input: work.path, kind }];
  });
}

function run({ models, manifest: { components = [] } }: Context): readonly Use[] {
  return components.flatMap((component) =>
    (component.runs ?? []).flatMap((id, at): Use[] =>
      models.has(id)
        ? []
        : [{ id, to: "model", input: `components.${component.id}.runs.${at}`, kind: "component" }],
    ),
  );
}

function isDescribed(use: string, { models, components, flows }: Context): boolean {
  return models.has(use) || components.has(use) || flows.has(use);
}

function openPart({ subject, input, kind, why }: Open): Part {
  const ledger = createLedger();
  note(ledger, why, input);
  return {
    id: input,
    kind,
    subject,
    method: "unknown",
    impact: unknownImpact(unknown(input)),
    active: undefined,
    idle: undefined,
    grid: unknown(input),
    bestRegionNearby: undefined,
    bestRegion: undefined,
    shift: undefined,
    declared: undefined,
    boundaries: { energy: "not known", cost: "not known" },
    ledger,
  };
}
