// A proxy for tests: it tunnels to a port of this machine whatever host it is asked for, and keeps
// what it was asked.
import { createServer, type IncomingMessage } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import { makeCertificate } from "./certificate.ts";

export interface ProxyServer {
  readonly port: number;
  /** Each CONNECT, with its headers. */
  readonly asked: readonly IncomingMessage[];
  close(): void;
}

/** Answers with `status`, and tunnels when that is 200. */
export async function startProxy(target: number, status = 200): Promise<ProxyServer> {
  const asked: IncomingMessage[] = [];
  const server = createServer();
  server.on("connect", (request, socket) => {
    asked.push(request);
    socket.on("error", () => {});
    if (status !== 200)
      return void socket.end(`HTTP/1.1 ${status} No\r\nContent-Length: 0\r\n\r\n`);
    const tunnel = connect(target, "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      tunnel.pipe(socket).pipe(tunnel);
    });
    tunnel.on("error", () => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { port, asked, close: () => void server.close() };
}

export interface TlsFront {
  readonly port: number;
  /** What a client has to trust, as PEM. */
  readonly cert: string;
  close(): void;
}

/** The same server once more, behind a certificate for that host. */
export async function startTlsFront(target: number, host: string): Promise<TlsFront> {
  const { key, cert } = makeCertificate(host);
  const server = createTlsServer({ key, cert }, (socket) => {
    const inner = connect(target, "127.0.0.1");
    socket.on("error", () => inner.destroy());
    inner.on("error", () => socket.destroy());
    inner.pipe(socket).pipe(inner);
  });
  server.on("tlsClientError", () => {});
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { port, cert, close: () => void server.close() };
}
