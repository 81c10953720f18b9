/** Lines on which findings stand, each once. */

const MOST_LINES = 3;

export interface LinePlace {
  readonly line: number;
}

/** `line 34`, or `lines 34, 43, 56 and 2 more`. */
export function linesText(findings: readonly LinePlace[]): string {
  const lines = distinctLines(findings);
  const word = lines.length > 1 ? "lines" : "line";
  return `${word} ${lines.slice(0, MOST_LINES).join(", ")}${moreText(lines)}`;
}

/** `architecture.yaml:34`, or `architecture.yaml:34, 43, 56 and 2 more`. */
export function placeText(path: string, findings: readonly LinePlace[]): string {
  const lines = distinctLines(findings);
  return `${path}:${lines.slice(0, MOST_LINES).join(", ")}${moreText(lines)}`;
}

function distinctLines(findings: readonly LinePlace[]): number[] {
  return [...new Set(findings.map(({ line }) => line))];
}

function moreText(lines: readonly number[]): string {
  return lines.length > MOST_LINES ? ` and ${lines.length - MOST_LINES} more` : "";
}
