/** Text of a report, by what is in it, to its figures. Its author is nobody we know: bounded and strict. */

import * as z from "zod/mini";
import { type Problem, parseYaml } from "../yaml/parse-yaml.ts";
import type { MeasuredReport, ReadReport } from "./measured-report.ts";
import { parseBoamps } from "./parse-boamps.ts";
import { parseCyclonedx } from "./parse-cyclonedx.ts";
import { isModelCard, parseModelCard } from "./parse-model-card.ts";

export type ParsedReport =
  | { readonly ok: true; readonly report: MeasuredReport }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** The formats are told apart by their own required keys, as a path may be called anything. */
export function parseReport(path: string, text: string): ReadReport {
  if (isModelCard(text)) return readable(parseModelCard(path, text));
  const any = parseYaml(path, text, Any);
  if (!any.ok) return readable(any);
  const { bomFormat, task, measures } = any.located.value;
  if (bomFormat !== undefined) return readable(parseCyclonedx(path, text));
  if (task !== undefined && measures !== undefined) return readable(parseBoamps(path, text));
  return {
    ok: false,
    because: "it is no BoAmps report, no model card with front matter and no CycloneDX ML-BOM",
  };
}

const Any = z.looseObject({
  bomFormat: z.optional(z.unknown()),
  task: z.optional(z.unknown()),
  measures: z.optional(z.unknown()),
});

function readable(parsed: ParsedReport): ReadReport {
  if (parsed.ok) return parsed;
  const [first] = parsed.problems;
  if (first === undefined) return { ok: false, because: "it cannot be read" };
  return { ok: false, because: `line ${first.line}: ${first.message}` };
}
