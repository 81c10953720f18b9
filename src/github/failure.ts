/** Why a run could not be evaluated, in words that say what to do. */

import * as z from "zod/mini";

/** A failure whose message was written for people, and is complete. */
export class Explained extends Error {}

/** Another run was faster: nothing is wrong, and it helps to read again. */
export class Beaten extends Explained {}

interface Asked {
  readonly method?: string;
  readonly url?: string;
}

/** An answer that cannot be GitHub's, whatever its status. Whether the call took effect, nobody knows. */
export class BrokenAnswer extends Error {
  /** By which it counts as a failure of the server. */
  readonly status = 502;
  readonly request: Asked;

  constructor(message: string, request: Asked) {
    super(message);
    this.request = request;
  }
}

/** The parts of an error of the client that are looked at. */
interface Failure {
  readonly status?: number;
  readonly message?: string;
  readonly request?: Asked;
  readonly response?: { readonly headers?: Readonly<Record<string, unknown>> };
  /** What GraphQL says of a query, in an answer that is otherwise good. */
  readonly errors?: readonly { readonly type?: string }[];
}

const MEANING: Record<number, string> = {
  401: "GitHub does not accept the token. Check the input github-token.",
  403: "GitHub refused the call. Check the permissions of the job.",
  404: "GitHub found nothing there. Check that the token may read this repository.",
  407: "The proxy refused. Check the user and the password in https_proxy.",
  409: "GitHub says that the repository is empty or busy. Run again.",
  410: "GitHub says that this is gone or switched off.",
  422: "GitHub did not take what was sent.",
};
const LIMITED = "GitHub's rate limit is used up. Run again later.";

/** A sentence for the job summary; never a verdict. It may quote an answer of the API. */
export function describeFailure(error: unknown): string {
  if (error instanceof z.core.$ZodError)
    return `GitHub's answer was broken or cut off (${error.issues
      .map(({ path }) => path.join(".") || "body")
      .slice(0, 3)
      .join(", ")}). Run again.`;
  // The client calls all that goes wrong on the way a failure of the server.
  const cause = causeOf(error);
  if (cause instanceof Explained) return cause.message;
  const { status, message, request } = failureOf(error);
  if (status === undefined || request === undefined)
    return isRateLimit(error) ? LIMITED : (message ?? String(error));
  const where = `${request.method ?? "GET"} ${pathOf(request.url)}`;
  if (error instanceof BrokenAnswer)
    return `${where} ${message}. GitHub did not answer as it should. Run again.`;
  const known = isRateLimit(error) ? LIMITED : MEANING[status];
  const meaning = known ?? "GitHub did not answer as it should. Run again.";
  return `${where} was answered with ${status}: ${(message ?? "no message").replace(/\.+$/, "")}. ${meaning}`;
}

export function statusOf(error: unknown): number | undefined {
  return failureOf(error).status;
}

/** Whether the token may not do it, now or later. GitHub words a rate limit as a refusal too. */
export function isRefusal(error: unknown): boolean {
  return statusOf(error) === 403 && !isRateLimit(error);
}

export function isRateLimit(error: unknown): boolean {
  const { status, message = "", errors } = failureOf(error);
  if (status === 429 || errors?.some(({ type }) => type === "RATE_LIMITED")) return true;
  const { "x-ratelimit-remaining": remaining, "retry-after": wait } = headersOf(error);
  const said = /\brate limit\b|\babuse\b/i.test(message);
  // How GitHub words the same limit where a review or a pull request is made.
  if (status === 422 && /\bsubmitted too quickly\b/i.test(message)) return true;
  return status === 403 && (said || remaining === "0" || wait !== undefined);
}

/** Of the answer, by their names in lower case; none where there was no answer. */
export function headersOf(error: unknown): Readonly<Record<string, unknown>> {
  return failureOf(error).response?.headers ?? {};
}

/** What the client has wrapped. */
export function causeOf(error: unknown): unknown {
  return error instanceof Error ? error.cause : undefined;
}

function failureOf(error: unknown): Failure {
  return typeof error === "object" && error !== null ? (error as Failure) : {};
}

function pathOf(url: string | undefined): string {
  return url === undefined ? "" : new URL(url, "http://localhost").pathname;
}
