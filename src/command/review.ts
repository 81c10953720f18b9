/** Reviews manifests on disk and prints the scorecard. */

import { basename } from "node:path";
import type { Trend } from "../history/trend.ts";
import { renderText } from "../render/text.ts";
import type { Look } from "../render/text-layout.ts";
import { problemsOf, type Review } from "../review/review.ts";
import type { Release } from "../shipped/read-shipped.ts";
import { adviceFor } from "./advice.ts";
import { EXIT, type Exit, InputError } from "./exit.ts";
import { judge } from "./judge.ts";
import { write, writeTo } from "./output.ts";
import { type FoundInput, readable, readReviewInput } from "./review-input.ts";
import { complain, lookOf, problemLine } from "./terminal.ts";
import { chosen, REVIEW_FORMATS } from "./usage.ts";

/** Values of the command's options as they were written, checked by `parseUsage`. */
interface Options {
  readonly policy?: string | undefined;
  readonly base?: string | undefined;
  readonly format?: string | undefined;
  readonly output?: string | undefined;
  readonly at?: string | undefined;
  readonly receipt?: string | undefined;
  readonly history?: string | undefined;
  /** A switch: set when it was given. */
  readonly advice?: string | undefined;
}

export async function reviewCommand(
  named: readonly string[],
  options: Options,
  shipped: Release,
): Promise<Exit> {
  refuseTrendForPrograms(options);
  const input = await readReviewInput(named, options, shipped);
  const result = await judge(input, options.base !== undefined, shipped);
  const problems = problemsOf(result);
  if (problems.length > 0) complain(problems.map(problemLine));
  // A person who has just read the problems needs no scorecard that repeats them; a program does.
  const judged = result.manifests.some(({ state }) => state === "reviewed");
  if (judged || chosen(REVIEW_FORMATS, options.format) !== "text")
    write(await render(result, input, options, shipped), options.output);
  if (options.receipt !== undefined) {
    const { receiptText } = await import("./write-receipt.ts");
    writeTo(options.receipt, [await receiptText(result, input, options, shipped)]);
  }
  return exitOf(result, problems.length > 0);
}

function refuseTrendForPrograms({ history, format = "text" }: Options): void {
  if (history !== undefined && (format === "json" || format === "sarif"))
    throw new InputError(`--history shows a line for people: leave it out with ${format}`);
}

/** What writes for programs and for other pages is loaded only when it is asked for. */
async function render(
  result: Review,
  input: FoundInput,
  options: Options,
  shipped: Release,
): Promise<Iterable<string>> {
  switch (chosen(REVIEW_FORMATS, options.format)) {
    case "json": {
      const { renderJsonInPieces } = await import("../render/json.ts");
      return renderJsonInPieces(result, await adviceFor(result, shipped));
    }
    case "sarif": {
      const { filesInRepository } = await import("./files-in-repository.ts");
      const { renderSarif } = await import("../render/sarif.ts");
      const { fileOf } = filesInRepository(input);
      return renderSarif(result, (path) => fileOf(path) ?? basename(path));
    }
    case "markdown": {
      const { renderMarkdown } = await import("../render/scorecard.ts");
      const scorecard = renderMarkdown(result, { advice: await adviceFor(result, shipped) });
      if (options.history === undefined) return [scorecard];
      const { trendMarkdown } = await import("../render/trend-line.ts");
      return [scorecard, "\n", trendMarkdown(await trendWith(result, options.history))];
    }
    case "html": {
      const { renderHtml } = await import("../render/html/report.ts");
      const { extrasOf } = await import("../render/html/extras.ts");
      const { history } = options;
      const trend = history === undefined ? undefined : await trendWith(result, history);
      return renderHtml(result, extrasOf(result, await adviceFor(result, shipped), trend));
    }
    case "text": {
      const look = lookOf(process.stdout, process.env);
      return renderForPeople(
        result,
        options,
        options.output === undefined ? look : { ...look, colour: false },
        shipped,
      );
    }
  }
}

async function renderForPeople(
  result: Review,
  { history, advice }: Options,
  look: Look,
  shipped: Release,
): Promise<string[]> {
  const trend: string[] = [];
  if (history !== undefined) {
    const { trendText } = await import("../render/trend-text.ts");
    trend.push(trendText(await trendWith(result, history), look));
  }
  if (advice === undefined) return [...trend, renderText(result, look)];
  const { adviceText } = await import("../render/text-advice.ts");
  const found = await adviceFor(result, shipped);
  const linesOf = (path: string) => {
    const one = found.get(path);
    return one === undefined ? [] : adviceText(one, look);
  };
  return [...trend, renderText(result, look, linesOf)];
}

/** Earlier reviews with this one as the newest. */
async function trendWith(result: Review, file: string): Promise<Trend> {
  return (await import("./trend.ts")).trendWith(result, readable(file));
}

function exitOf({ verdict }: Review, wrongInput: boolean): Exit {
  if (wrongInput) return EXIT.input;
  if (verdict === "error") return EXIT.tool;
  return verdict === "fail" || verdict === "waiting" ? EXIT.blocked : EXIT.pass;
}
