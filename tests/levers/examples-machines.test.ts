import { describe, expect, test } from "vitest";
import type { Finding } from "../../src/evaluate/finding.ts";
import { batchingLevers } from "../../src/levers/batching.ts";
import type { FindLevers, Lever } from "../../src/levers/lever.ts";
import { newerAcceleratorLevers } from "../../src/levers/newer-accelerator.ts";
import { onDeviceLevers } from "../../src/levers/on-device.ts";
import { purchaseLevers } from "../../src/levers/purchase.ts";
import { regionLevers } from "../../src/levers/region.ts";
import { replicaLevers } from "../../src/levers/replicas.ts";
import { scaleToZeroLevers } from "../../src/levers/scale-to-zero.ts";
import { scheduleLevers } from "../../src/levers/schedule.ts";
import { smallerAcceleratorLevers } from "../../src/levers/smaller-accelerator.ts";
import type { Manifest } from "../../src/manifest/manifest.ts";
import { judged, reviewFiles } from "../review-files.ts";
import { changedText, EXAMPLES, exampleOf, leversIn, shown } from "./lever-scene.ts";

const FINDERS: readonly FindLevers[] = [
  regionLevers,
  scheduleLevers,
  purchaseLevers,
  replicaLevers,
  scaleToZeroLevers,
  batchingLevers,
  newerAcceleratorLevers,
  smallerAcceleratorLevers,
  onDeviceLevers,
];

/** Decided by people, who are asked about the model as it is, and no longer once it is on devices. */
const isMet = ({ outcome }: Finding) => outcome === "pass" || outcome === "not-applicable";

function unmetOn(manifest: Manifest, { item, changes, checks }: Lever) {
  const { findings } = judged(reviewFiles({ "architecture.yaml": changedText(manifest, changes) }));
  const asked = findings.filter(({ check }) => checks.includes(check.id));
  const own = asked.filter((finding) => item === "manifest" || finding.item.key === item);
  return own
    .filter((finding) => !isMet(finding))
    .map(({ check, item: on, outcome }) => `${check.id} on ${on.key}: ${outcome}`);
}

describe.each(EXAMPLES)("levers on machines and places of %s", (name) => {
  const manifest = exampleOf(name);
  const levers = FINDERS.flatMap((find) => leversIn(manifest, find));

  test("are those that its owners would nod at", async () => {
    await expect(`# ${name}\n\n${shown(levers)}\n`).toMatchFileSnapshot(
      `golden/machines-${name}.md`,
    );
  });

  test("leave a manifest that is valid and meets the checks that they answer", () => {
    const unmet = levers.map((lever) => [lever.title, unmetOn(manifest, lever)] as const);
    expect(unmet.filter(([, checks]) => checks.length > 0)).toEqual([]);
  });

  test("are told apart by kind, item and option, at most two of a kind on an item", () => {
    const keys = levers.map(({ kind, item, option }) => `${kind} ${item} ${option}`);
    expect(new Set(keys).size).toBe(keys.length);
    const items = levers.filter(({ item }) => item !== "manifest");
    const many = items.filter(
      ({ kind, item }) =>
        items.filter((other) => other.kind === kind && other.item === item).length > 2,
    );
    expect(many).toEqual([]);
  });
});
