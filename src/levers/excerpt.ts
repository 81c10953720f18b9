/** A text of the manifest for use within a sentence: one line, of bounded length. It is not escaped. */
export function excerpt(text: string): string {
  const letters = [
    ...text
      .slice(0, 4 * LONGEST)
      .trim()
      .replace(/\s+/g, " ")
      .replace(/\.$/, ""),
  ];
  return letters.length <= LONGEST
    ? letters.join("")
    : `${letters.slice(0, LONGEST - 3).join("")}...`;
}

const LONGEST = 160;
