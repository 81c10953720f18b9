/** Reviews manifests on disk and prints the scorecard. */

import { appendFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { inParts } from "../render/json-pieces.ts";
import { renderText } from "../render/text.ts";
import type { Review } from "../review/review.ts";
import type { Release } from "../shipped/read-shipped.ts";
import { EXIT, type Exit, InputError } from "./exit.ts";
import { judge } from "./judge.ts";
import { type FoundInput, readReviewInput } from "./review-input.ts";
import { complain, lookOf, problemLine, safely, sayInPieces } from "./terminal.ts";
import { FORMATS, type Format } from "./usage.ts";

/** Values of the command's options as they were written, checked by `parseUsage`. */
interface Options {
  readonly policy?: string | undefined;
  readonly base?: string | undefined;
  readonly format?: string | undefined;
  readonly output?: string | undefined;
  readonly at?: string | undefined;
  readonly receipt?: string | undefined;
}

export async function reviewCommand(
  named: readonly string[],
  options: Options,
  shipped: Release,
): Promise<Exit> {
  const input = await readReviewInput(named, options, shipped);
  const result = await judge(input, options.base !== undefined, shipped);
  const problems = problemsOf(result);
  if (problems.length > 0) complain(problems.map(problemLine));
  // A person who has just read the problems needs no scorecard that repeats them; a program does.
  const judged = result.manifests.some(({ state }) => state === "reviewed");
  if (judged || formatOf(options) !== "text")
    write(await render(result, input, options), options.output);
  if (options.receipt !== undefined) {
    const { receiptText } = await import("./write-receipt.ts");
    writeTo(options.receipt, [receiptText(result, input, options, shipped)]);
  }
  return exitOf(result, problems.length > 0);
}

function formatOf({ format }: Options): Format {
  return FORMATS.find((known) => known === format) ?? "text";
}

/** What writes for programs and for other pages is loaded only when it is asked for. */
async function render(
  result: Review,
  input: FoundInput,
  options: Options,
): Promise<Iterable<string>> {
  switch (formatOf(options)) {
    case "json":
      return (await import("../render/json.ts")).renderJsonInPieces(result);
    case "sarif": {
      const { filesInRepository } = await import("./files-in-repository.ts");
      const { renderSarif } = await import("../render/sarif.ts");
      const { fileOf } = filesInRepository(input);
      return renderSarif(result, (path) => fileOf(path) ?? basename(path));
    }
    case "markdown":
      return [(await import("../render/scorecard.ts")).renderMarkdown(result)];
    case "text": {
      const look = lookOf(process.stdout, process.env);
      return [renderText(result, options.output === undefined ? look : { ...look, colour: false })];
    }
  }
}

function write(pieces: Iterable<string>, output: string | undefined): void {
  if (output === undefined) {
    sayInPieces(pieces);
    return;
  }
  writeTo(output, pieces);
}

function writeTo(path: string, pieces: Iterable<string>): void {
  try {
    writeFileSync(path, "");
    for (const part of inParts(pieces)) appendFileSync(path, part);
  } catch (error) {
    throw new InputError(`${safely(path)}: cannot be written: ${safely((error as Error).message)}`);
  }
}

/** Everything that its author has to put right: policy, packs, manifests. */
function problemsOf({ problems, manifests }: Review) {
  return [
    ...problems,
    ...manifests.flatMap((one) => (one.state === "invalid" ? one.problems : [])),
  ];
}

function exitOf({ verdict }: Review, wrongInput: boolean): Exit {
  if (wrongInput) return EXIT.input;
  if (verdict === "error") return EXIT.tool;
  return verdict === "fail" || verdict === "waiting" ? EXIT.blocked : EXIT.pass;
}
