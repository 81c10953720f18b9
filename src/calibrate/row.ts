/** A file of published rows to rows with their inputs and what they report. Knows nothing of any estimator. */

/** One published or measured figure, in the format of `calibration-cases.json`. */
export interface Row {
  readonly id: string;
  readonly kind: string;
  /** How the figure came about, such as measured_gpu or hours_x_tdp. */
  readonly basis: string;
  /** Where it was published: of benchmarks, which task it is. */
  readonly source: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly reported: Readonly<Record<string, unknown>>;
}

export type ParsedRows =
  | { readonly ok: true; readonly rows: readonly Row[] }
  | { readonly ok: false; readonly problems: readonly string[] };

/** A list of rows, or an object that has it under `rows`. */
export function parseRows(text: string): ParsedRows {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    return { ok: false, problems: [`not JSON: ${error instanceof Error ? error.message : ""}`] };
  }
  const list = isObject(content) ? content["rows"] : content;
  if (!Array.isArray(list))
    return { ok: false, problems: ['must be a list of rows, or an object with "rows"'] };
  const problems = list.flatMap(problemsOf);
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, rows: list.map(toRow) };
}

/** Rows whose authors multiplied hours by power: they test arithmetic, so that their power may be used. */
export function testsArithmetic({ basis }: Row): boolean {
  return /hours_x_(tdp|power|w)/i.test(basis);
}

function problemsOf(row: unknown, index: number): readonly string[] {
  if (!isObject(row)) return [`row ${index + 1}: must be an object`];
  const { id, kind, inputs, reported } = row;
  const name =
    typeof id === "string" && id !== "" ? `row ${index + 1} (${id})` : `row ${index + 1}`;
  return [
    typeof id === "string" && id !== "" ? undefined : `${name}: id must be a text`,
    typeof kind === "string" ? undefined : `${name}: kind must be a text`,
    isObject(inputs) ? undefined : `${name}: inputs must be an object`,
    isObject(reported) ? undefined : `${name}: reported must be an object`,
  ].filter((problem) => problem !== undefined);
}

function toRow(row: Readonly<Record<string, unknown>>): Row {
  const { id, kind, basis, source, citation, inputs, reported } = row;
  return {
    id: String(id),
    kind: String(kind),
    basis: typeof basis === "string" ? basis : "",
    source: [source, citation].filter((text) => typeof text === "string").join(" "),
    inputs: isObject(inputs) ? inputs : {},
    reported: isObject(reported) ? reported : {},
  };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
