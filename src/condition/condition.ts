/** The tree of a condition in; a function of facts with a three-way answer out. */

import type { Node } from "./condition-tree.ts";
import { compileNode, type Run } from "./evaluate-node.ts";
import { factsRead } from "./facts-read.ts";
import { type Answer, answerWithMissing, FALSE, TRUE } from "./missing-facts.ts";
import { type LengthOf, type Steps, stepsOf, totalSteps } from "./steps.ts";

export interface Condition {
  readonly text: string;
  /** Facts that it reads, such as "it.placement", "params.max_tokens" or "models.params_b". */
  readonly reads: readonly string[];
  /** Lists that it loops over; their lengths decide how many steps it takes. */
  readonly loops: readonly string[];
  /** Steps that one evaluation may take, which bounds its time. */
  steps(lengthOf: LengthOf): number;
  /** `roots` must be an object that inherits nothing but facts. */
  evaluate(roots: object): Answer;
}

/**
 * A condition that was checked before, as those of shipped packs are when they are built. What is to be known
 * of it is worked out when asked for: a third of the checks have no item that they apply to.
 */
export function loadCondition(text: string, tree: Node): Condition {
  let steps: readonly Steps[] | undefined;
  const allSteps = () => {
    steps ??= stepsOf(tree);
    return steps;
  };
  let reads: readonly string[] | undefined;
  let loops: readonly string[] | undefined;
  let run: Run | undefined;
  return {
    text,
    get reads() {
      reads ??= factsRead(tree);
      return reads;
    },
    get loops() {
      loops ??= [...new Set(allSteps().flatMap(({ lists }) => lists))];
      return loops;
    },
    steps: (lengthOf) => totalSteps(allSteps(), lengthOf),
    evaluate: (roots) => {
      run ??= compileNode(tree);
      const value = run({ roots });
      if (value === true) return TRUE;
      // Why there is no answer is looked for only when there is none.
      return value === undefined ? answerWithMissing(tree, roots) : FALSE;
    },
  };
}
