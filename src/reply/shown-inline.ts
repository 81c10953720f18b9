/** Markdown within lines to what it shows: comments, folded and struck parts go, tags go, inline code is marked. */

/** Around inline code. Private characters are taken out of every comment first, so nobody can write these. */
export const CODE = { open: "\ue000", close: "\ue001" } as const;
/** Where something was that shows nothing. A line that begins with it does not begin with what follows. */
export const GONE = "\ue003";

/** Elements whose content is folded, quoted, struck out, code or nothing that is shown. */
const HIDDEN = new Set(
  "blockquote code del details iframe math noscript pre s script strike style svg template textarea title".split(
    " ",
  ),
);
/** Elements that begin a line of their own. */
const BREAKS = new Set("br div h1 h2 h3 h4 h5 h6 hr li ol p summary table td th tr ul".split(" "));

const TAG = /<(\/?)([A-Za-z][A-Za-z0-9-]{0,20})(?=[\s/>])[^<>]{0,500}>/y;
const AUTOLINK = /<(https:\/\/[^\s<>]{1,500})>/y;
const IMAGE = /!\[[^[\]\n]{0,300}\]\([^()\s]{0,500}(?:\s[^()\n]{0,200})?\)/g;
const LINK = /\[([^[\]\n]{1,300})\]\(([^()\s]{1,500})(?:\s[^()\n]{0,200})?\)/g;
const STRUCK = /(?<!~)(~~?)(?=[^\s~])[^~\n]*(?<=[^\s~])\1(?!~)/g;
/** Where anything of this pass begins. */
const SPECIAL = /`+|</g;

export function shownInline(text: string): string {
  return withoutMarkup(text).replace(IMAGE, GONE).replace(LINK, "$1 ($2)").replace(STRUCK, GONE);
}

interface Hidden {
  readonly name: string;
  readonly depth: number;
}

/** Left to right, so that whatever opens first wins, as in Markdown. */
function withoutMarkup(text: string): string {
  const closing = closingBackticks(text);
  let shown = "";
  let at = 0;
  let hidden: Hidden | undefined;
  while (at < text.length) {
    SPECIAL.lastIndex = at;
    const next = SPECIAL.exec(text);
    const from = next?.index ?? text.length;
    if (hidden === undefined) shown += text.slice(at, from);
    if (next === null) break;
    const piece: Piece =
      next[0] === "<" ? readAngle(text, from) : readCode(text, next[0], from, closing);
    hidden = piece.tag === undefined ? hidden : afterTag(hidden, piece.tag);
    if (hidden === undefined) shown += piece.shown;
    at = piece.end;
  }
  return shown;
}

interface Piece {
  readonly shown: string;
  readonly end: number;
  readonly tag?: { readonly name: string; readonly closes: boolean };
}

function readCode(
  text: string,
  marks: string,
  from: number,
  closing: ReadonlyMap<number, number>,
): Piece {
  const start = from + marks.length;
  const close = text[from - 1] === "\\" ? undefined : closing.get(from);
  if (close === undefined) return { shown: marks, end: start };
  const inner = text.slice(start, close).replaceAll("`", "'").replaceAll("\n", " ").trim();
  return { shown: `${CODE.open}${inner}${CODE.close}`, end: close + marks.length };
}

/** For each run of backticks, where the next run of the same length in its paragraph begins. */
function closingBackticks(text: string): ReadonlyMap<number, number> {
  const closing = new Map<number, number>();
  let open = new Map<number, number>();
  for (const { 0: run, index } of text.matchAll(/`+|\n[ \t]*\n/g)) {
    if (run.startsWith("\n")) {
      open = new Map();
      continue;
    }
    const before = open.get(run.length);
    if (before !== undefined) closing.set(before, index);
    open.set(run.length, index);
  }
  return closing;
}

function readAngle(text: string, from: number): Piece {
  if (text.startsWith("<!--", from)) {
    const end = text.indexOf("-->", from + 2);
    return { shown: GONE, end: end < 0 ? text.length : end + 3 };
  }
  AUTOLINK.lastIndex = from;
  const link = AUTOLINK.exec(text);
  if (link !== null) return { shown: link[1] ?? "", end: from + link[0].length };
  TAG.lastIndex = from;
  const tag = TAG.exec(text);
  if (tag === null) return { shown: "<", end: from + 1 };
  const name = (tag[2] ?? "").toLowerCase();
  return {
    shown: BREAKS.has(name) ? `\n${GONE}` : GONE,
    end: from + tag[0].length,
    tag: { name, closes: tag[1] === "/" },
  };
}

function afterTag(
  hidden: Hidden | undefined,
  { name, closes }: { readonly name: string; readonly closes: boolean },
): Hidden | undefined {
  if (hidden === undefined) return !closes && HIDDEN.has(name) ? { name, depth: 1 } : undefined;
  if (hidden.name !== name) return hidden;
  const depth = hidden.depth + (closes ? -1 : 1);
  return depth === 0 ? undefined : { name, depth };
}
