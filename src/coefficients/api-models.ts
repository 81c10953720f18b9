/** Sizes of models that vendors sell over an API: bounds where nothing is disclosed, facts where the weights are open. */

import { CLOSED_MODELS, type Families, OPEN_MODELS, type Row } from "./api-model-rows.ts";
import { type Coefficient, coefficient } from "./coefficient.ts";
import { MODEL_CARDS } from "./model-cards.ts";

export interface ApiModel {
  /** Matches the model's name in lower case, vendor prefixes removed. The first match holds. */
  readonly pattern: RegExp;
  readonly active: Coefficient;
  /** Undefined where all parameters are used for each token. */
  readonly total: Coefficient | undefined;
  /** True when the weights are not published, so that sizes are bounds. */
  readonly closed: boolean;
  /** True when the model writes reasoning tokens unless told not to. */
  readonly reasons: boolean;
}

/** Dates, snapshots and settings that vendors and resellers append to a name. */
const SNAPSHOT =
  "([-@:](v\\d[\\d.:-]*|\\d{2,}[\\d.:-]*|latest|preview|exp|experimental|thinking|\\d+k|ft))*(:.*)?";

const OWN_BOUNDS = {
  source: "greenlight",
  published: "2026",
} as const;

interface Family {
  readonly words: readonly string[];
  readonly ids: readonly string[];
  /** Made when a name has one of the words. */
  readonly models: () => readonly ApiModel[];
}

/** Open models first: their names may start like that of a closed one. */
const FAMILIES: readonly Family[] = [
  ...familiesOf(OPEN_MODELS, "open"),
  ...familiesOf(CLOSED_MODELS, "closed"),
];

function familiesOf(families: Families, kind: "open" | "closed"): Family[] {
  return Object.entries(families).map(([words, rows]) => {
    let made: readonly ApiModel[] | undefined;
    const models = () => {
      made ??= rows.map((row) => toModel(row, kind));
      return made;
    };
    return { words: words.split(" "), ids: rows.map(([id]) => id), models };
  });
}

/** The first row that a name matches, in lower case, without the platform's, the vendor's and the region's prefixes. */
export function apiModelNamed(name: string): ApiModel | undefined {
  for (const { words, models } of FAMILIES) {
    if (!words.some((word) => name.includes(word))) continue;
    const found = models().find(({ pattern }) => pattern.test(name));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The rows around the one with this id, which are made together. */
export function apiModelsAround(id: string): readonly ApiModel[] {
  return FAMILIES.find(({ ids }) => ids.includes(id))?.models() ?? [];
}

export function allApiModels(): readonly ApiModel[] {
  return FAMILIES.flatMap(({ models }) => models());
}

function toModel([id, name, total, low, high, ...flags]: Row, kind: "open" | "closed"): ApiModel {
  const shared = {
    unit: "billion parameters",
    source: kind === "open" ? "model-cards" : "ecologits",
    locator:
      kind === "open" ? `card of ${MODEL_CARDS[id] ?? id}` : `bounds for the family ${id}, widened`,
    published: "2026-03",
    boundary: "as served; the vendor does not say which version answers",
    vintage: 2026,
    quality: kind === "open" ? "vendor" : "assumed",
    ...(flags.includes("ours") ? OWN_BOUNDS : {}),
  } as const;
  const [active, all] = [`model.${id}.active`, `model.${id}.total`];
  const likely = Math.sqrt(low * high);
  const dense = total <= high;
  return {
    pattern: new RegExp(`^(ft:)?(${name})${SNAPSHOT}$`),
    active: coefficient(active, [likely, low, high], shared),
    total: dense
      ? undefined
      : coefficient(
          all,
          kind === "open" ? total : [total, Math.max(high, total / 2), total * 1.5],
          shared,
        ),
    closed: kind === "closed",
    reasons: flags.includes("reasons"),
  };
}
