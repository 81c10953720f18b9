/** Values as reporting tools write them: numbers in quotes, and forms that were left empty. */

import * as z from "zod/mini";

const NUMBER = /^(\d+(\.\d+)?(e[+-]?\d+)?)?$/i;

/** A number of zero or more. */
export const Amount = z.number().check(z.minimum(0), z.maximum(1e15));

/** A number of zero or more, bare or in quotes; undefined where nothing stands. */
export const Figure = z.pipe(
  z.optional(
    z.union([
      Amount,
      z.string().check(z.maxLength(40), z.regex(NUMBER, "must be a number of zero or more")),
      z.null(),
    ]),
  ),
  z.transform((value) =>
    value === undefined || value === null || value === "" ? undefined : Number(value),
  ),
);

/** Text; undefined where nothing stands. */
export const Word = z.pipe(
  z.optional(z.union([z.string().check(z.maxLength(1000)), z.null()])),
  z.transform((value) => (value === null || value === "" ? undefined : value)),
);
