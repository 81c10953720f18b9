/** Whether what came back is an answer of the API at all. A page of a proxy comes with a good status too. */

import * as z from "zod/mini";
import { BrokenAnswer } from "./failure.ts";

interface Response {
  readonly status: number;
  readonly data: unknown;
  /** Where the answer came from. */
  readonly url: string;
}

interface Asked {
  readonly method: string;
  readonly url: string;
}

/** What GraphQL says of a query that it could not finish has no type, and no code of a mistake in the query. */
const Unfinished = z.object({
  errors: z.array(
    z.object({
      message: z.string(),
      type: z.optional(z.undefined()),
      extensions: z.optional(z.undefined()),
    }),
  ),
});

const NAMES = ["id", "sha", "ref"];

/** The response itself. A failure of the server where it is none, which is worth another try. */
export function whole<T extends Response>(response: T, { method, url: route }: Asked): T {
  const { status, data, url } = response;
  if (status === 204 || status === 205) return response;
  if (typeof data !== "object" || data instanceof ArrayBuffer || ArrayBuffer.isView(data))
    throw new BrokenAnswer(`was answered with ${status} and no JSON`, { method, url });
  if (!route.endsWith("/graphql")) {
    // What was made is named in some way; to read is to look at the answer anyway.
    if (method !== "GET" && !NAMES.some((name) => data !== null && name in data))
      throw new BrokenAnswer(`was answered with ${status} and nothing`, { method, url });
    return response;
  }
  if (data === null || !("data" in data || "errors" in data))
    throw new BrokenAnswer(`was answered with ${status} and nothing`, { method, url });
  const unfinished = Unfinished.safeParse(data).data;
  if (unfinished === undefined) return response;
  const said = unfinished.errors.map(({ message }) => message).join(" ");
  throw new BrokenAnswer(`was not finished: ${said}`, { method, url });
}
