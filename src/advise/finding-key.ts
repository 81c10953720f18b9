import type { Finding } from "../evaluate/finding.ts";

/** One finding in two reviews of a manifest. */
export function findingKey({
  pack,
  check,
  item,
}: Pick<Finding, "pack" | "check" | "item">): string {
  return `${pack} ${check.id} ${item.key}`;
}
