/** The text of a question: placeholders such as {it.input_tokens} in, the item's own facts out. */

const PLACEHOLDER = /\{([a-z_][a-z0-9_]*(?:\.[a-z_][a-z0-9_]*)*)\}/g;
const SENTENCE_END = /(?<=[.?!])\s+/;

/** Fact paths that a text has placeholders for. */
export function placeholdersOf(text: string): readonly string[] {
  return [...text.matchAll(PLACEHOLDER)].map(([, path = ""]) => path);
}

/** Fills in facts; what it is given says a fact in words, or undefined where it is missing. */
export type AskText = (wordsFor: (path: string) => string | undefined) => string;

/**
 * A sentence about a missing fact is left out, unless the question would go with it: then a "?"
 * stands for the fact.
 */
export function askText(text: string): AskText {
  let sentences: readonly Sentence[] | undefined;
  return (wordsFor) => {
    sentences ??= text.trim().split(SENTENCE_END).map(sentenceOf);
    const known = sentences.filter(({ paths }) =>
      paths.every((path) => wordsFor(path) !== undefined),
    );
    const kept = known.some(({ asks }) => asks) ? known : sentences;
    return kept
      .map(({ words, paths }) => (paths.length === 0 ? words : fill(words, wordsFor)))
      .join(" ");
  };
}

interface Sentence {
  readonly words: string;
  readonly paths: readonly string[];
  readonly asks: boolean;
}

function sentenceOf(words: string): Sentence {
  return { words, paths: placeholdersOf(words), asks: words.includes("?") };
}

function fill(words: string, wordsFor: (path: string) => string | undefined): string {
  return words.replace(PLACEHOLDER, (_, path: string) => wordsFor(path) ?? "?");
}
