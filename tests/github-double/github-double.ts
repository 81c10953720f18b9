// A GitHub for tests: the REST calls of a review, answered over HTTP from a state that the test
// holds in its hand. It is strict where GitHub is, and knows only what a review uses: any other
// path answers 404. What GitHub does that its documentation does not say carries its source
// where it is done.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { type Answer, json } from "./exchange.ts";
import { createQueue, type Fault, type Match, type RecordedRequest } from "./faults.ts";
import type { GithubState } from "./github-state.ts";
import { isMutation } from "./graphql-routes.ts";
import { canonicalPath, routeCall } from "./route-call.ts";

export interface GithubDouble {
  /** Address of the API, for `GITHUB_API_URL`. */
  readonly url: string;
  readonly state: GithubState;
  /** Every call in the order in which it arrived. */
  readonly requests: readonly RecordedRequest[];
  /** The next calls that match go wrong in this way: one unless said. */
  readonly fault: (match: Match, fault: Fault, times?: number) => void;
  /** Does something before the next calls that match are answered: one unless said. */
  readonly before: (match: Match, action: () => void, times?: number) => void;
  /** Holds every call until what this returns is through: once before it takes effect, once before its answer is sent. */
  readonly gate: (hold: Hold | undefined) => void;
  readonly close: () => Promise<void>;
}

export type Hold = (request: RecordedRequest, at: "arrived" | "answered") => Promise<void>;

export async function startGithubDouble(state: GithubState): Promise<GithubDouble> {
  const requests: RecordedRequest[] = [];
  const faults = createQueue<Fault>();
  const hooks = createQueue<() => void>();
  let hold: Hold = async () => {};
  const server = createServer((request, response) => {
    const url = `http://${request.headers.host}`;
    respond(request, response, { state, url, requests, faults, hooks, hold }).catch(
      (bug: unknown) => {
        send(response, json({ message: `The double is broken: ${bug}` }, 500), requests.length);
      },
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    state,
    requests,
    fault: faults.add,
    before: hooks.add,
    gate: (wanted = async () => {}) => {
      hold = wanted;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The calls that changed something or tried to. A GraphQL query is a POST that only reads. */
export function writesOf(requests: readonly RecordedRequest[]): readonly RecordedRequest[] {
  return requests.filter(({ method, path, body }) =>
    path === "/graphql" ? isMutation(body) : method !== "GET",
  );
}

interface Running {
  readonly state: GithubState;
  readonly url: string;
  readonly requests: RecordedRequest[];
  readonly faults: ReturnType<typeof createQueue<Fault>>;
  readonly hooks: ReturnType<typeof createQueue<() => void>>;
  readonly hold: Hold;
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  { state, url, requests, faults, hooks, hold }: Running,
): Promise<void> {
  const body = await readBody(request);
  const target = new URL(request.url ?? "/", url);
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, `${value}`]),
  );
  const method = request.method ?? "GET";
  const path = canonicalPath(state, target.pathname);
  const query = Object.fromEntries(target.searchParams);
  const recorded: RecordedRequest = { method, path, query, body, headers, status: undefined };
  requests.push(recorded);
  await hold(recorded, "arrived");
  hooks.take(recorded)?.();
  const fault = faults.take(recorded);
  if (fault?.kind === "delay") await sleep(fault.milliseconds);
  const answered = () =>
    routeCall(state, url, { method, path, query: target.searchParams, body, headers });
  if (fault?.kind === "reset" || fault?.kind === "answer" || fault?.kind === "silence") {
    if (fault.applied) answered();
    if (fault.kind === "silence") return;
    if (fault.kind === "reset") return void response.destroy();
    recorded.status = fault.status;
    return send(response, answerOf(fault), requests.length);
  }
  const answer = answered();
  recorded.status = answer.status;
  await hold(recorded, "answered");
  if (fault?.kind === "truncate") return sendPart(response, answer, fault.bytes);
  send(response, answer, requests.length);
}

function answerOf({ status, body, headers }: Extract<Fault, { kind: "answer" }>): Answer {
  if (typeof body !== "string") return json(body ?? {}, status, headers);
  return { status, body, headers: { "content-type": "text/html", ...headers } };
}

function send(response: ServerResponse, { status, body, headers }: Answer, calls: number): void {
  const remaining = Math.max(0, 5000 - calls);
  response.writeHead(status, {
    "x-ratelimit-limit": "5000",
    "x-ratelimit-remaining": `${remaining}`,
    "x-ratelimit-used": `${5000 - remaining}`,
    "x-ratelimit-reset": "4102444800",
    "x-ratelimit-resource": "core",
    "x-github-request-id": `0000:${calls}`,
    ...headers,
    ...(status === 204 ? {} : { "content-length": `${Buffer.byteLength(body)}` }),
  });
  response.end(body);
}

function sendPart(response: ServerResponse, { status, body, headers }: Answer, bytes: number) {
  response.writeHead(status, { ...headers, "content-length": `${Buffer.byteLength(body)}` });
  response.write(Buffer.from(body).subarray(0, bytes), () => response.destroy());
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString();
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
