/** The text of a question: placeholders such as {it.input_tokens} in, the item's own facts out. */

const PLACEHOLDER = /\{([a-z_][a-z0-9_]*(?:\.[a-z_][a-z0-9_]*)*)\}/g;
const SENTENCE_END = /(?<=[.?!])\s+/;

/** Fact paths that a text has placeholders for. */
export function placeholdersOf(text: string): readonly string[] {
  return [...text.matchAll(PLACEHOLDER)].map(([, path = ""]) => path);
}

/**
 * Fills in facts. A sentence about a missing fact is left out, unless the question would go with
 * it: then a "?" stands for the fact.
 */
export function fillIn(text: string, wordsFor: (path: string) => string | undefined): string {
  const isKnown = (sentence: string) =>
    placeholdersOf(sentence).every((path) => wordsFor(path) !== undefined);
  const known = text.trim().split(SENTENCE_END).filter(isKnown).join(" ");
  const kept = known.includes("?") ? known : text.trim();
  return kept.replace(PLACEHOLDER, (_, path: string) => wordsFor(path) ?? "?");
}
