/** Why a run could not be evaluated, in words that say what to do. */

import * as z from "zod";

const MEANING: Record<number, string> = {
  401: "GitHub does not accept the token. Check the input github-token.",
  403: "GitHub refused the call. Check the permissions of the job, and whether a rate limit is used up.",
  404: "GitHub found nothing there. Check that the token may read this repository.",
  429: "GitHub's rate limit is used up. Run again later.",
};

/** A sentence for the job summary; never a verdict. */
export function describeFailure(error: unknown): string {
  if (error instanceof z.ZodError)
    return `GitHub's answer was broken or cut off (${error.issues
      .map(({ path }) => path.join(".") || "body")
      .slice(0, 3)
      .join(", ")}). Run again.`;
  const { status, message, request } = error as {
    status?: number;
    message?: string;
    request?: { method?: string; url?: string };
  };
  if (status === undefined || request === undefined) return message ?? String(error);
  const where = `${request.method ?? "GET"} ${pathOf(request.url)}`;
  const meaning = MEANING[status] ?? "GitHub did not answer as it should. Run again.";
  return `${where} was answered with ${status}: ${message ?? "no message"}. ${meaning}`;
}

function pathOf(url: string | undefined): string {
  return url === undefined ? "" : new URL(url, "http://localhost").pathname;
}
