/** The files that a receipt names, against those that were found. */

import { sha256 } from "../facts/sha256.ts";
import type { SourceFile } from "../review/source-file.ts";
import { type Check, compare, unchecked } from "./check.ts";
import type { InputKind, ReceiptInput } from "./receipt-schema.ts";

/** A file as it stands in the repository at head, and at base, where a folder with that was named. */
export interface Found {
  readonly head: FoundFile | undefined;
  readonly base: FoundFile | undefined;
}

/** Evidence is not read: of it only the id of its content is known. */
export type FoundFile = SourceFile & { readonly git?: string | undefined };

/** Which of the two that is: the text, where it is the one that was reviewed. */
export interface CheckedFile {
  readonly check: Check;
  readonly file: FoundFile | undefined;
}

/** Of these, head has no say: they are looked for on base first. */
const ON_BASE: ReadonlySet<InputKind> = new Set([
  "base manifest",
  "manifest where head parted from base",
  "policy",
  "pack",
  "energy report on base",
]);

/** `onBase`: whether the review compared two branches, so that policy and packs are those of base. */
export function checkFile(input: ReceiptInput, found: Found, onBase: boolean): CheckedFile {
  const what = nameOf(input);
  const isOfBase = onBase && ON_BASE.has(input.kind);
  if (input.file === undefined) return elsewhere(input);
  const expected = stateOf(input);
  const same = candidatesOf(input, found, isOfBase).find((one) => stateFound(one) === expected);
  if (same !== undefined) return { check: { what, is: "same" }, file: same };
  const there = isOfBase ? found.base : found.head;
  if (there === undefined)
    return without(what, "it was read on base: name a folder with that by --base");
  return { check: compare(what, expected, stateFound(there)), file: undefined };
}

function elsewhere({ kind, name, manifest, state }: ReceiptInput): CheckedFile {
  const what = nameOf({ kind, name, manifest });
  if (state === "absent")
    return { check: { what, is: "same", note: "there was none" }, file: { state, path: name } };
  return without(
    what,
    kind === "extended policy"
      ? "it stands in another repository, which is not read here"
      : "it stands outside of the repository",
  );
}

/** What base has and head has too need not be fetched. That head lacks a file does not say that base does. */
function candidatesOf(
  { state }: ReceiptInput,
  { head, base }: Found,
  isOfBase: boolean,
): readonly FoundFile[] {
  const all = isOfBase ? [base, state === "text" ? head : undefined] : [head];
  return all.filter((one) => one !== undefined);
}

function without(what: string, note: string): CheckedFile {
  return { check: unchecked(what, note), file: undefined };
}

function stateFound(file: FoundFile): string {
  if (file.state !== "text") return file.state;
  return file.git ?? sha256(file.text);
}

function stateOf({ state, sha256, git }: ReceiptInput): string {
  return state === "text" ? (sha256 ?? git ?? "there") : state;
}

/** As a reader is told it: "policy .github/greenlight.yaml". */
function nameOf({
  kind,
  name,
  manifest,
}: Pick<ReceiptInput, "kind" | "name" | "manifest">): string {
  return manifest === undefined ? `${kind} ${name}` : `${kind} ${name} of ${manifest}`;
}
