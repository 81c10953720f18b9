/**
 * The architecture manifest: what the product team declares. Schema version 1, and its parser.
 * Schemas are functions of `zod/mini`: `z.optional(Line)`, `z.array(Id).check(z.maxLength(9))`, `described(schema, "...")`.
 */

import * as z from "zod/mini";
import { described } from "../yaml/described.ts";
import { type Parsed, parseYaml } from "../yaml/parse-yaml.ts";
import { Answer, Waiver } from "./answer.ts";
import { circlesOf } from "./circles.ts";
import { Component } from "./component.ts";
import { Flow } from "./flow.ts";
import { Model } from "./model.ts";
import { Budgets, Product, Usage } from "./product.ts";
import { DataSet, Environment, Operations } from "./surroundings.ts";

const NO_MODELS =
  "is missing. List the models that the system calls or trains, or write `models: []` to say that it calls none, not even through a vendor.";

export const Manifest = described(
  z
    .strictObject({
      version: described(z.literal(1), "Version of this format."),
      product: Product,
      usage: z.optional(Usage),
      budgets: z.optional(Budgets),
      models: itemsWithIds(
        Model,
        0,
        "Models that the system calls or trains. An empty list says that it calls none, not even through a vendor.",
        NO_MODELS,
      ),
      components: z.optional(itemsWithIds(Component, 0, "Machines, services and devices.")),
      flows: itemsWithIds(Flow, 1, "What happens for one request, step by step."),
      data: z.optional(itemsWithIds(DataSet, 0, "Data that is kept.")),
      environments: described(
        z.optional(z.array(Environment).check(z.maxLength(50))),
        "Where it is built, tested and run.",
      ),
      operations: z.optional(Operations),
      answers: described(
        z.optional(z.array(Answer).check(z.maxLength(1000))),
        "Answers given to questions of checks.",
      ),
      waivers: described(
        z.optional(z.array(Waiver).check(z.maxLength(200))),
        "Exceptions granted.",
      ),
    })
    .check(z.superRefine(refuseModelsThatAreDenied), z.superRefine(refuseCircles)),
  "Architecture manifest of an AI system, for Greenlight.",
);
export type Manifest = z.infer<typeof Manifest>;

/** Who says that there is no model cannot use one; elsewhere a part that nobody describes is a finding. */
function refuseModelsThatAreDenied(
  { models, components = [], flows }: ManifestShape,
  context: z.core.$RefinementCtx,
): void {
  if (models.length > 0) return;
  const known = new Set([...components, ...flows].map(({ id }) => id));
  for (const [flow, { steps }] of flows.entries())
    for (const [step, { use }] of steps.entries())
      if (!known.has(use))
        context.addIssue({
          code: "custom",
          path: ["flows", flow, "steps", step, "use"],
          message: `"${use}" is no component and no flow, and \`models: []\` says that there is no model. Describe it under models or under components.`,
        });
}

/** A flow that comes back to itself runs for ever. */
function refuseCircles(
  { models, components = [], flows }: ManifestShape,
  context: z.core.$RefinementCtx,
): void {
  const parts = new Set([...models, ...components].map(({ id }) => id));
  for (const { path, ids } of circlesOf(flows, (id) => parts.has(id)))
    context.addIssue({
      code: "custom",
      path: [...path],
      message: `a flow cannot use itself, as ${shortened(ids).join(" > ")} does. Write what repeats as \`calls\` of a step, with \`repeats: until-done\` for an agent that goes on until it has finished.`,
    });
}

/** The middle of a long way says nothing. */
function shortened(ids: readonly string[]): readonly string[] {
  return ids.length <= 6 ? ids : [...ids.slice(0, 3), "...", ...ids.slice(-2)];
}

interface ManifestShape {
  readonly models: readonly { readonly id: string }[];
  readonly components?: readonly { readonly id: string }[] | undefined;
  readonly flows: readonly {
    readonly id: string;
    readonly steps: readonly { readonly use: string }[];
  }[];
}

export function parseManifest(file: string, text: string): Parsed<Manifest> {
  return parseYaml(file, text, Manifest, { byHand: true });
}

function itemsWithIds<T extends z.core.$ZodType<{ readonly id: string }>>(
  item: T,
  min: number,
  description: string,
  whenMissing?: string,
) {
  const error = ({ input }: { readonly input?: unknown }) =>
    input === undefined ? whenMissing : undefined;
  return described(
    z.array(item, whenMissing === undefined ? undefined : { error }).check(
      z.minLength(min),
      z.maxLength(20_000),
      z.superRefine((items, context) => {
        const seen = new Map<string, number>();
        for (const [index, { id }] of items.entries()) {
          const first = seen.get(id);
          if (first === undefined) seen.set(id, index);
          else
            context.addIssue({
              code: "custom",
              path: [index, "id"],
              message: `"${id}" is the id of item ${first + 1} of this list already`,
            });
        }
      }),
    ),
    description,
  );
}
