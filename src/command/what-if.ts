/** Reviews a manifest on disk as it is and with other values, and prints what differs. Nothing is written to it. */

import type { Assignment } from "../advise/changed-manifest.ts";
import { type WhatIf, whatIf } from "../advise/what-if.ts";
import { considerKept } from "../answers/consider.ts";
import { whatIfMarkdown, whatIfText } from "../render/what-if.ts";
import { whatIfJson } from "../render/what-if-json.ts";
import {
  problemsOf,
  type Review,
  type ReviewInput,
  review,
  type Shipped,
} from "../review/review.ts";
import { EXIT, type Exit, InputError } from "./exit.ts";
import { write } from "./output.ts";
import { type ReviewOptions, readReviewInput } from "./review-input.ts";
import { complain, lookOf, problemLine, safely } from "./terminal.ts";
import { chosen, FORMATS } from "./usage.ts";

/** Values of the command's options as they were written, checked by `parseUsage`. */
interface Options extends Omit<ReviewOptions, "base"> {
  readonly format?: string | undefined;
  readonly output?: string | undefined;
}

export async function whatIfCommand(
  manifest: string,
  pairs: readonly string[],
  options: Options,
  shipped: Shipped,
): Promise<Exit> {
  const assignments = pairs.map(assignmentIn);
  const input = await readReviewInput([manifest], options, shipped);
  const judge = (manifests: ReviewInput["manifests"]): Review =>
    considerKept(review({ ...input, manifests }, shipped)).review;
  const now = judge(input.manifests);
  const problems = problemsOf(now);
  if (problems.length > 0) {
    complain(problems.map(problemLine));
    return EXIT.input;
  }
  const { manifests } = input;
  const found = whatIf(
    { manifest: undefined, assignments },
    { review: now, manifests, again: judge, shipped },
  );
  if (!found.ok) {
    complain(found.faults.map(safely));
    return EXIT.input;
  }
  write([shown(found, now, options)], options.output);
  return found.delta.verdict.after === "error" ? EXIT.tool : EXIT.pass;
}

function assignmentIn(pair: string): Assignment {
  const [, key, value] = /^([^=]+)=(.+)$/s.exec(pair) ?? [];
  if (key === undefined || value === undefined)
    throw new InputError(
      `${safely(pair)} is no KEY=VALUE: write it as in usage.units_per_month=5000`,
    );
  return { key: key.trim(), value };
}

function shown(
  found: Extract<WhatIf, { readonly ok: true }>,
  now: Review,
  options: Options,
): string {
  switch (chosen(FORMATS, options.format)) {
    case "json":
      return whatIfJson(found, now);
    case "markdown":
      return `${whatIfMarkdown(found)}\n`;
    case "text": {
      const look = lookOf(process.stdout, process.env);
      return whatIfText(found, options.output === undefined ? look : { ...look, colour: false });
    }
  }
}
