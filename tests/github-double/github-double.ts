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
import { faultsOfExchange } from "./witness.ts";

export interface GithubDouble {
  /** Address of the API, for `GITHUB_API_URL`. */
  readonly url: string;
  readonly state: GithubState;
  /** Every call in the order in which it arrived. */
  readonly requests: readonly RecordedRequest[];
  /** Writes that came in before an earlier one was answered, which GitHub asks nobody to do. */
  readonly overlaps: readonly RecordedRequest[];
  /** The next calls that match go wrong in this way: one unless said. */
  readonly fault: (match: Match, fault: Fault, times?: number) => void;
  /** Does something before the next calls that match are answered: one unless said. */
  readonly before: (match: Match, action: () => void, times?: number) => void;
  /** Holds every call until what this returns is through: once before it takes effect, once before its answer is sent. */
  readonly gate: (hold: Hold | undefined) => void;
  /** Fails when anything that was sent or answered is not as GitHub describes it. */
  readonly close: () => Promise<void>;
}

export type Hold = (request: RecordedRequest, at: "arrived" | "answered") => Promise<void>;

interface Options {
  /** False where the time is what matters. */
  readonly witnessed?: boolean;
}

export async function startGithubDouble(
  state: GithubState,
  { witnessed = true }: Options = {},
): Promise<GithubDouble> {
  const requests: RecordedRequest[] = [];
  const deviations = new Set<string>();
  const witness: Running["witness"] = (request, answer) => {
    const faults = witnessed ? faultsOfExchange(request, answer) : [];
    for (const fault of faults) deviations.add(fault);
  };
  const overlaps: RecordedRequest[] = [];
  let unanswered = 0;
  const faults = createQueue<Fault>();
  const hooks = createQueue<() => void>();
  let hold: Hold = async () => {};
  const server = createServer((request, response) => {
    const server = request.url?.startsWith("/api/") === true ? "/api/v3" : "";
    const url = `http://${request.headers.host}${server}`;
    let isWriting = false;
    const noteWrite = (write: RecordedRequest) => {
      if (unanswered > 0) overlaps.push(write);
      unanswered += 1;
      isWriting = true;
    };
    const running = { state, url, requests, faults, hooks, hold, witness, noteWrite };
    respond(request, response, running)
      .catch((bug: unknown) => {
        send(response, json({ message: `The double is broken: ${bug}` }, 500), requests.length);
      })
      .finally(() => {
        if (isWriting) unanswered -= 1;
      });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    state,
    requests,
    overlaps,
    fault: faults.add,
    before: hooks.add,
    gate: (wanted = async () => {}) => {
      hold = wanted;
    },
    close: async () => {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      if (deviations.size === 0) return;
      throw new Error(`Not as GitHub describes its API:\n${[...deviations].join("\n")}`);
    },
  };
}

/** The calls that changed something or tried to. A GraphQL query is a POST that only reads. */
export function writesOf(requests: readonly RecordedRequest[]): readonly RecordedRequest[] {
  return requests.filter(isWrite);
}

function isWrite({ method, path, body }: RecordedRequest): boolean {
  return path === "/graphql" ? isMutation(body) : method !== "GET";
}

interface Running {
  readonly state: GithubState;
  readonly url: string;
  readonly requests: RecordedRequest[];
  readonly faults: ReturnType<typeof createQueue<Fault>>;
  readonly hooks: ReturnType<typeof createQueue<() => void>>;
  readonly hold: Hold;
  readonly witness: (request: RecordedRequest, answer: Answer | undefined) => void;
  readonly noteWrite: (write: RecordedRequest) => void;
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  { state, url, requests, faults, hooks, hold, witness, noteWrite }: Running,
): Promise<void> {
  const body = await readBody(request);
  const target = new URL(request.url ?? "/", new URL(url).origin);
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, `${value}`]),
  );
  const method = request.method ?? "GET";
  const path = canonicalPath(state, target.pathname);
  const query = Object.fromEntries(target.searchParams);
  const recorded: RecordedRequest = { method, path, query, body, headers, status: undefined };
  requests.push(recorded);
  await hold(recorded, "arrived");
  if (isWrite(recorded)) {
    noteWrite(recorded);
    // Long enough for another one that was sent at the same time.
    await sleep(1);
  }
  hooks.take(recorded)?.();
  const fault = faults.take(recorded);
  if (fault?.kind === "delay") await sleep(fault.milliseconds);
  const answered = () =>
    routeCall(state, url, { method, path, query: target.searchParams, body, headers });
  if (fault?.kind === "reset" || fault?.kind === "answer" || fault?.kind === "silence") {
    witness(recorded, fault.applied ? answered() : undefined);
    return goWrong(recorded, response, fault, requests.length);
  }
  const answer = answered();
  recorded.status = answer.status;
  witness(recorded, answer);
  await hold(recorded, "answered");
  if (fault?.kind === "truncate") return sendPart(response, answer, fault.bytes);
  send(response, answer, requests.length);
}

function goWrong(
  recorded: RecordedRequest,
  response: ServerResponse,
  fault: Extract<Fault, { kind: "reset" | "answer" | "silence" }>,
  id: number,
): void {
  if (fault.kind === "silence") return;
  if (fault.kind === "reset") return void response.destroy();
  recorded.status = fault.status;
  send(response, answerOf(fault), id);
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
