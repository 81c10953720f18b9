/** The files of a run, beside each other in the runner's folder: report, SARIF and receipt. */

import { appendFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sha256OfPieces } from "../facts/sha256.ts";
import type { Outcome } from "../main.ts";
import { githubReceipt } from "../receipt/github-receipt.ts";
import { tablesUsed } from "../receipt/receipt.ts";
import { renderReceipt } from "../receipt/seal.ts";
import { renderJsonInPieces } from "../render/json.ts";
import { inParts } from "../render/json-pieces.ts";
import { renderSarif } from "../render/sarif.ts";
import type { Release } from "../shipped/read-shipped.ts";

/** Their paths, by the names of the outputs. */
export function writeReports(
  { review, advice, grounds }: Outcome,
  { tableHash }: Release,
): Readonly<Record<string, string>> {
  const folder = process.env["RUNNER_TEMP"] ?? ".";
  const at = (name: string) => join(folder, `greenlight-${name}`);
  const files = {
    report: at("report.json"),
    sarif: at("report.sarif"),
    receipt: at("receipt.json"),
  };
  const report = sha256OfPieces(written(files.report, renderJsonInPieces(review, advice)));
  for (const _ of written(
    files.sarif,
    renderSarif(review, (path) => path),
  ));
  const tables = Object.fromEntries(tablesUsed(review).map((one) => [one, tableHash(one)]));
  writeFileSync(files.receipt, renderReceipt(githubReceipt(review, grounds, { tables, report })));
  return files;
}

/** What is written, as it is written. */
function* written(path: string, pieces: Iterable<string>): Generator<string> {
  writeFileSync(path, "");
  for (const part of inParts(pieces)) {
    appendFileSync(path, part);
    yield part;
  }
}
