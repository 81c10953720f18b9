/** Rows of a label and a text; what has no text has no row. */
export function table(rows: readonly [string, string | undefined][]): string[] {
  return rows.flatMap(([label, text]) =>
    text === undefined ? [] : [`${label.padEnd(11)} ${text}`],
  );
}
