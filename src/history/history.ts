/** The history of a repository: what each review of its default branch came to, oldest first. A file of JSON, from text to value and back. */

import * as z from "zod/mini";

const text = (most: number) => z.string().check(z.minLength(1), z.maxLength(most));
const percent = z.number().check(z.minimum(0), z.maximum(100));

/** A figure with its range, or that it is not known. `atLeast`: a part of it is not. */
const Figure = z.union([
  z.strictObject({
    low: z.number(),
    likely: z.number(),
    high: z.number(),
    atLeast: z.optional(z.literal(true)),
  }),
  z.literal("unknown"),
]);
export type RecordedFigure = z.infer<typeof Figure>;

const Figures = z.strictObject({
  energyKwh: Figure,
  carbonKg: Figure,
  waterL: Figure,
  costUsd: Figure,
});
export type RecordedFigures = z.infer<typeof Figures>;
export type Metric = keyof RecordedFigures;

const Recorded = z.strictObject({
  path: text(1000),
  product: text(1000),
  verdict: z.enum(["pass", "fail", "waiting", "not-applicable", "error"]),
  score: z.optional(percent),
  coverage: z.optional(percent),
  month: Figures,
  unit: Figures,
});
export type RecordedManifest = z.infer<typeof Recorded>;

const Entry = z.strictObject({
  commit: text(64),
  day: z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/)),
  tool: text(100),
  coefficients: text(100),
  manifests: z.array(Recorded).check(z.maxLength(1000)),
});
export type Entry = z.infer<typeof Entry>;

const History = z.strictObject({
  version: z.literal(1),
  entries: z.array(Entry).check(z.maxLength(1000)),
});
export type History = z.infer<typeof History>;

export const NO_HISTORY: History = { version: 1, entries: [] };

/** Undefined where it is no history of this version: then it is somebody's work, and not written over. */
export function parseHistory(json: string): History | undefined {
  try {
    const parsed = History.safeParse(JSON.parse(json));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/** One entry a line, so that a change of the file is easy to read. */
export function historyText({ version, entries }: History): string {
  const lines = entries.map((entry) => `    ${JSON.stringify(entry)}`);
  return `{\n  "version": ${version},\n  "entries": [${lines.length === 0 ? "" : `\n${lines.join(",\n")}\n  `}]\n}\n`;
}
