/** A model's name and size to what a token reads, launches and keeps: published facts, else rules by size. */

import { ARCHITECTURES, type ArchitectureFacts } from "../coefficients/architectures.ts";

/** The published facts of a model; undefined when the table has none for this name and size. */
export function architectureOf(name: string, billions: number): ArchitectureFacts | undefined {
  const bare = name.toLowerCase().trim().replace(/^.*\//, "");
  const isNamed = (pattern: string) => new RegExp(`^(?:.*[-_])?(?:${pattern})`).test(bare);
  for (const [family, rows] of Object.entries(ARCHITECTURES)) {
    if (!new RegExp(family).test(bare)) continue;
    const found = rows.find(({ named, params }) => isNear(billions / params) && isNamed(named));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Published sizes differ by what they count: embeddings, image encoders. */
function isNear(ratio: number): boolean {
  return ratio > 0.8 && ratio < 1.25;
}

/**
 * GB of weights that a step of so many tokens reads. A mixture of experts reads the experts that any of the
 * tokens uses, as if each token chose at random.
 */
export function weightsRead(
  facts: ArchitectureFacts | undefined,
  total: number,
  active: number,
  bytes: number,
  tokens: number,
): number {
  const { routed, unused } = expertsOf(facts, total, active);
  return (total - routed * unused ** tokens) * bytes;
}

/** Billions of parameters in experts, and the chance that a token leaves one of them unused. */
function expertsOf(facts: ArchitectureFacts | undefined, total: number, active: number) {
  if (facts?.experts !== undefined) {
    const { count, used, params } = facts.experts;
    return { routed: Math.min(params, 0.99 * total), unused: 1 - used / count };
  }
  if (facts !== undefined || !isSparse(total, active)) return { routed: 0, unused: 0 };
  const shared = SHARED * active;
  const routed = total - shared;
  return { routed, unused: 1 - (active - shared) / routed };
}

/** Of the parameters that a token uses in a mixture of experts, what all tokens use: attention, embeddings. */
const SHARED = 0.4;

function isSparse(total: number, active: number): boolean {
  return active < 0.9 * total;
}

/** Kernels launched per step, in layers: routing makes a layer with experts cost three. */
export function launchesPerStep(
  facts: ArchitectureFacts | undefined,
  total: number,
  active: number,
): number {
  if (facts !== undefined) return facts.layers + 2 * (facts.experts?.layers ?? 0);
  return 20 * active ** 0.3 * (isSparse(total, active) ? 3 : 1);
}

/**
 * GB that an output token reads of its own request: keys and values of the mean context, and recurrent state,
 * which is read and written in 32 bit.
 */
export function contextRead(facts: ArchitectureFacts, context: number, bytes: number): number {
  const { local, kvValues, stateValues = 0 } = facts;
  const share = local?.share ?? 0;
  const held = share * Math.min(context, local?.window ?? 0) + (1 - share) * context;
  return (kvValues * bytes * held + 2 * 4 * stateValues) / 1e9;
}

/**
 * Arithmetic of attention over all other arithmetic, for the tokens of a prompt after `cached` ones. A token at
 * position t costs 4 * layers * width * t against 2 per parameter; layers with a window see no more than that.
 */
export function attentionShare(
  facts: ArchitectureFacts,
  active: number,
  tokens: number,
  cached: number,
): number {
  const { local, attention } = facts;
  const mean = (tokens + cached) / 2;
  const share = local?.share ?? 0;
  const seen = share * Math.min(mean, local?.window ?? 0) + (1 - share) * mean;
  return (2 * attention * seen) / (active * 1e9);
}
