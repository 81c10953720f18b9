/** Parts that the manifest uses and does not describe: nobody knows what they take, and a total with them is "at least". */

import { type Dangling, danglingReferences } from "../manifest/references.ts";
import { isZero, unknown } from "../quantity/uncertain.ts";
import { type Context, createLedger, note } from "./context.ts";
import { unknownImpact } from "./impact.ts";
import type { Part } from "./part.ts";
import type { PartKind } from "./result.ts";
import type { Traffic } from "./traffic.ts";

/** More would change no total: one that lacks a part is "at least" already. */
const MOST_PARTS = 100;

/** A name that something counts on, and where the manifest uses it. */
interface Use {
  readonly id: string;
  readonly to: Dangling["to"];
  readonly input: string;
  readonly kind: PartKind;
}

/** One part for each id that steps call, tests call, or machines run. */
export function undescribedParts(context: Context, traffic: Traffic): readonly Part[] {
  const dangling = danglingReferences(context.manifest);
  const meant = new Map(dangling.map((one) => [`${one.to} ${one.id}`, one.meant]));
  const uses = new Map<string, Use>();
  for (const use of [...called(context, traffic), ...run(context)])
    if (!uses.has(use.id)) uses.set(use.id, use);
  return [...uses.values()]
    .slice(0, MOST_PARTS)
    .map(({ id, to, input, kind }) => undescribed(id, input, kind, meant.get(`${to} ${id}`)));
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

function undescribed(
  subject: string,
  input: string,
  kind: PartKind,
  meant: string | undefined,
): Part {
  const ledger = createLedger();
  const hint = meant === undefined ? "" : `; did you mean ${meant}?`;
  note(ledger, `${subject} is used and described nowhere${hint}`, input);
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
