import type { Flow } from "../manifest/flow.ts";
import type { Model } from "../manifest/model.ts";

/** Keys of a flow's steps, in order: "steps/ask/answer", and "steps/ask/answer~2" when repeated. */
export function stepKeys(flow: Flow): string[] {
  return unique(flow.steps.map(({ id, use }) => `steps/${flow.id}/${id ?? use}`));
}

/** Keys of a model's training jobs, in order: by id, or by number counted from 1. */
export function trainingKeys(model: Model): string[] {
  const jobs = model.training ?? [];
  return unique(jobs.map(({ id }, index) => `training/${model.id}/${id ?? index + 1}`));
}

/** The second of two equal keys gets "~2", the third "~3". */
export function unique(keys: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return keys.map((key) => {
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    return count === 1 ? key : `${key}~${count}`;
  });
}
