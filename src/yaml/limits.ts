/** What a file may ask of us. Beyond these, it is refused with the limit named. */
export const LIMITS = {
  /** UTF-8 bytes of the text. */
  bytes: 1024 * 1024,
  /** Lists and mappings within each other. */
  depth: 32,
  /** Uses of aliases such as `*name` in the whole file. */
  aliases: 100,
  /** Values, where those behind an alias count each time it is used. */
  values: 200_000,
  /** Problems listed in words; the rest are counted. */
  problems: 200,
} as const;

export const TOO_MANY_VALUES = `more than ${LIMITS.values} values, the limit. Values behind an alias count each time.`;

export const TOO_DEEP = `nested more than ${LIMITS.depth} levels deep, the limit. Write it flatter.`;
