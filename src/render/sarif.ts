/** A review to SARIF 2.1.0, for code scanning on GitHub and for other tools that read it. */

import type { Review } from "../review/review.ts";
import type { Problem } from "../yaml/parse-yaml.ts";
import { escapeSarif } from "./escape-sarif.ts";
import { printedJson } from "./printed-json.ts";
import type { SarifInvocation, SarifLog, SarifNotification } from "./sarif-log.ts";
import { type FileOf, locationOf, sarifResults } from "./sarif-results.ts";
import { sarifRules } from "./sarif-rules.ts";

/** In pieces, indented, with a final line break. */
export function renderSarif(review: Review, fileOf: FileOf): Generator<string> {
  return printedJson(sarifOf(review, fileOf));
}

/** GitHub takes five times as many, keeps so many, and does not always keep the worst. */
const MOST_RESULTS = 5000;

function sarifOf(review: Review, fileOf: FileOf): SarifLog {
  const rules = sarifRules(review.packs);
  const results = sarifResults(review, rules, fileOf);
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "Greenlight",
            semanticVersion: review.toolVersion,
            informationUri: "https://github.com/greenlight-review/greenlight",
            rules: rules.rules,
          },
        },
        // A category, and which run of it: see docs/reports.md.
        automationDetails: { id: `greenlight/${review.today}` },
        columnKind: "utf16CodeUnits",
        invocations: [invocationOf(review, results.length - MOST_RESULTS, fileOf)],
        results: results.slice(0, MOST_RESULTS),
        properties: { verdict: review.verdict, at: review.today },
      },
    ],
  };
}

function invocationOf(
  { verdict, problems, notices, manifests }: Review,
  left: number,
  fileOf: FileOf,
): SarifInvocation {
  const unjudged = manifests.filter(({ state }) => state === "not-judged");
  return {
    executionSuccessful: verdict !== "error" && problems.length === 0,
    toolConfigurationNotifications: [
      ...problems.map((one) => problemNotification(one, fileOf)),
      ...unjudged.map(({ path }) =>
        note(`${fileOf(path)} was not judged, because policy or packs are not sound.`),
      ),
    ],
    toolExecutionNotifications: [
      ...(left > 0
        ? [note(`${left} results are left out: the ${MOST_RESULTS} worst are here.`)]
        : []),
      ...notices.map(note),
    ],
  };
}

function problemNotification({ file, message, ...at }: Problem, fileOf: FileOf): SarifNotification {
  return {
    level: "error",
    message: { text: escapeSarif(message) },
    locations: [locationOf(fileOf(file), at)],
  };
}

function note(text: string): SarifNotification {
  return { level: "note", message: { text: escapeSarif(text) } };
}
