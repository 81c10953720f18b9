// The built action where the way to GitHub is not a plain one: through a proxy, over TLS with a
// certificate authority of the company's own.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { RAG, scene } from "./action-scene.ts";
import { reply } from "./github-double/people.ts";
import {
  type ProxyServer,
  startProxy,
  startTlsFront,
  type TlsFront,
} from "./github-double/proxy.ts";

const HOST = "github.test";
/** An address of this machine that no proxy rule takes for one, and that needs no look-up. */
const ANY = "0.0.0.0";
const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

interface Way {
  readonly tls: boolean;
  /** Below the host, where the API is. */
  readonly path?: string;
  readonly host?: string;
  /** What the proxy answers. */
  readonly status?: number;
}

async function proxied({ tls, path = "", host = HOST, status }: Way) {
  const shop = await scene({}, { "architecture.yaml": RAG });
  const plain = Number(new URL(shop.github.url).port);
  const front: TlsFront | undefined = tls ? await startTlsFront(plain, host) : undefined;
  const port = front?.port ?? plain;
  const proxy: ProxyServer = await startProxy(port, status);
  const folder = mkdtempSync(join(tmpdir(), "greenlight-tls-"));
  writeFileSync(join(folder, "ca.pem"), front?.cert ?? "");
  closing.push(
    proxy.close,
    () => front?.close(),
    () => rmSync(folder, { recursive: true }),
  );
  const url = `${tls ? "https" : "http"}://${host}:${port}${path}`;
  const trust = tls ? { NODE_EXTRA_CA_CERTS: join(folder, "ca.pem") } : {};
  return {
    shop,
    proxy,
    address: `http://127.0.0.1:${proxy.port}`,
    authority: `${host}:${port}`,
    run: (env: Record<string, string>) => shop.run({ url, env: { ...trust, ...env } }),
  };
}

test("over TLS, through a proxy with a password, with a certificate authority of its own", async () => {
  const { shop, proxy, address, authority, run } = await proxied({ tls: true });
  const { exitCode, outputs, stderr } = await run({
    HTTPS_PROXY: address.replace("//", "//anna:p%40ss%25@"),
  });
  expect({ exitCode, stderr, verdict: outputs["verdict"] }).toEqual({
    exitCode: 0,
    stderr: "",
    verdict: "fail",
  });
  expect(shop.repository.checkRuns).toHaveLength(1);
  expect(new Set(proxy.asked.map(({ url }) => url))).toEqual(new Set([authority]));
  for (const { headers } of proxy.asked) {
    expect(headers.authorization).toBeUndefined();
    const [, password = ""] = (headers["proxy-authorization"] ?? "").split(" ");
    expect(`${Buffer.from(password, "base64")}`).toBe("anna:p@ss%");
  }
});

test.each([
  ["behind a proxy", HOST],
  ["right beside", "localhost"],
])("an Enterprise Server with a certificate authority of its own, %s", async (_, host) => {
  const { shop, proxy, address, run } = await proxied({ tls: true, path: "/api/v3", host });
  const server = { GITHUB_SERVER_URL: `https://${host}` };
  const env = host === HOST ? { ...server, HTTPS_PROXY: address } : server;
  const expected = { exitCode: 0, stderr: "", outputs: { verdict: "fail" } };
  expect(await run(env)).toMatchObject(expected);
  const { state, repository, github } = shop;
  const [question] = repository.reviewComments;
  if (question === undefined) throw new Error("Nothing was asked");
  reply(state, repository, question, "bob", "Yes, it does.");
  expect(await run(env)).toMatchObject(expected);
  expect(proxy.asked.length > 0).toBe(host === HOST);
  expect(repository.checkRuns.length).toBeGreaterThan(0);
  // GraphQL is beside the REST API there, not below it: what asked elsewhere would have a 404.
  const { requests } = github;
  expect(requests.filter(({ path }) => path === "/graphql").length).toBeGreaterThan(0);
  expect(requests.filter(({ path }) => path.startsWith("/api"))).toEqual([]);
  expect(requests.filter(({ status = 0 }) => status >= 400)).toEqual([]);
});

test("a certificate that nobody vouches for is not trusted", async () => {
  const { shop, address, run } = await proxied({ tls: true });
  const { exitCode, stdout } = await run({ HTTPS_PROXY: address, NODE_EXTRA_CA_CERTS: "" });
  expect(exitCode).toBe(1);
  expect(stdout).toMatch(/self-signed certificate/);
  expect(shop.github.requests).toEqual([]);
});

test("without TLS too, where lower case names the proxy", async () => {
  const { shop, proxy, address, authority, run } = await proxied({ tls: false });
  expect((await run({ http_proxy: address })).exitCode).toBe(0);
  expect(shop.repository.checkRuns).toHaveLength(1);
  expect(proxy.asked.map(({ url }) => url)).toContain(authority);
});

test.each([
  ["no host", "", true],
  ["another host", "other.test", true],
  ["this host", `other.test, ${ANY}`, false],
  ["all hosts", "*", false],
])("NO_PROXY that names %s", async (_, hosts, asked) => {
  const { shop, proxy, address, run } = await proxied({ tls: false, host: ANY });
  expect((await run({ HTTP_PROXY: address, NO_PROXY: hosts })).exitCode).toBe(0);
  expect(shop.repository.checkRuns).toHaveLength(1);
  expect(proxy.asked.length > 0).toBe(asked);
});

test("a proxy that refuses is not evaluated, and its password is not shown", async () => {
  const { shop, address, run } = await proxied({ tls: true, status: 407 });
  const { exitCode, stdout, stderr, summary, outputs } = await run({
    HTTPS_PROXY: address.replace("//", "//anna:hunter2@"),
  });
  expect({ exitCode, verdict: outputs["verdict"] }).toEqual({ exitCode: 1, verdict: "error" });
  expect(summary).toContain("407");
  expect(stdout + stderr + summary).not.toMatch(/hunter2|ghs_actions/);
  expect(shop.github.requests).toEqual([]);
});

test.each(["proxy.test:8080", "socks5://proxy.test:1080"])(
  "%s is said to be no address of a proxy",
  async (HTTPS_PROXY) => {
    const { run } = await proxied({ tls: true });
    const { exitCode, summary } = await run({ HTTPS_PROXY });
    expect(exitCode).toBe(1);
    expect(summary).toContain("http://host:port");
  },
);
