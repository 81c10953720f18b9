/**
 * The HTTP of the client: a `fetch` upon `node:http`, for the calls of one API. The one that comes
 * with Node takes 100 ms to load and knows no proxy. No other host is ever spoken to.
 */

import * as http from "node:http";
import * as https from "node:https";
import { gunzipSync } from "node:zlib";
import { getProxyUrl } from "@actions/http-client/lib/proxy";
import { Explained } from "./failure.ts";

/** What Octokit hands to a `fetch`. */
export interface Call {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What Octokit reads of a response. */
export interface Answer {
  readonly url: string;
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  text(): Promise<string>;
  arrayBuffer(): Promise<Uint8Array>;
}

/** Longest that one call may take, its body included, in milliseconds. GitHub itself gives up after 10 s. */
const LONGEST_CALL = 30_000;

const MOST_REDIRECTS = 5;
/** Connections at once. GitHub allows 100 calls at once, of all that use a token together. */
const MOST_CONNECTIONS = 8;

export type ApiFetch = (address: string, call: Call) => Promise<Answer>;

/** Only a whole answer is one: what is cut, late or never comes is an error. */
export function apiFetch(baseUrl: string, longestCall: number = LONGEST_CALL): ApiFetch {
  const { origin } = new URL(baseUrl);
  let agent: Promise<http.Agent> | undefined;

  return async (address, call) => {
    agent ??= openAgent(new URL(origin));
    let url = new URL(address);
    for (let redirects = 0; ; redirects += 1) {
      // Whoever gets the call gets the token.
      if (url.origin !== origin)
        throw new Explained(
          `GitHub's answer points to ${url.origin}: only ${origin} is asked. Is GITHUB_API_URL right?`,
        );
      const answer = await send(url, call, await agent, longestCall);
      const next = redirectOf(answer, call.method);
      if (next === undefined) return answer;
      if (redirects === MOST_REDIRECTS)
        throw new Explained(`GitHub redirects ${call.method} ${url.pathname} in circles.`);
      url = new URL(next, url);
    }
  };
}

/** Connections that stay open between calls; through a proxy where the environment names one. */
async function openAgent(api: URL): Promise<http.Agent> {
  const options = { keepAlive: true, maxSockets: MOST_CONNECTIONS };
  const proxy = getProxyUrl(api);
  if (proxy !== undefined) {
    const { proxyAgent } = await import("./proxy-agent.ts");
    return proxyAgent(proxy, options);
  }
  return api.protocol === "https:" ? new https.Agent(options) : new http.Agent(options);
}

function send(url: URL, call: Call, agent: http.Agent, longestCall: number): Promise<Answer> {
  const { method, body } = call;
  const headers = { ...call.headers, "accept-encoding": "gzip" };
  const signal = AbortSignal.timeout(longestCall);
  const { request } = url.protocol === "https:" ? https : http;
  return new Promise((resolve, reject) => {
    const fail = (error: Error) =>
      reject(
        signal.aborted ? new Error(`no whole answer within ${longestCall / 1000} seconds`) : error,
      );
    request(url, { method, headers, agent, signal })
      .on("error", fail)
      .on("response", (response) => readAnswer(url, response).then(resolve, fail))
      .end(body);
  });
}

async function readAnswer(url: URL, response: http.IncomingMessage): Promise<Answer> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  const { statusCode = 0, headers } = response;
  const whole = Buffer.concat(chunks);
  const bytes = headers["content-encoding"] === "gzip" ? gunzipSync(whole) : whole;
  return {
    url: url.href,
    status: statusCode,
    headers: new Map(Object.entries(headers).map(([name, value]) => [name, `${value}`])),
    text: async () => bytes.toString(),
    arrayBuffer: async () => bytes,
  };
}

/** Only 307 and 308 say that a write is to be made again elsewhere; after others it would be lost in silence. */
function redirectOf({ status, headers }: Answer, method: string): string | undefined {
  const kept = status === 307 || status === 308;
  if (!kept && status !== 301 && status !== 302 && status !== 303) return undefined;
  if (!kept && method !== "GET")
    throw new Explained(`GitHub moved what a ${method} was for. Run again.`);
  const location = headers.get("location");
  if (location === undefined) throw new Error(`${status} without a location`);
  return location;
}
