/** Connections through the proxy that the environment names. Loaded only where it names one. */

import type { Agent, AgentOptions } from "node:http";
import { HttpsProxyAgent } from "https-proxy-agent";
import { Explained } from "./failure.ts";

export function proxyAgent(proxy: URL, options: AgentOptions): Agent {
  if (proxy.protocol !== "http:" && proxy.protocol !== "https:")
    throw new Explained(
      "The proxy in the environment is no address of the form http://host:port. Check https_proxy and http_proxy.",
    );
  return new HttpsProxyAgent(proxy.href, options);
}
