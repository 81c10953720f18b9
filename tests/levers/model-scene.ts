// Levers of models, prompts and tests on a manifest, and what becomes of it once they are pulled.
import { stringify } from "yaml";
import { compareEstimates } from "../../src/estimate/compare.ts";
import { estimate } from "../../src/estimate/estimate.ts";
import { answerCacheLevers } from "../../src/levers/answer-cache.ts";
import { batchInterfaceLevers } from "../../src/levers/batch-interface.ts";
import { distillationLevers } from "../../src/levers/distillation.ts";
import { evaluationRunLevers } from "../../src/levers/evaluation-runs.ts";
import type { FindLevers, Lever, LeverInput } from "../../src/levers/lever.ts";
import { outputCapLevers } from "../../src/levers/output-cap.ts";
import { precisionLevers } from "../../src/levers/precision.ts";
import { promptLevers } from "../../src/levers/prompt.ts";
import { promptCacheLevers } from "../../src/levers/prompt-cache.ts";
import { reasoningLevers } from "../../src/levers/reasoning.ts";
import { routingLevers } from "../../src/levers/routing.ts";
import { smallerModelLevers } from "../../src/levers/smaller-model.ts";
import { withChanges } from "../../src/levers/with-changes.ts";
import { type Manifest, parseManifest } from "../../src/manifest/manifest.ts";
import { ALL_DATA } from "../source-data.ts";

const TODAY = "2026-11-22";

/** In the order of the kinds in the contract. */
const FINDERS: readonly FindLevers[] = [
  precisionLevers,
  smallerModelLevers,
  routingLevers,
  distillationLevers,
  reasoningLevers,
  promptLevers,
  promptCacheLevers,
  batchInterfaceLevers,
  outputCapLevers,
  answerCacheLevers,
  evaluationRunLevers,
];

function inputOf(manifest: Manifest): LeverInput {
  const data = ALL_DATA;
  return { manifest, estimate: estimate(manifest, data, TODAY), data, today: TODAY };
}

/** All levers of these kinds. */
export function leversOf(manifest: Manifest): readonly Lever[] {
  const input = inputOf(manifest);
  return FINDERS.flatMap((find) => find(input));
}

/** The one lever of a kind, on an item where there are several. */
export function leverOf(
  manifest: Manifest,
  kind: Lever["kind"],
  { item, option }: { readonly item?: string; readonly option?: string } = {},
): Lever {
  const found = leversOf(manifest).filter(
    (lever) =>
      lever.kind === kind &&
      (item === undefined || lever.item === item) &&
      (option === undefined || lever.option === option),
  );
  const [only] = found;
  if (only === undefined || found.length > 1)
    throw new Error(`${found.length} levers: ${found.map(({ title }) => title).join("; ")}`);
  return only;
}

export function kindsOf(manifest: Manifest): readonly string[] {
  return [...new Set(leversOf(manifest).map(({ kind }) => kind))];
}

/** As it would be read from its file. */
export function pulled(manifest: Manifest, lever: Lever): Manifest {
  const text = stringify(withChanges(manifest, lever.changes));
  const parsed = parseManifest("architecture.yaml", text);
  if (!parsed.ok) throw new Error(`${lever.title}: ${JSON.stringify(parsed.problems)}`);
  return parsed.located.value;
}

export function comparedWith(manifest: Manifest, lever: Lever) {
  return compareEstimates(manifest, pulled(manifest, lever), ALL_DATA, TODAY);
}
