/** Text of unknown origin to text inside a quoted label of a Mermaid diagram. */

import { shorten, visible } from "./visible-text.ts";

/** Kept as it is: letters, digits and a few marks that mean nothing to Mermaid inside a label. */
const HARMLESS = /[\p{L}\p{M}\p{N} ,/()+%…-]/u;
/** Mermaid reads a label as Markdown and refuses what starts like a list. */
const STARTS_A_LIST = /^[-+]/;

/** Mermaid takes a whole line for a direction where this stands anywhere in it, in quotes too. */
const DIRECTION = /d(?=irection +(?:TB|TD|BT|RL|LR))/gi;

/** Two dollars begin a formula, `fa:fa-ban` is an icon, and the other marks stand for entities inside Mermaid, even when encoded. */
const READ_AFTER_DECODING: readonly (readonly [pattern: RegExp, shown: string])[] = [
  [/\$(?=\$)/g, "$ "],
  [/ﬂ/g, "fl"],
  [/¶(?=ß)/g, "¶ "],
  [/(?<=fa[bklrs]?):(?=fa-)/g, ": "],
];

/** All else becomes a numbered entity, so no quote, tag, directive, link or Markdown gets through. */
export function escapeMermaid(text: string, most = 40): string {
  const plain = READ_AFTER_DECODING.reduce(
    (line, [pattern, shown]) => line.replace(pattern, () => shown),
    visible(text),
  );
  const line = shorten(plain, most);
  return Array.from(line, (one, index) =>
    HARMLESS.test(one) && !(index === 0 && STARTS_A_LIST.test(one))
      ? one
      : `#${one.codePointAt(0) ?? 0};`,
  )
    .join("")
    .replace(DIRECTION, (first) => `#${first.codePointAt(0) ?? 0};`);
}
