/**
 * The published formula of EcoLogits for LLM inference, to set beside this estimator: version 0.9.3 (March 2026),
 * ecologits/impacts/llm.py. Not used by any estimate.
 */

/** Energy of one GPU and output token in Wh: alpha * exp(beta * batch) * active parameters + gamma. */
const GPU = {
  alpha: 1.1665273170451914e-6,
  beta: -0.011205921025579175,
  gamma: 4.052928146734005e-5,
};
/** Seconds per output token: parameters, batch and a constant. */
const LATENCY = {
  active: 6.785088094353663e-4,
  batch: 3.119310311688259e-4,
  constant: 0.019473717579473387,
};
const BATCH = 64;
const SERVER_KW = 1.2;
const GPUS_PER_SERVER = 8;
const GPU_MEMORY_GB = 80;

export interface EcoLogitsModel {
  /** Billions of parameters. */
  readonly total: number;
  readonly active: number;
}

/** GPUs: the power of two whose memory holds 1.2 times the weights in 16 bit. */
function ecologitsGpus({ total }: EcoLogitsModel): number {
  const needed = Math.ceil((1.2 * total * 16) / 8 / GPU_MEMORY_GB);
  return 2 ** Math.ceil(Math.log2(Math.max(1, needed)));
}

/** J of all GPUs per output token; host and PUE left out, as in measurements of accelerators. */
export function ecologitsJoulesPerToken(model: EcoLogitsModel): number {
  const { alpha, beta, gamma } = GPU;
  const each = alpha * Math.exp(beta * BATCH) * model.active + gamma;
  return 3600 * each * ecologitsGpus(model);
}

/** Wh of a request as it is published: GPUs, server and PUE. */
export function ecologitsWhPerRequest(model: EcoLogitsModel, tokens: number, pue: number): number {
  const gpus = ecologitsGpus(model);
  const seconds =
    tokens * (LATENCY.active * model.active + LATENCY.batch * BATCH + LATENCY.constant);
  const server = ((seconds / 3600) * 1000 * SERVER_KW * (gpus / GPUS_PER_SERVER)) / BATCH;
  return pue * (server + (tokens * ecologitsJoulesPerToken(model)) / 3600);
}
