import {
  hasArgument,
  loopOf,
  type Node,
  partsOf,
  pathOf,
  type Variables,
  variablesIn,
} from "./condition-tree.ts";

/**
 * The facts that a condition reads, each once, in the order of the text. Those of list items are
 * named without index: "models.pinned".
 */
export function factsRead(root: Node): readonly string[] {
  const paths = new Set<string>();
  collect(root, new Map(), paths);
  const all = [...paths];
  // A list whose items are read is covered by what is read of them.
  return all.filter((path) => !all.some((other) => other.startsWith(`${path}.`)));
}

function collect(node: Node, variables: Variables, paths: Set<string>): void {
  const path = pathOf(node, variables);
  if (path !== undefined) {
    paths.add(path);
    return;
  }
  const loop = loopOf(node);
  if (loop !== undefined) {
    collect(loop.list, variables, paths);
    collect(loop.body, variablesIn(loop, variables), paths);
    return;
  }
  const asked = hasArgument(node);
  for (const part of asked === undefined ? partsOf(node) : [asked]) collect(part, variables, paths);
}
