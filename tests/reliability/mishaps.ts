// All that can come back from GitHub, or from what stands between, in place of the answer.
import type { Fault } from "../github-double/faults.ts";

export interface Mishap {
  readonly name: string;
  readonly fault: Fault;
  /** Whether it is one of calls that change something: they have taken effect all the same. */
  readonly applied?: boolean;
  /** Whether it is one of GraphQL only. */
  readonly graphql?: boolean;
  /** Whether another one is much the same. */
  readonly variant?: boolean;
}

const says = (status: number, message: string, headers = {}, applied = false): Fault => ({
  ...{ kind: "answer", status, headers, applied },
  body: { message, documentation_url: "https://docs.github.com/rest", status: `${status}` },
});
const page = (status: number, body: string, type = "text/html", applied = false): Fault => ({
  ...{ kind: "answer", status, body, applied },
  headers: { "content-type": type },
});
const moved = (status: number, location: string): Fault => ({
  ...{ kind: "answer", status, body: { message: "Moved" }, headers: { location } },
});
const inSeconds = (seconds: number) => `${Math.round(Date.now() / 1000) + seconds}`;
const SECONDARY = "You have exceeded a secondary rate limit. Please wait a few minutes.";
const PRIMARY = "API rate limit exceeded for installation ID 1.";
const TOO_QUICK = "Validation Failed: was submitted too quickly";
const GATEWAY = "<html><h1>502 Bad Gateway</h1></html>";
const JSON_TYPE = "application/json; charset=utf-8";

/** `elsewhere` is another host, which must hear of nothing. */
export const mishapsWith = (elsewhere: string): readonly Mishap[] => [
  { name: "401", fault: says(401, "Bad credentials") },
  { name: "403", fault: says(403, "Resource not accessible by integration") },
  { name: "404", fault: says(404, "Not Found") },
  { name: "409", fault: says(409, "Git Repository is empty.") },
  { name: "410", fault: says(410, "Issues are disabled for this repo") },
  { name: "422", fault: says(422, "Validation Failed") },
  { variant: true, name: "422, too quick", fault: says(422, TOO_QUICK) },
  { name: "429", fault: says(429, "Too many requests") },
  { name: "429, retry-after", fault: says(429, "Too many requests", { "retry-after": "2" }) },
  {
    name: "403, primary limit for half a minute",
    fault: says(403, PRIMARY, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": inSeconds(30) }),
  },
  {
    variant: true,
    name: "403, primary limit for an hour",
    fault: says(403, PRIMARY, {
      "x-ratelimit-remaining": "0",
      "x-ratelimit-reset": inSeconds(3600),
    }),
  },
  { name: "403, secondary limit", fault: says(403, SECONDARY) },
  {
    variant: true,
    name: "403, retry-after",
    fault: says(403, "Slow down", { "retry-after": "5" }),
  },
  { name: "500", fault: says(500, "Server Error") },
  { name: "502", fault: page(502, GATEWAY) },
  { name: "502 of what was done", fault: page(502, GATEWAY, "text/html", true), applied: true },
  { name: "503", fault: says(503, "Service unavailable", { "retry-after": "3" }) },
  { name: "silence", fault: { kind: "silence" } },
  { name: "silence on what was done", fault: { kind: "silence", applied: true }, applied: true },
  { name: "a reset", fault: { kind: "reset" } },
  { name: "a reset of what was done", fault: { kind: "reset", applied: true }, applied: true },
  { variant: true, name: "half an answer", fault: { kind: "truncate", bytes: 9 } },
  { name: "half a JSON", fault: page(200, '{"id": 1, "bo', JSON_TYPE) },
  {
    variant: true,
    name: "half a JSON of what was done",
    fault: page(201, '{"id": 1, "bo', JSON_TYPE, true),
    applied: true,
  },
  { name: "a page that is no JSON", fault: page(200, "<html>Sign in to the Wi-Fi</html>") },
  { name: "nothing", fault: page(200, "", JSON_TYPE) },
  { variant: true, name: "an empty object", fault: page(200, "{}", JSON_TYPE) },
  { name: "301 to another path", fault: moved(301, "/repositories/1/nowhere") },
  { variant: true, name: "302 in circles", fault: moved(302, "") },
  { variant: true, name: "307 to another path", fault: moved(307, "/repositories/1/nowhere") },
  { name: "301 to another host", fault: moved(301, `${elsewhere}/repos`) },
  { variant: true, name: "307 to another host", fault: moved(307, `${elsewhere}/repos`) },
  {
    name: "a query that was not finished",
    fault: page(
      200,
      JSON.stringify({ data: null, errors: [{ message: "Something went wrong." }] }),
      JSON_TYPE,
    ),
    graphql: true,
  },
  {
    name: "a query that is forbidden",
    fault: page(
      200,
      JSON.stringify({ data: null, errors: [{ type: "FORBIDDEN", message: "Not accessible" }] }),
      JSON_TYPE,
    ),
    graphql: true,
  },
];
