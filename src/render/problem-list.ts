/** Problems of a file, one line each, as compilers write them. */

import type { Problem } from "../yaml/parse-yaml.ts";
import { codeSpan, escapeMarkdown } from "./escape-markdown.ts";

const MOST_PROBLEMS = 50;

export function problemList(problems: readonly Problem[]): string {
  const lines = problems
    .slice(0, MOST_PROBLEMS)
    .map(
      ({ file, line, column, message }) =>
        `- ${codeSpan(`${file}:${line}:${column}`, 200)} ${escapeMarkdown(message, 400)}`,
    );
  const more = problems.length - lines.length;
  return [...lines, ...(more > 0 ? [`- …and ${more} more`] : [])].join("\n");
}
