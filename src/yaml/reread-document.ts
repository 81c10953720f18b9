/**
 * YAML text to every fault in its syntax, or to the one document in it. Never nested deeper than the limit.
 * Slower than `readDocument`, which asks here when it meets what it cannot read: few runs load this file.
 */

import { Composer, CST, type Document, Lexer, Parser } from "yaml";
import { describeSyntax, type SyntaxNote, type TextQuote } from "./describe-syntax.ts";
import { documentOfNodes } from "./document-of-nodes.ts";
import type { Fault } from "./fault.ts";
import { LIMITS, TOO_DEEP, TOO_MANY_VALUES } from "./limits.ts";
import { excerpt } from "./quote.ts";
import type { Reading } from "./read-document.ts";

/** What was noticed so far. The library's own errors, with a stack trace each, cost too much by the million. */
interface Notes {
  readonly faults: Fault[];
  readonly errors: SyntaxNote[];
  /** Quoted texts of several lines: a quote that is missing shows far from where it should be. */
  readonly quotes: TextQuote[];
  aliases: number;
  scalars: number;
  documents: number;
  /** Reading on would be pointless or dangerous. */
  stopped: boolean;
}

/**
 * The library's lexer, parser and composer in one pass, as in its own `parseDocument`.
 * Scalars stay text: `resolveScalar` knows what they mean, and the author's own spelling is kept.
 */
export function rereadDocument(text: string): Reading {
  const notes: Notes = {
    faults: [],
    errors: [],
    quotes: [],
    aliases: 0,
    scalars: 0,
    documents: 0,
    stopped: false,
  };
  const document = compose(text, notes);
  const faults = [...notes.faults, ...describeSyntax(text, notes.errors, notes.quotes)];
  if (faults.length > 0) return { ok: false, faults };

  const contents = document?.contents;
  const empty = !contents || (contents.range[0] === contents.range[1] && !contents.anchor);
  if (empty) return { ok: false, faults: [{ at: 0, say: () => EMPTY }] };
  return { ok: true, document: documentOfNodes(text, contents) };
}

const EMPTY = "the file is empty. Write at least one key with its value.";

function compose(text: string, notes: Notes): Document.Parsed | undefined {
  const parser = new Parser();
  const composer = boundedComposer(notes);
  let isScalar = false;
  for (const lexeme of new Lexer().lex(text)) {
    if (!isScalar) noteLexeme(lexeme, parser.offset, notes);
    isScalar = lexeme === CST.SCALAR;
    for (const token of parser.next(lexeme)) acceptToken(token, composer, notes);
    noteDepth(parser, notes);
    if (notes.stopped) return undefined;
  }
  for (const token of parser.end()) acceptToken(token, composer, notes);
  if (notes.stopped) return undefined;
  const [document] = composer.end();
  for (const { pos, code, message } of document?.errors ?? []) {
    noteError({ at: pos[0], code, message }, notes);
  }
  return document;
}

/** A composer whose errors are notes. They are kept up to a number that no author gets through. */
function boundedComposer(notes: Notes): Composer {
  const composer = new Composer({ schema: "failsafe", resolveKnownTags: false, uniqueKeys: false });
  const onError = (source: ErrorSource, code: string, message: string, warning?: boolean): void => {
    if (!warning) noteError({ at: offsetOf(source), code, message }, notes);
  };
  Reflect.set(composer, "onError", onError);
  return composer;
}

type ErrorSource = number | readonly number[] | { readonly offset: number };

function offsetOf(source: ErrorSource): number {
  if (typeof source === "number") return source;
  return "offset" in source ? source.offset : (source[0] ?? 0);
}

const MAX_ERRORS = 10_000;

function noteError(error: SyntaxNote, notes: Notes): void {
  // The tags themselves are refused as they are read.
  if (notes.errors.length < MAX_ERRORS && error.code !== "TAG_RESOLVE_FAILED") {
    notes.errors.push(error);
  }
}

function noteLexeme(lexeme: string, at: number, notes: Notes): void {
  switch (lexeme[0]) {
    case CST.SCALAR:
      countScalar(at, notes);
      return;
    case "!":
      if (notes.faults.length >= MAX_ERRORS) return;
      notes.faults.push({
        at,
        say: () =>
          `tags such as ${excerpt(lexeme)} are not allowed. Remove it, or put text that begins with "!" in quotes.`,
      });
      return;
    case "*":
      notes.aliases += 1;
      if (notes.aliases > LIMITS.aliases) stop(notes, { at, say: () => TOO_MANY_ALIASES });
      return;
    case '"':
    case "'":
      countScalar(at, notes);
      noteQuote(lexeme, at, notes);
  }
}

/** Every value may have a key. What passes is counted again as values; this only saves the work. */
function countScalar(at: number, notes: Notes): void {
  notes.scalars += 1;
  if (notes.scalars > 2 * LIMITS.values) stop(notes, { at, say: () => TOO_MANY_VALUES });
}

function noteQuote(lexeme: string, at: number, notes: Notes): void {
  const closed = lexeme.length > 1 && lexeme.endsWith(lexeme.charAt(0));
  if (closed && !lexeme.includes("\n")) return;
  notes.quotes.push({ at, end: at + lexeme.length, closed });
}

const TOO_MANY_ALIASES = `more than ${LIMITS.aliases} aliases, the limit for a file. Write the values out.`;

function acceptToken(token: CST.Token, composer: Composer, notes: Notes): void {
  switch (token.type) {
    case "error":
      noteError({ at: token.offset, code: "UNEXPECTED_TOKEN", message: token.message }, notes);
      return;
    case "directive":
      if (/^%YAML[ \t]+1\.2$/.test(token.source.trim())) drain(composer.next(token));
      else notes.faults.push({ at: token.offset, say: () => DIRECTIVE });
      return;
    case "document":
      notes.documents += 1;
      if (notes.documents > 1) stop(notes, { at: token.offset, say: () => SECOND_DOCUMENT });
      else drain(composer.next(token));
      return;
    case "doc-end":
      if (notes.documents > 0) drain(composer.next(token));
  }
}

const DIRECTIVE =
  'a line that begins with "%" is a YAML directive, and these are not allowed. Remove it.';

const SECOND_DOCUMENT =
  "a second document begins here, and a file may hold only one. Remove it or move it to its own file.";

// A composer hands its document over only at the end.
function drain(documents: Iterable<unknown>): void {
  for (const _ of documents);
}

/** The parser's stack holds the document, the collections around this place, and perhaps a scalar. */
function noteDepth({ stack, offset }: Parser, notes: Notes): void {
  if (stack.length > LIMITS.depth + 2) stop(notes, { at: offset - 1, say: () => TOO_DEEP });
}

function stop(notes: Notes, fault: Fault): void {
  notes.stopped = true;
  notes.faults.push(fault);
}
