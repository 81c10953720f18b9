// The HTTP of the action's client, against servers of this machine that answer as servers may.
import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, expect, test } from "vitest";
import { apiFetch } from "../src/github/api-fetch.ts";

const TOKEN = "token ghs_secret";
const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

interface Served {
  readonly url: string;
  /** What arrived, with its body, and from which port it came. */
  readonly arrived: {
    method: string;
    path: string;
    body: string;
    port: number;
    headers: IncomingMessage["headers"];
  }[];
}

async function serve(answer: RequestListener): Promise<Served> {
  const arrived: Served["arrived"] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method = "", url = "", headers, socket } = request;
    const port = socket.remotePort ?? 0;
    arrived.push({ method, path: url, body: `${Buffer.concat(chunks)}`, port, headers });
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, arrived };
}

const headers = { authorization: TOKEN, accept: "application/json" };
const get = { method: "GET", headers };
const post = { method: "POST", headers, body: '{"body":"é"}' };

test("calls one after the other share a connection", async () => {
  const { url, arrived } = await serve((_, response) => response.end("{}"));
  const fetch = apiFetch(url);
  for (let call = 0; call < 3; call += 1) await fetch(`${url}/${call}`, get);
  expect(new Set(arrived.map(({ port }) => port)).size).toBe(1);
});

test("no more than eight connections are open at once", async () => {
  const { url, arrived } = await serve((_, response) => setTimeout(() => response.end("{}"), 5));
  const fetch = apiFetch(url);
  await Promise.all(Array.from({ length: 40 }, (_, call) => fetch(`${url}/${call}`, get)));
  expect(arrived).toHaveLength(40);
  expect(new Set(arrived.map(({ port }) => port)).size).toBeLessThanOrEqual(8);
});

test("bodies go out and come back byte for byte, packed or not", async () => {
  const text = '{"é":"∑"}'.repeat(200_000);
  const { url, arrived } = await serve(({ url }, response) => {
    const packed = url === "/packed";
    response.writeHead(200, packed ? { "content-encoding": "gzip" } : {});
    response.end(packed ? gzipSync(text) : text);
  });
  const fetch = apiFetch(url);
  for (const path of ["/packed", "/plain"]) {
    const answer = await fetch(url + path, post);
    expect((await answer.text()) === text).toBe(true);
  }
  expect(arrived.map(({ body }) => body)).toEqual([post.body, post.body]);
  expect(arrived[0]?.headers["accept-encoding"]).toBe("gzip");
});

test.each([
  [301, "GET", "GET"],
  [302, "GET", "GET"],
  [307, "GET", "GET"],
  [307, "POST", "POST"],
  [308, "POST", "POST"],
])("%d answers a %s: it is made again where the answer points", async (status, method, again) => {
  const { url, arrived } = await serve((request, response) => {
    if (request.url === "/new") return void response.end("{}");
    response.writeHead(status, { location: "/new" }).end();
  });
  const answer = await apiFetch(url)(`${url}/old`, method === "GET" ? get : post);
  expect(answer.url).toBe(`${url}/new`);
  expect(arrived.map(({ method, path }) => `${method} ${path}`)).toEqual([
    `${method} /old`,
    `${again} /new`,
  ]);
  expect(arrived[1]?.body).toBe(arrived[0]?.body);
  expect(arrived[1]?.headers.authorization).toBe(TOKEN);
});

test.each([301, 302, 303])("%d answers a POST: nobody takes it for done", async (status) => {
  const { url, arrived } = await serve((_, response) => {
    response.writeHead(status, { location: "/new" }).end();
  });
  await expect(apiFetch(url)(`${url}/old`, post)).rejects.toThrow(/moved/);
  expect(arrived).toHaveLength(1);
});

test("a redirect in circles ends", async () => {
  const { url, arrived } = await serve((_, response) => {
    response.writeHead(302, { location: "/" }).end();
  });
  await expect(apiFetch(url)(`${url}/`, get)).rejects.toThrow(/circles/);
  expect(arrived.length).toBeLessThan(10);
});

test.each([301, 307])("no other host is asked, whatever a %d says", async (status) => {
  const other = await serve((_, response) => response.end("{}"));
  const { url } = await serve((_, response) => {
    response.writeHead(status, { location: `${other.url}/repos` }).end();
  });
  const fetch = apiFetch(url);
  await expect(fetch(`${url}/`, get)).rejects.toThrow(/only .* is asked/);
  await expect(fetch(`${other.url}/`, get)).rejects.toThrow(/only .* is asked/);
  expect(other.arrived).toEqual([]);
});

test.each<[string, RequestListener, RegExp]>([
  [
    "cut",
    (_, response) => cut(response.writeHead(200, { "content-length": 99 })),
    /aborted|hang up/,
  ],
  ["cut in the middle of a chunk", (_, response) => cut(response), /aborted|hang up/],
  [
    "cut while packed",
    (_, response) => {
      response.writeHead(200, { "content-encoding": "gzip" });
      response.end(gzipSync("x".repeat(9999)).subarray(0, 20));
    },
    /unexpected end/,
  ],
  ["silent", () => {}, /within 0.2 seconds/],
  ["silent half-way", (_, response) => void response.write("{"), /within 0.2 seconds/],
])("an answer that is %s is none", async (_, answer, message) => {
  const { url } = await serve(answer);
  await expect(apiFetch(url, 200)(`${url}/`, get)).rejects.toThrow(message);
});

function cut(response: Parameters<RequestListener>[1]): void {
  response.write("{", () => response.destroy());
}
