/**
 * A manifest's text and a new value at a path, to the changed text: in the file's own style, with all else as it was.
 * Knows YAML, and nothing of the schema but that a number may stand with its range.
 */

import { pathText } from "../yaml/fault.ts";
import type { Path } from "../yaml/parse-yaml.ts";
import { settled } from "./amount-change.ts";
import { follow, type Spot } from "./follow.ts";
import type { Placement } from "./insert.ts";
import { applyChange, changeBetween, type LineChange } from "./line-change.ts";
import { isList, isObject, isSame, type PlainValue, withValue, wrapped } from "./plain-value.ts";
import { replace } from "./replace.ts";
import { isRefusal, MARK, openSource, type Refusal, type Source, withoutMark } from "./source.ts";
import { spliced } from "./splice.ts";
import { faultOf } from "./value-fault.ts";

export type Amended =
  | ({ readonly ok: true } & Made)
  | { readonly ok: false; readonly because: string };

/**
 * The text in which the value at the path is this one. A number for an amount that has a range or a basis becomes
 * its likely value: see `settled`. A text in which the value is already this one stays as it is.
 */
export function amend(text: string | Source, path: Path, value: PlainValue): Amended {
  return change(text, path, value, (spot, rest) => wantedAt(spot, rest, value));
}

/** The text in which these are the last items of the list at the path, which may not be there yet. */
export function appendTo(text: string, path: Path, entries: readonly PlainValue[]): Amended {
  return change(text, path, entries, (spot, rest) => {
    const { value } = spot.part.value;
    if (rest.length > 0 || value === null) return wantedAt(spot, rest, entries);
    if (!isList(value)) return { refused: "it is no list" };
    return { becomes: [...(value as PlainValue[]), ...entries] };
  });
}

/** What the value at a spot becomes. */
type Wanted = { readonly becomes: PlainValue } | Refusal;

function change(
  given: string | Source,
  path: Path,
  value: PlainValue,
  wantedOf: (spot: Spot, rest: Path) => Wanted,
): Amended {
  const fault = path.length === 0 ? "a path must name a field" : faultOf(value);
  if (fault !== undefined) return { ok: false, because: fault };
  const source = typeof given === "string" ? openSource(given) : given;
  if (isRefusal(source)) return { ok: false, because: source.refused };
  const spot = follow(path, source);
  if (isRefusal(spot)) return { ok: false, because: spot.refused };

  const at = path.slice(0, spot.depth);
  const prefix = at.length > 0 ? `${pathText(at)}: ` : "";
  const wanted = wantedOf(spot, path.slice(spot.depth));
  if (isRefusal(wanted)) return { ok: false, because: prefix + wanted.refused };
  const made = makeSafely(source, spot, wanted.becomes, at);
  return isRefusal(made) ? { ok: false, because: prefix + made.refused } : { ok: true, ...made };
}

interface Made {
  readonly text: string;
  readonly change: LineChange;
  /** The text, read again: a further change can begin with it. */
  readonly source: Source;
}

/** The first way of writing it that reads back as what was meant: nothing else is handed out. */
function makeSafely(source: Source, spot: Spot, wanted: PlainValue, at: Path): Made | Refusal {
  const expected = withValue(source.root.value, at, wanted);
  let refused: string | undefined;
  for (const placement of PLACEMENTS) {
    const written = write(source, spot, wanted, placement);
    const made = isRefusal(written) ? written : readBack(written, expected);
    if (!isRefusal(made)) return made;
    refused ??= made.refused;
  }
  return { refused: refused ?? UNSAFE };
}

const PLACEMENTS: readonly Placement[] = ["near the start", "at the end"];

function wantedAt({ part }: Spot, rest: Path, value: PlainValue): Wanted {
  const { kind, value: old } = part.value;
  const [key, ...inner] = rest;
  if (key === undefined) return { becomes: settled(old, value) };
  if (kind === "alias") return { refused: "it repeats another value, which has no such field" };
  if (old === null && (typeof key === "string" || key === 0))
    return { becomes: wrapped(rest, value) };
  if (isObject(old) && typeof key === "string")
    return { becomes: { ...(old as object), [key]: wrapped(inner, value) } };
  if (isList(old) && key === old.length)
    return { becomes: [...(old as PlainValue[]), wrapped(inner, value)] };
  return { refused: `there is no place for ${pathText([key])} in it` };
}

type Written = Omit<Made, "source">;

function write(
  source: Source,
  { part, inFlow }: Spot,
  wanted: PlainValue,
  placement: Placement,
): Written | Refusal {
  const edit = replace(part, wanted, { inFlow, placement, source });
  if (isRefusal(edit)) return edit;
  const { whole: text } = source;
  const mark = text.startsWith(MARK) ? MARK : "";
  const lines = changeBetween(text, mark + spliced(withoutMark(text), edit));
  return { text: applyChange(text, lines), change: lines };
}

function readBack(written: Written, expected: unknown): Made | Refusal {
  const source = openSource(written.text);
  if (isRefusal(source))
    return { refused: `with this value the file would be refused: ${source.refused}` };
  return isSame(source.root.value, expected) ? { ...written, source } : { refused: UNSAFE };
}

const UNSAFE = "the way it is written leaves no safe place for the change. Change it by hand";
