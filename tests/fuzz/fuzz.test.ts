// A bounded number of strange inputs for every parser. `npm run fuzz` tries many more, from another seed each time.
import { expect, test, vi } from "vitest";
import { runTarget, TARGETS } from "./run-target.ts";

// Hundreds of reviews, and test machines may be busy.
vi.setConfig({ testTimeout: 60_000 });

const SEED = 20_261_122;
const INPUTS = 800;

test.each(TARGETS)("the parser of $name holds on any input", (target) => {
  const runs = Math.round(INPUTS * target.share);
  const { failure, parsed } = runTarget(target, { seed: SEED, runs, longest: 2000 });
  expect(failure).toBeUndefined();
  // Of inputs that nothing reads, nothing is learned about what is made of them.
  expect(parsed).toBeGreaterThan(runs / 50);
});
