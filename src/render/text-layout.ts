/** Words to lines of a terminal: colour, wrapping, and columns that line up. */

/** How text for people is laid out. */
export interface Look {
  readonly colour: boolean;
  /** Columns to wrap at. */
  readonly width: number;
}

export type Style = "plain" | "bold" | "dim" | "red" | "green" | "yellow" | "cyan";

const CODE: Record<Style, string> = {
  plain: "",
  bold: "1",
  dim: "2",
  red: "31",
  green: "32",
  yellow: "33",
  cyan: "36",
};

/** Characters that take two columns in a terminal. */
const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff01-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;
const MARK = /\p{M}/u;

/** Most text: letters of Latin alphabets, and ASCII. */
const ONE_COLUMN_EACH = /^[ -~\u00a1-\u00a8\u00aa-\u00ac\u00af-\u02ff]*$/;

/** The text in a style, where the terminal shows styles. */
export function paint({ colour }: Look, style: Style, text: string): string {
  return colour && CODE[style] !== "" && text !== ""
    ? `\u001b[${CODE[style]}m${text}\u001b[0m`
    : text;
}

/** Columns that the text takes. */
export function displayWidth(text: string): number {
  if (ONE_COLUMN_EACH.test(text)) return text.length;
  let width = 0;
  for (const one of text) width += MARK.test(one) ? 0 : WIDE.test(one) ? 2 : 1;
  return width;
}

/** Lines of at most `width` columns. A word longer than a line is broken. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ").flatMap((one) => broken(one, width))) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (displayWidth(longer) <= width) line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}

/** Wrapped text with its first line after `lead`, and the others under it. */
export function hanging(lead: string, text: string, width: number): string[] {
  const indent = displayWidth(lead);
  return wrap(text, Math.max(20, width - indent)).map((line, index) =>
    index === 0 ? `${lead}${line}` : `${" ".repeat(indent)}${line}`,
  );
}

export interface Cell {
  readonly text: string;
  readonly style?: Style;
  readonly align?: "right";
}

const GAP = 2;
const INDENT = 2;
const NARROWEST = 12;

/** Rows whose columns line up; the column `flexible` is wrapped into what the others leave. */
export function columns(
  rows: readonly (readonly Cell[])[],
  flexible: number,
  look: Look,
): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => displayWidth(row[column]?.text ?? ""))),
  );
  const others = widths.reduce((sum, width, column) => sum + (column === flexible ? 0 : width), 0);
  const room = look.width - INDENT - others - GAP * (widths.length - 1);
  widths[flexible] = Math.min(widths[flexible] ?? 0, Math.max(NARROWEST, room));
  return rows.flatMap((row) => rowLines(row, widths, flexible, look));
}

function rowLines(
  row: readonly Cell[],
  widths: readonly number[],
  flexible: number,
  look: Look,
): string[] {
  const wrapped = wrap(row[flexible]?.text ?? "", widths[flexible] ?? NARROWEST);
  return wrapped.map((part, line) => {
    const cells = row.map((cell, column) => {
      const text = column === flexible ? part : line === 0 ? cell.text : "";
      const padding = " ".repeat(Math.max(0, (widths[column] ?? 0) - displayWidth(text)));
      const painted = paint(look, cell.style ?? "plain", text);
      return cell.align === "right" ? padding + painted : painted + padding;
    });
    return `${" ".repeat(INDENT)}${cells.join(" ".repeat(GAP))}`.trimEnd();
  });
}

/** A part never begins with two colons: at the start of a line they are a command to a GitHub runner. */
function broken(word: string, width: number): string[] {
  if (displayWidth(word) <= width) return [word];
  const parts: string[] = [];
  let part = "";
  let rest = word;
  for (const one of word) {
    if (displayWidth(part + one) > width) {
      const last = rest.startsWith("::") ? (Array.from(part).at(-1) ?? "") : "";
      parts.push(part.slice(0, part.length - last.length));
      part = last;
    }
    part += one;
    rest = rest.slice(one.length);
  }
  return [...parts, part];
}
