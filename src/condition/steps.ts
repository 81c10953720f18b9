import {
  listPathOf,
  loopOf,
  type Node,
  partsOf,
  pathOf,
  type Variables,
  variablesIn,
} from "./condition-tree.ts";

/** Steps that a part of a condition takes: `nodes` times the length of each list. */
export interface Steps {
  readonly nodes: number;
  readonly lists: readonly string[];
}

/** Length of the list at a fact path; the longest one where the path leads through a list. */
export type LengthOf = (path: string) => number;

/** How many steps a condition takes, as a sum over its parts: one per node, and per item looped over. */
export function stepsOf(root: Node): readonly Steps[] {
  const nodesByLists = new Map<readonly string[], number>();
  count(root, new Map(), [], ({ nodes, lists }) =>
    nodesByLists.set(lists, nodes + (nodesByLists.get(lists) ?? 0)),
  );
  return [...nodesByLists].map(([lists, nodes]) => ({ nodes, lists }));
}

export function totalSteps(steps: readonly Steps[], lengthOf: LengthOf): number {
  let total = 0;
  for (const { nodes, lists } of steps)
    total += lists.reduce((product, list) => product * lengthOf(list), nodes);
  return total;
}

function count(
  node: Node,
  variables: Variables,
  lists: readonly string[],
  add: (steps: Steps) => void,
): void {
  add({ nodes: 1, lists });
  const loop = loopOf(node);
  if (loop !== undefined) {
    const list = listPathOf(loop.list, variables);
    // A list that is written out counts by its own nodes, at most 40.
    const inner = list === undefined ? lists : [...lists, list];
    count(loop.list, variables, lists, add);
    count(loop.body, variablesIn(loop, variables), inner, (steps) =>
      add(list === undefined ? { ...steps, nodes: steps.nodes * MOST_WRITTEN_OUT } : steps),
    );
    return;
  }
  if (node.op === "in") {
    const list = pathOf(node.args[1], variables);
    if (list !== undefined) add({ nodes: 1, lists: [...lists, list] });
  }
  for (const part of partsOf(node)) count(part, variables, lists, add);
}

/** Most elements of a list that a condition writes out. */
export const MOST_WRITTEN_OUT = 40;
