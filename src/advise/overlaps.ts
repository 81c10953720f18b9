/** Whether two levers cannot be done together as they are described: then what each saves says nothing of both. */

import type { FieldChange, Lever } from "../levers/lever.ts";
import type { Path } from "../yaml/parse-yaml.ts";

/** Two answers to one question, two that set the same field, or one that changes what the other takes as it is. */
export function overlaps(one: Lever, other: Lever): boolean {
  return isSameQuestion(one, other) || disturbs(one, other) || disturbs(other, one);
}

/** Tests can be fewer and cached, each for itself. */
function isSameQuestion(one: Lever, other: Lever): boolean {
  return one.kind === other.kind && one.item === other.item && one.kind !== "evaluation-runs";
}

function disturbs({ changes }: Lever, other: Lever): boolean {
  const paths = [...other.changes.map(({ path }) => path), ...(other.restsOn ?? [])];
  return changes.some((change) =>
    paths.some((path) => isWithin(change.path, path) || isRenumbered(change, path)),
  );
}

function isWithin(one: Path, other: Path): boolean {
  const shared = Math.min(one.length, other.length);
  return one.slice(0, shared).every((key, at) => key === other[at]);
}

/** Where an item of a list is taken away, each behind it has another number. */
function isRenumbered({ path, value }: FieldChange, other: Path): boolean {
  const [at, list] = [path.at(-1), path.slice(0, -1)];
  const behind = other[list.length];
  if (value !== undefined || typeof at !== "number" || typeof behind !== "number") return false;
  return behind >= at && isWithin(list, other);
}
