// What GitHub's request checker refuses in a check run, in the words that people met:
// characters in reviewdog/action-actionlint#72, bytes in github/docs#35252, items in
// stoplightio/spectral-action#334, null in flutter/cocoon#5130. The limits of annotations are those
// of its documentation; the words for breaking them are ours.
import { type Answer, refuseField, refuseRequest } from "./exchange.ts";
import type { Annotation, Conclusion } from "./github-state.ts";

/** The body of a create or an update once it has passed. */
export interface CheckRunBody {
  readonly name?: string;
  readonly head_sha?: string;
  readonly status?: "queued" | "in_progress" | "completed";
  readonly conclusion?: Conclusion;
  readonly external_id?: string;
  readonly details_url?: string;
  readonly started_at?: string;
  readonly completed_at?: string;
  readonly output?: {
    readonly title?: string;
    readonly summary?: string;
    readonly text?: string;
    readonly annotations?: readonly Annotation[];
  };
}

type Unchecked = Readonly<Record<string, unknown>>;

const STATUSES = ["queued", "in_progress", "completed"];
const CONCLUSIONS = [
  "success",
  "failure",
  "neutral",
  "cancelled",
  "skipped",
  "timed_out",
  "action_required",
];
const LEVELS = ["notice", "warning", "failure"];
const LONGEST_TEXT = 65_535;
const MOST_ANNOTATIONS = 50;
const LONGEST_TITLE = 255;
const LARGEST_MESSAGE = 64 * 1024;

/** The refusal of a body, or nothing. */
export function refuseCheckRun(body: unknown): Answer | undefined {
  const fields = recordOf(body);
  const { status, conclusion, output } = fields;
  const problems = [
    ...["name", "head_sha", "external_id", "details_url", "started_at", "completed_at"].flatMap(
      (field) => stringProblem(field, fields[field]),
    ),
    ...choiceProblem("status", status, STATUSES),
    ...choiceProblem("conclusion", conclusion, CONCLUSIONS),
  ];
  if (status === "completed" && conclusion === undefined) {
    problems.push('"conclusion" wasn\'t supplied.');
  }
  if (problems.length > 0) return refuseRequest(...problems);
  return output === undefined ? undefined : refuseOutput(recordOf(output));
}

function refuseOutput(output: Unchecked): Answer | undefined {
  const { title, summary, text, annotations = [] } = output;
  const problems = ["title", "summary", "text"].flatMap((key) => stringProblem(key, output[key]));
  for (const part of [summary, text]) {
    const { length } = typeof part === "string" ? part : "";
    if (length > LONGEST_TEXT) {
      problems.push(`Only ${LONGEST_TEXT} characters are allowed; ${length} were supplied.`);
    }
  }
  if (title === undefined || summary === undefined) {
    problems.push(`"${title === undefined ? "title" : "summary"}" wasn't supplied.`);
  }
  if (!Array.isArray(annotations)) return refuseRequest("annotations is not an array.");
  if (annotations.length > MOST_ANNOTATIONS) {
    const { length } = annotations;
    problems.push(`No more than ${MOST_ANNOTATIONS} items are allowed; ${length} were supplied.`);
  }
  problems.push(...annotations.flatMap((each) => annotationProblems(recordOf(each))));
  return problems.length > 0 ? refuseRequest(...problems) : refuseBytes({ summary, text });
}

/** After the characters GitHub counts bytes, with the same limit and in other words. */
function refuseBytes(texts: Unchecked): Answer | undefined {
  for (const [field, text] of Object.entries(texts)) {
    if (typeof text !== "string" || Buffer.byteLength(text) <= LONGEST_TEXT) continue;
    const message = `${field} exceeds a maximum bytesize of ${LONGEST_TEXT}`;
    return refuseField({ resource: "CheckRun", code: "custom", field, message });
  }
  return undefined;
}

function annotationProblems(each: Unchecked): readonly string[] {
  const { start_line: start, end_line: end, start_column, end_column } = each;
  const { title, message, raw_details: details, annotation_level: level } = each;
  const missing = ["path", "start_line", "end_line", "annotation_level", "message"].filter(
    (field) => each[field] === undefined,
  );
  const problems = missing.map((field) => `"${field}" wasn't supplied.`);
  for (const field of ["path", "message", "title", "raw_details"]) {
    problems.push(...stringProblem(field, each[field]));
  }
  problems.push(...choiceProblem("annotation_level", level, LEVELS));
  if (![start, end].every(Number.isInteger) || Number(start) > Number(end)) {
    problems.push("end_line must not be before start_line.");
  }
  if (start !== end && (start_column !== undefined || end_column !== undefined)) {
    problems.push("Columns are only allowed on annotations of one line.");
  }
  if (`${title ?? ""}`.length > LONGEST_TITLE) {
    problems.push(`Only ${LONGEST_TITLE} characters are allowed.`);
  }
  if ([message, details].some((text) => Buffer.byteLength(`${text ?? ""}`) > LARGEST_MESSAGE)) {
    problems.push("Only 64 KB are allowed.");
  }
  return problems;
}

/** Absent is fine; null is not, and clients that send it for "nothing" are told so. */
function stringProblem(field: string, value: unknown): readonly string[] {
  if (value === undefined || typeof value === "string") return [];
  return [`For 'properties/${field}', ${value === null ? "nil" : value} is not a string.`];
}

function choiceProblem(field: string, value: unknown, choices: readonly string[]) {
  if (value === undefined || choices.some((choice) => choice === value)) return [];
  const shown = value === null ? "nil" : value;
  return [`For 'properties/${field}', ${shown} is not a member of ${JSON.stringify(choices)}.`];
}

function recordOf(value: unknown): Unchecked {
  return typeof value === "object" && value !== null ? (value as Unchecked) : {};
}
