// Where GitHub and its own description are known to differ. Whatever is not here has to fit.

/**
 * Any call may be answered so, also where its description lists other answers only:
 * https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api
 */
export const GENERAL_STATUSES: ReadonlySet<number> = new Set([
  400, 401, 403, 404, 422, 429, 500, 502, 503, 504,
]);

/**
 * Calls that give the file itself when they are asked for `application/vnd.github.raw+json`. The
 * description says so in its prose only.
 */
export const RAW: ReadonlySet<string> = new Set([
  "GET /repos/{owner}/{repo}/contents/{path}",
  "GET /repos/{owner}/{repo}/git/blobs/{file_sha}",
]);

interface Exception {
  /** What the witness says, without the name of the call. */
  readonly fault: RegExp;
  readonly because: string;
}

export const EXCEPTIONS: readonly Exception[] = [
  {
    fault: /^answers 422: {2}must NOT have additional properties \["status"\]$/,
    because: "every refusal has its status as a text; only `basic-error` is described with it",
  },
  {
    fault: /^answers 20[01]: (\/\d+)?\/(original_)?(line|position) must be integer \["integer"\]$/,
    because:
      "a comment on a file has no line, and one whose line has gone has no line any more: null",
  },
  {
    fault: /^answers 200: (\/\d+)?\/head\/repo must be object \["object"\]$/,
    because: "the fork that a pull request came from may be deleted: null",
  },
];
