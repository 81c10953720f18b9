// One call and its answer, and the ways in which GitHub words answers: JSON, pages, refusals.
import type { components } from "@octokit/openapi-types";
import type { GithubState, Permission, Repository, Token } from "./github-state.ts";

/** GitHub's own description of its answers: a wrong shape does not compile. */
export type Schemas = components["schemas"];

export interface Call {
  readonly github: GithubState;
  /** Address of the API, without a slash at the end. */
  readonly url: string;
  readonly query: URLSearchParams;
  /** Undefined when there was none, or when it was no JSON. */
  readonly body: unknown;
  readonly accept: string;
  /** Undefined when the caller sent none. */
  readonly token: Token | undefined;
  /** What stood for `:name` or `*name` in the route's path, decoded; else empty. */
  readonly param: (name: string) => string;
  /** Path below `/repos/owner/name`, undecoded, for links. */
  readonly rest: string;
}

export interface RepositoryCall extends Call {
  readonly repository: Repository;
}

export interface Answer {
  readonly status: number;
  readonly body: string | Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
}

/** Any one of the permissions will do. `appsOnly` refuses the tokens of people. */
export interface Needs {
  readonly level: "read" | "write";
  readonly any: readonly Permission[];
  readonly appsOnly?: boolean;
}

export interface Route<C extends Call = RepositoryCall> {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Below `/repos/owner/name`. `:name` is one segment, `*name` one or more. */
  readonly path: string;
  readonly needs?: Needs;
  readonly answer: (call: C) => Answer;
}

const DOCS = "https://docs.github.com/rest";

export function json(value: unknown, status = 200, headers: Answer["headers"] = {}): Answer {
  const type = { "content-type": "application/json; charset=utf-8" };
  return { status, body: JSON.stringify(value), headers: { ...type, ...headers } };
}

/** A refusal in GitHub's words. `status` in the body is a string there, too. */
export function refuse(status: number, message: string): Answer {
  return json({ message, documentation_url: DOCS, status: `${status}` }, status);
}

export const noContent = (): Answer => ({ status: 204, body: "", headers: {} });

export const notFound = (): Answer => refuse(404, "Not Found");

/** A 422 for one field, worded as GitHub words it. */
export function refuseField(
  error: Readonly<Record<"resource" | "code" | "field" | "message", string>>,
): Answer {
  const message = "Validation Failed";
  return json({ message, errors: [error], documentation_url: DOCS, status: "422" }, 422);
}

/** A 422 of GitHub's request checker. Its messages stand below a first line of their own. */
export function refuseRequest(...messages: readonly string[]): Answer {
  return refuse(422, ["Invalid request.", "", ...messages].join("\n"));
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly total: number;
  /** `Link` when there is more than one page. */
  readonly headers: Answer["headers"];
}

/** Cuts a page: 30 items unless asked, 100 at most; more is silently taken for 100. */
export function page<T>(call: RepositoryCall, all: readonly T[]): Page<T> {
  const size = Math.min(wholeNumber(call.query.get("per_page")) ?? 30, 100);
  const number = wholeNumber(call.query.get("page")) ?? 1;
  const last = Math.max(1, Math.ceil(all.length / size));
  const links = [
    ["prev", number > 1 ? Math.min(number - 1, last) : undefined],
    ["next", number < last ? number + 1 : undefined],
    ["last", number < last ? last : undefined],
    ["first", number > 1 ? 1 : undefined],
  ] as const;
  const link = links.flatMap(([rel, target]) =>
    target === undefined ? [] : [`<${pageUrl(call, target)}>; rel="${rel}"`],
  );
  return {
    items: all.slice((number - 1) * size, number * size),
    total: all.length,
    headers: link.length === 0 ? {} : { link: link.join(", ") },
  };
}

/** The answer that lists what is on the page that was asked for. */
export function listed<T>(
  call: RepositoryCall,
  all: readonly T[],
  render: (one: T) => unknown,
): Answer {
  const { items, headers } = page(call, all);
  return json(items.map(render), 200, headers);
}

/** GitHub links by the repository's number, so a client that builds on the path is found out. */
function pageUrl({ url, repository, rest, query }: RepositoryCall, target: number): string {
  const wanted = new URLSearchParams(query);
  wanted.set("page", `${target}`);
  return `${url}/repositories/${repository.id}${rest}?${wanted}`;
}

function wholeNumber(text: string | null): number | undefined {
  return text !== null && /^[1-9]\d*$/.test(text) ? Number(text) : undefined;
}
