/** Values as reporting tools write them: numbers in quotes, and forms that were left empty. */

import * as z from "zod";

const NUMBER = /^(\d+(\.\d+)?(e[+-]?\d+)?)?$/i;

/** A number of zero or more, bare or in quotes; undefined where nothing stands. */
export const Figure = z
  .union([
    z.number().min(0).max(1e15),
    z.string().max(40).regex(NUMBER, "must be a number of zero or more"),
    z.null(),
  ])
  .optional()
  .transform((value) =>
    value === undefined || value === null || value === "" ? undefined : Number(value),
  );

/** Text; undefined where nothing stands. */
export const Word = z
  .union([z.string().max(1000), z.null()])
  .optional()
  .transform((value) => (value === null || value === "" ? undefined : value));
