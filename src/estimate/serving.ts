/** What a model is served on and how big it is: from the manifest, else from its name, else assumed. */

import { type Accelerator, acceleratorNamed } from "../coefficients/accelerators.ts";
import { type ApiModel, apiModelNamed } from "../coefficients/api-models.ts";
import type { ArchitectureFacts } from "../coefficients/architectures.ts";
import { BYTES_PER_WEIGHT } from "../coefficients/inference.ts";
import type { Model } from "../manifest/model.ts";
import {
  divide,
  exactly,
  larger,
  scale,
  smaller,
  type Uncertain,
  unknown,
} from "../quantity/uncertain.ts";
import { likelyOf } from "./allocation.ts";
import { architectureOf } from "./architecture.ts";
import { assume, type Context, createLedger, given, type Ledger, note, take } from "./context.ts";

/** Billions of parameters, all of them and those used per token, and bytes per weight. */
export interface ModelSize {
  readonly total: Uncertain;
  readonly active: Uncertain;
  readonly bytes: Uncertain;
  /** True when the model is known to write reasoning tokens unless told not to. */
  readonly reasons: boolean;
  /** Published facts of its architecture; undefined where only its size is known. */
  readonly architecture: ArchitectureFacts | undefined;
}

/** How a model is served. */
export interface Serving {
  /** Manifest path of what serves it. */
  readonly path: string;
  readonly accelerator: Accelerator;
  /** Accelerators per replica; undefined: as many as its weights need. */
  readonly accelerators: number | undefined;
  /** Mean requests in flight per replica while it works. */
  readonly batch: Uncertain;
}

/** The accelerator that a manifest names, whatever the spelling; undefined when the table has none. */
export function acceleratorOf(name: string): Accelerator | undefined {
  const { plain, bare } = spellingsOf(name);
  const spellings = [plain, bare, bare.replace(/-?\d+gb$/, "")];
  return spellings.map((spelling) => acceleratorNamed(spelling)).find(isKnown);
}

/** A name with and without its maker. */
export function spellingsOf(name: string): { readonly plain: string; readonly bare: string } {
  const plain = name
    .toLowerCase()
    .trim()
    .replace(/[\s_]+/g, "-");
  return {
    plain,
    bare: plain.replace(/^(nvidia|amd|google|apple|aws)-/, "").replace(/^tesla-/, ""),
  };
}

function isKnown(accelerator: Accelerator | undefined): accelerator is Accelerator {
  return accelerator !== undefined;
}

type Named = Pick<Model, "name">;

/** The entry of the table of vendors' models for a model's name; undefined when it has none. */
export function apiModelOf(model: Named): ApiModel | undefined {
  const known = FOUND.get(model);
  if (known !== undefined) return known.row;
  const row = apiModelNamed(bareName(model.name));
  FOUND.set(model, { row });
  return row;
}

/** Many parts ask for the same model. What was found goes with the manifest: names are anybody's text. */
const FOUND = new WeakMap<Named, { readonly row: ApiModel | undefined }>();

/** True when the manifest itself says how big a model is. */
export function hasDeclaredSize({ params_b: all, active_params_b: active, size_mb: file }: Model) {
  return all !== undefined || active !== undefined || file !== undefined;
}

/** A model's name without the platform's, the vendor's and the region's prefixes. */
function bareName(name: string): string {
  return name
    .toLowerCase()
    .trim()
    .replace(/^.*\//, "")
    .replace(/^(us|eu|apac|global|regional)\./, "")
    .replace(/^(anthropic|meta|mistral|amazon|cohere|openai|google|deepseek|ai21)\./, "");
}

/** Worked out once per model, and noted wherever it is used. */
export function sizeOf(context: Context, ledger: Ledger, model: Model): ModelSize {
  const known = context.sizes.get(model);
  const own = known?.ledger ?? createLedger();
  const size = known?.size ?? estimateSize(context, own, model);
  if (known === undefined) context.sizes.set(model, { size, ledger: own });
  for (const { text, input, coefficient } of own.assumptions)
    note(ledger, text, input, coefficient);
  return size;
}

function estimateSize(context: Context, ledger: Ledger, model: Model): ModelSize {
  const bytes = bytesOf(context, ledger, model);
  const parameters =
    declaredSize(context, ledger, model, bytes) ?? knownSize(context, ledger, model);
  const billions = likelyOf(parameters.total);
  const architecture = billions === undefined ? undefined : architectureOf(model.name, billions);
  return { ...parameters, bytes, reasons: reasonsByDefault(model), architecture };
}

/** True for models that write reasoning tokens unless told not to. */
function reasonsByDefault(model: Named): boolean {
  const spelled = /(^|[-_ ])(reasoning|thinking|r1|qwq)([-_ ]|$)/i.test(model.name);
  return apiModelOf(model)?.reasons ?? spelled;
}

type Parameters = Pick<ModelSize, "total" | "active">;

function declaredSize(
  context: Context,
  ledger: Ledger,
  model: Model,
  bytes: Uncertain,
): Parameters | undefined {
  const path = `models.${model.id}`;
  const { params_b: all, active_params_b: used } = model;
  if (all !== undefined || used !== undefined) {
    const total = all === undefined ? undefined : given(all, `${path}.params_b`);
    const active = used === undefined ? undefined : given(used, `${path}.active_params_b`);
    if (total !== undefined && active !== undefined) return { total, active };
    return completed(context, ledger, model, { total, active });
  }
  if (model.size_mb === undefined) return undefined;
  const total = divide(scale(given(model.size_mb, `${path}.size_mb`), 0.001), bytes);
  return { total, active: total };
}

/**
 * The half of a size that is not declared: of a mixture of experts known by name, that of the name; of any
 * other model, the same.
 */
function completed(
  context: Context,
  ledger: Ledger,
  model: Model,
  {
    total,
    active,
  }: { readonly total?: Uncertain | undefined; readonly active?: Uncertain | undefined },
): Parameters {
  const silent = createLedger();
  const { total: all, active: used } = knownSize(context, silent, model);
  const same = total ?? active ?? unknown(`models.${model.id}.params_b`);
  const sparse = all !== used && all.values !== undefined && used.values !== undefined;
  if (!sparse) return { total: total ?? same, active: active ?? same };
  const key = total === undefined ? "params_b" : "active_params_b";
  const what = total === undefined ? "all parameters" : "parameters used per token";
  note(ledger, `${what} of ${model.name} taken from its name`, `models.${model.id}.${key}`);
  const most = total ?? larger(all, same);
  return {
    total: most,
    active: active ?? smaller(used, same),
  };
}

/** From the table of vendors' models, else from a name that states its size. */
function knownSize(context: Context, ledger: Ledger, model: Model): Parameters {
  const input = `models.${model.id}.params_b`;
  const known = apiModelOf(model);
  if (known !== undefined) {
    const origin = known.closed
      ? "not published: bounds for its family"
      : "taken from its model card";
    const text = `size of ${model.name} is ${origin}`;
    const scope = bareName(model.name);
    const active = assume(context, ledger, known.active, { text, input, scope });
    return {
      active,
      total: known.total === undefined ? active : take(context, known.total, scope),
    };
  }
  const named = sizeInName(model.name);
  if (named === undefined) return { total: unknown(input), active: unknown(input) };
  note(ledger, `size read from the name ${model.name}`, input);
  const total = exactly(named.total);
  return { total, active: named.active === named.total ? total : exactly(named.active) };
}

/** Billions of parameters that a name such as qwen3-30b-a3b or llama-3.1-8b states. */
export function sizeInName(name: string): { total: number; active: number } | undefined {
  const total = /(?:^|[-_ :/])(\d+(?:\.\d+)?)b(?=$|[-_ :.@])/i.exec(name)?.[1];
  if (total === undefined) return undefined;
  const active = /[-_]a(\d+(?:\.\d+)?)b(?=$|[-_ :.@])/i.exec(name)?.[1] ?? total;
  return { total: Number(total), active: Number(active) };
}

function bytesOf(context: Context, ledger: Ledger, model: Model): Uncertain {
  const weights = model.precision?.weights;
  if (weights !== undefined) return take(context, BYTES_PER_WEIGHT[`precision.${weights}`]);
  const input = `models.${model.id}.precision`;
  if (model.access === "api")
    return assume(context, ledger, BYTES_PER_WEIGHT["precision.api"], {
      text: "precision in which the vendor serves the model is not published",
      input,
      scope: model.platform ?? model.vendor ?? model.id,
    });
  return assume(context, ledger, BYTES_PER_WEIGHT["precision.bf16"], {
    text: "served in 16 bit, as no precision is given",
    input,
  });
}
