/** The receipt of a review on disk. */

import { join } from "node:path";
import { sha256OfPieces } from "../facts/sha256.ts";
import { receiptOf, tablesUsed } from "../receipt/receipt.ts";
import { renderReceipt } from "../receipt/seal.ts";
import { renderJsonInPieces } from "../render/json.ts";
import type { Review } from "../review/review.ts";
import type { Release } from "../shipped/read-shipped.ts";
import { adviceFor } from "./advice.ts";
import { filesInRepository, pathBelow } from "./files-in-repository.ts";
import { repositoryOf } from "./head-files.ts";
import type { FoundInput, ReviewOptions } from "./review-input.ts";

export async function receiptText(
  review: Review,
  input: FoundInput,
  { base, policy }: ReviewOptions,
  shipped: Release,
): Promise<string> {
  const { root, fileOf } = filesInRepository(input);
  const { manifests, policyFile, packSources, today } = input;
  const receipt = receiptOf(review, {
    from: "command line",
    manifests,
    policyFile,
    packSources,
    fileOf: (kind, name, manifest) => {
      if (kind === "base manifest") return base === undefined ? undefined : fileOf(base);
      return manifest === undefined
        ? fileOf(name)
        : pathBelow(root, join(repositoryOf(manifest), name));
    },
    tables: Object.fromEntries(tablesUsed(review).map((one) => [one, shipped.tableHash(one)])),
    report: sha256OfPieces(renderJsonInPieces(review, await adviceFor(review, shipped))),
    command: [
      "greenlight review",
      ...manifests.map(({ head }) => fileOf(head.path) ?? head.path).map(quoted),
      ...(base === undefined ? [] : ["--base", quoted(fileOf(base) ?? base)]),
      ...(policy === undefined ? [] : ["--policy", quoted(fileOf(policy) ?? policy)]),
      `--at ${today} --format json`,
    ].join(" "),
  });
  return renderReceipt(receipt);
}

/** For a shell, where a name is anything but plain. */
function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) && !path.startsWith("-")
    ? path
    : `'${path.replaceAll("'", `'\\''`)}'`;
}
