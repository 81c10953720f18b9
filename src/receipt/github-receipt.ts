/** The receipt of a review on GitHub, where two branches are compared and people answer. */

import type { QuestionKey } from "../conversation/memory.ts";
import { floorAddress } from "../policy/floor.ts";
import type { Review } from "../review/review.ts";
import { decidable } from "../review/review-manifest.ts";
import type { ChangedFile, ManifestPair, PolicyFile, SourceFile } from "../review/source-file.ts";
import { type Basis, receiptOf } from "./receipt.ts";
import type { Receipt } from "./receipt-schema.ts";

/** What a review on GitHub rested on, besides what ships. */
export interface Grounds {
  readonly manifests: readonly ManifestPair[];
  readonly policyFile: PolicyFile;
  readonly packSources: readonly SourceFile[];
  readonly parted: ReadonlyMap<string, SourceFile>;
  readonly changedPacks: readonly ChangedFile[];
  /** Packs that the input of the action adds. */
  readonly addedPacks: readonly string[];
  /** What was answered or excused once, and is asked again. */
  readonly due: readonly QuestionKey[];
}

export function githubReceipt(
  review: Review,
  grounds: Grounds,
  hashes: Pick<Basis, "tables" | "report">,
): Receipt {
  const { manifests, policyFile, packSources, parted, changedPacks, addedPacks, due } = grounds;
  const { changedByHead, ignoresBase = false, changedWorkflows = [] } = policyFile;
  return receiptOf(review, {
    ...{ from: "GitHub", manifests, policyFile, packSources, parted },
    // What a policy extends, and the packs beside that, stand in another repository.
    fileOf: (kind, name) =>
      kind === "extended policy" || floorAddress(name) !== undefined ? undefined : name,
    ...hashes,
    command: "greenlight verify greenlight-receipt.json --root HEAD --base BASE",
    onGitHub: {
      policyChanged: changedByHead,
      ignoresBase,
      changedPacks: changedPacks.map(({ path, sha }) => ({ path, sha })),
      changedWorkflows: changedWorkflows.map(({ path, sha }) => ({ path, sha })),
      packs: [...addedPacks],
      claims: claimsIn(review),
      due: due.map(({ manifest, check, item }) => ({ manifest, check, item })),
    },
  });
}

function claimsIn({ manifests }: Review): NonNullable<Receipt["onGitHub"]>["claims"] {
  return manifests.flatMap((one) => {
    const judged = decidable(one);
    const claims = judged?.gate.hurdles.filter(({ about }) => about === "claim") ?? [];
    return claims.map(({ because }) => ({ manifest: one.path, because }));
  });
}
