/** Text to its clauses: words between commas, dashes and full stops. Knows no word. */

export interface Clause {
  /** Lower case, with plain apostrophes. A word is what stands between spaces: "yes/no" is one word, and not yes. */
  readonly words: readonly string[];
  /** Where it ends in the text: at what separates it from the next. */
  readonly end: number;
  readonly startsSentence: boolean;
  readonly endsSentence: boolean;
  /** Whether its sentence ends with a question mark. */
  readonly asked: boolean;
}

const ADDRESS = /https?:\/\/\S+/g;
/** An address is one word, whatever it holds. */
const MASK = "x";
// From the first of a row of marks only: to try each of 60,000 anew takes a minute.
const SENTENCE = String.raw`(?<end>(?<![.!?…])[.!?…]+(?=[\s"'”’)]|$)|\.{2,}|…|!|[。！？]|\n)`;
const CLAUSE = String.raw`(?<!\d)[,;:](?!\/\/)|[,;:](?![\d/])|[，、；：()]|(?<=\s)[-–—]+(?=\s|$)|(?<!\d)[–—]|[–—](?!\d)`;
const BREAK = new RegExp(`${SENTENCE}|${CLAUSE}`, "g");

export function clausesOf(text: string): Clause[] {
  const masked = text.replace(ADDRESS, (address) => {
    const bare = address.replace(/[.,;:!?)\]]{1,5}$/, "");
    return MASK.repeat(bare.length) + address.slice(bare.length);
  });
  const clauses: Open[] = [];
  let start = 0;
  let startsSentence = true;
  for (const found of [...masked.matchAll(BREAK), undefined]) {
    const end = found?.index ?? masked.length;
    const ends = found === undefined || found.groups?.["end"] !== undefined;
    const words = wordsOf(masked.slice(start, end));
    if (words.length > 0) {
      clauses.push({ words, end, startsSentence, endsSentence: ends, mark: found?.[0] ?? "" });
      startsSentence = ends;
    } else if (ends) {
      endSentence(clauses, found?.[0] ?? "");
      startsSentence = true;
    }
    start = end + (found?.[0].length ?? 0);
  }
  return withQuestions(clauses);
}

type Open = Omit<Clause, "asked"> & { readonly mark: string };

/** A full stop after a comma or another full stop: "yes, ?" and "yes ... ?" are questions. */
function endSentence(clauses: Open[], mark: string): void {
  const last = clauses.pop();
  if (last !== undefined)
    clauses.push({
      ...last,
      endsSentence: true,
      mark: `${last.endsSentence ? last.mark : ""}${mark}`,
    });
}

function withQuestions(clauses: readonly Open[]): Clause[] {
  let asked = false;
  return clauses
    .toReversed()
    .map(({ mark, ...clause }) => {
      if (clause.endsSentence) asked = /[?？]/.test(mark);
      return { ...clause, asked };
    })
    .reverse();
}

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .replace(/[’ʼ‘`´]/g, "'")
    .split(/\s+/)
    .filter((word) => /[^"'“”„«»]/.test(word));
}
