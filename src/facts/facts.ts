/**
 * A manifest and its estimate to the facts that check conditions see: plain values, with
 * placeholders gone and derived facts added. Linear in the size of the manifest.
 */

import type { Manifest } from "../manifest/manifest.ts";
import type { Path } from "../yaml/parse-yaml.ts";
import { deriveWhole } from "./derive-whole.ts";
import { type EstimateFacts, NO_ESTIMATE } from "./estimate-facts.ts";
import { type HeadFiles, type Proof, proofOf } from "./evidence.ts";
import { type FactItems, factItems } from "./fact-items.ts";
import {
  derivedObject,
  type FactObject,
  type FactValue,
  factObject,
  factView,
} from "./fact-view.ts";
import { type Count, flowCounts, sum, times } from "./flow-counts.ts";
import { indexManifest } from "./manifest-index.ts";
import { OPTIONAL_SECTIONS, type OptionalSection } from "./scope.ts";
import { sectionTypes } from "./scope-types.ts";
import type { Sources } from "./sources.ts";

export interface Facts {
  /** Every root but `it` and `params`. */
  readonly roots: FactObject;
  readonly items: FactItems;
  /** Item lists that the manifest leaves out. */
  readonly absent: ReadonlySet<OptionalSection>;
  /** What can be seen of the evidence at a path of the manifest. */
  proofAt(path: Path): Proof;
}

/** Sections of single values: when left out, conditions see them empty, so that has() is false there. */
export const SINGLE_SECTIONS = ["product", "usage", "budgets", "operations"] as const;

/** `today` is the day of the review, as YYYY-MM-DD. */
export function factsOf(
  manifest: Manifest,
  estimate: EstimateFacts | undefined,
  today: string,
  files?: HeadFiles,
): Facts {
  const sources = sourcesOf(manifest, estimate ?? NO_ESTIMATE, today);
  const absent = absentSections(manifest);
  const views = new Map<string, FactValue>(SINGLE_SECTIONS.map((name) => [name, factObject()]));
  for (const [name, type] of sectionTypes()) {
    const view = factView(manifest[name as keyof Manifest], type);
    if (view !== undefined && !absent.has(name as OptionalSection)) views.set(name, view);
  }
  const d = derivedObject({ ...deriveWhole(sources) });
  return {
    roots: factObject({ ...Object.fromEntries(views), d }),
    items: factItems(sources, views),
    absent,
    proofAt: (path) => proofOf(valueAt(manifest, path), files),
  };
}

/** What stands at a path, as its author wrote it. */
export function valueAt(root: unknown, path: Path): unknown {
  let value = root;
  for (const key of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    value = Reflect.get(value, key);
  }
  return value;
}

function sourcesOf(manifest: Manifest, estimate: EstimateFacts, today: string): Sources {
  const index = indexManifest(manifest);
  const counts = flowCounts(index);
  const callsPerMonth = new Map<string, Count>();
  for (const { id, steps } of manifest.flows)
    for (const [position, { use }] of steps.entries()) {
      const calls = times(counts.runs.get(id)?.perMonth, counts.callsPerRun.get(id)?.[position]);
      callsPerMonth.set(use, sum([calls, callsPerMonth.has(use) ? callsPerMonth.get(use) : 0]));
    }
  return { index, counts, callsPerMonth, estimate, today };
}

/** A system runs and is built somewhere, so an empty list is a blank there. To keep no data is possible. */
function absentSections(manifest: Manifest): ReadonlySet<OptionalSection> {
  const isBlank = (section: OptionalSection) => {
    const items = manifest[section];
    return items === undefined || (items.length === 0 && section !== "data");
  };
  return new Set(OPTIONAL_SECTIONS.filter(isBlank));
}
