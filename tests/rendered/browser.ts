// Headless Chromium through its own protocol, over a pipe: no library, no port, and no network but what a page asks for.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";

export interface PageLook {
  /** In CSS pixels. */
  readonly width: number;
  readonly height?: number;
  readonly scheme?: "light" | "dark";
  readonly media?: "screen" | "print";
  readonly scripts?: "run" | "off";
}

export interface Page {
  /** The value of an expression, as JSON can say it. */
  evaluate<T>(expression: string): Promise<T>;
  /** A key of the keyboard, where the focus is. */
  press(key: "Tab" | "Enter" | "Space"): Promise<void>;
  /** As much of the page as `most` pixels are high, or what stands from `top` on, as PNG. */
  photograph(most?: number, top?: number): Promise<Uint8Array>;
  /** Addresses that it asked for, its own left out. */
  readonly requests: readonly string[];
  /** Errors, and whatever its content policy refused. */
  readonly complaints: readonly string[];
}

export interface Browser {
  /** Closes the page before it. */
  open(html: string, look: PageLook): Promise<Page>;
  close(): Promise<void>;
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly sessionId?: string;
  readonly params?: Record<string, unknown>;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly message: string };
}

type Send = (
  method: string,
  params?: object,
  sessionId?: string,
) => Promise<Record<string, unknown>>;

const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--hide-scrollbars",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // A page that asked for anything would get nothing.
  "--host-resolver-rules=MAP * ~NOTFOUND",
  "--remote-debugging-pipe",
];

export async function startBrowser(): Promise<Browser> {
  const folder = mkdtempSync(join(tmpdir(), "greenlight-browser-"));
  const child = spawn("chromium", [...FLAGS, `--user-data-dir=${join(folder, "profile")}`], {
    stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"],
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const { send, listen } = conversation(child.stdio[3] as Writable, child.stdio[4] as Readable);
  let pages = 0;
  return {
    async open(html, look) {
      pages += 1;
      const file = join(folder, `page-${pages}.html`);
      writeFileSync(file, html);
      return openPage(`file://${file}`, look, send, listen);
    },
    async close() {
      await send("Browser.close");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

type Listen = (of: (message: Message) => void) => void;

/** Each message is JSON with a zero byte after it. */
function conversation(to: Writable, from: Readable): { send: Send; listen: Listen } {
  const waiting = new Map<number, (message: Message) => void>();
  const listeners: ((message: Message) => void)[] = [];
  let last = 0;
  let rest = "";
  from.setEncoding("utf8");
  from.on("data", (text: string) => {
    const messages = (rest + text).split("\0");
    rest = messages.pop() ?? "";
    for (const one of messages) {
      const message = JSON.parse(one) as Message;
      if (message.id === undefined) for (const of of listeners) of(message);
      else waiting.get(message.id)?.(message);
    }
  });
  return {
    listen: (of) => listeners.push(of),
    send(method, params = {}, sessionId) {
      last += 1;
      const id = last;
      to.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
      return new Promise((resolve, reject) => {
        waiting.set(id, ({ result, error }) => {
          waiting.delete(id);
          if (error === undefined) resolve(result ?? {});
          else reject(new Error(`${method}: ${error.message}`));
        });
      });
    },
  };
}

async function openPage(
  url: string,
  { width, height = 900, scheme = "light", media = "screen", scripts = "run" }: PageLook,
  sendTo: Send,
  listen: Listen,
): Promise<Page> {
  const { targetInfos } = await sendTo("Target.getTargets");
  const { targetId } = await sendTo("Target.createTarget", { url: "about:blank" });
  for (const one of targetInfos as readonly { readonly targetId: string; readonly type: string }[])
    if (one.type === "page") await sendTo("Target.closeTarget", { targetId: one.targetId });
  const { sessionId } = await sendTo("Target.attachToTarget", { targetId, flatten: true });
  const send = (method: string, params: object = {}) => sendTo(method, params, sessionId as string);
  const requests: string[] = [];
  const complaints: string[] = [];
  const loaded = new Promise<void>((resolve) => {
    listen((message) => {
      if (message.sessionId !== sessionId) return;
      if (message.method === "Page.loadEventFired") resolve();
      note(message, url, requests, complaints);
    });
  });
  for (const domain of ["Page", "Network", "Runtime", "Log"]) await send(`${domain}.enable`);
  const metrics = (high: number) =>
    send("Emulation.setDeviceMetricsOverride", {
      ...{ width, height: high, deviceScaleFactor: 1 },
      mobile: width < 600,
    });
  await metrics(height);
  await send("Emulation.setEmulatedMedia", {
    media,
    features: [{ name: "prefers-color-scheme", value: scheme }],
  });
  if (scripts === "off") await send("Emulation.setScriptExecutionDisabled", { value: true });
  await send("Page.navigate", { url });
  await loaded;
  const evaluate = async <T>(expression: string): Promise<T> => {
    const answer = await send("Runtime.evaluate", {
      ...{ expression, returnByValue: true, awaitPromise: true },
    });
    const { result, exceptionDetails } = answer as {
      result: { value: T };
      exceptionDetails?: object;
    };
    if (exceptionDetails !== undefined) throw new Error(JSON.stringify(exceptionDetails));
    return result.value;
  };
  return {
    requests,
    complaints,
    evaluate,
    async press(key) {
      const keys = KEYS[key];
      await send("Input.dispatchKeyEvent", { type: "keyDown", ...keys });
      await send("Input.dispatchKeyEvent", { type: "keyUp", ...keys });
    },
    async photograph(most = 16_000, top = 0) {
      const whole = await evaluate<number>("document.documentElement.scrollHeight");
      const high = Math.min(whole - top, most);
      await metrics(whole);
      const clip = { x: 0, y: top, width, height: high, scale: 1 };
      const { data } = await send("Page.captureScreenshot", { clip, captureBeyondViewport: true });
      await metrics(height);
      return Buffer.from(data as string, "base64");
    },
  };
}

const KEYS = {
  Tab: { key: "Tab", code: "Tab", windowsVirtualKeyCode: 9 },
  Enter: { key: "Enter", code: "Enter", windowsVirtualKeyCode: 13, text: "\r" },
  Space: { key: " ", code: "Space", windowsVirtualKeyCode: 32, text: " " },
} as const;

function note(
  { method, params = {} }: Message,
  url: string,
  requests: string[],
  complaints: string[],
): void {
  if (method === "Network.requestWillBeSent") {
    const { request } = params as { request: { url: string } };
    if (request.url !== url) requests.push(request.url);
  }
  if (method === "Runtime.exceptionThrown" || method === "Log.entryAdded")
    complaints.push(JSON.stringify(params));
  if (method === "Runtime.consoleAPICalled") complaints.push(JSON.stringify(params["args"]));
}
