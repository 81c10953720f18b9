/** Exit codes of the command line, as its help states them. */
export const EXIT = { pass: 0, blocked: 1, input: 2, tool: 3 } as const;
export type Exit = (typeof EXIT)[keyof typeof EXIT];

/** Something that the caller can put right: printed as it is, without a trace. */
export class InputError extends Error {}
