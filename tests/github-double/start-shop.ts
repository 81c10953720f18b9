// The repository that the tests of the double begin with, and a plain client for it: one pull
// request, number 7, from `feature/x` to `main`, that adds a manifest.
import { type GithubDouble, startGithubDouble } from "./github-double.ts";
import {
  addRepository,
  createGithub,
  type Permissions,
  type PullRequest,
  type Repository,
} from "./github-state.ts";
import { openPullRequest, push } from "./seed.ts";

interface Options {
  readonly token?: string;
  readonly accept?: string;
}

export interface Shop {
  readonly github: GithubDouble;
  readonly repository: Repository;
  readonly pull: PullRequest;
  /** The first commit of `main`. */
  readonly base: string;
  /** The first head of the pull request. */
  readonly head: string;
  /** A path that begins below the repository, or `/api...` and the like for others. */
  readonly call: (
    method: string,
    path: string,
    body?: unknown,
    options?: Options,
  ) => Promise<Reply>;
  readonly get: (path: string, options?: Options) => Promise<Reply>;
  /** The body of a check run of the first head, with these fields. */
  readonly run: (fields: object) => object;
  readonly completed: (conclusion: string) => object;
  /** Makes a token known. */
  readonly grant: (token: string, permissions: Permissions, kind: "user" | "installation") => void;
}

interface Reply {
  readonly status: number;
  readonly link: string | null;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape.
  readonly data: any;
}

export const ROOT = "/repos/acme/shop";
export const RAW = "application/vnd.github.raw+json";

export async function startShop(): Promise<Shop> {
  const state = createGithub();
  const repository = addRepository(state, "acme/shop");
  const base = push(state, repository, "main", { "README.md": "# Shop\n", "old.txt": "old\n" });
  const manifest = { "architecture.yaml": "version: 1\n" };
  const head = push(state, repository, "feature/x", manifest, base);
  const pull = openPullRequest(state, repository, { number: 7, head: "feature/x" });
  const github = await startGithubDouble(state);
  const call: Shop["call"] = async (method, path, body, options = {}) => {
    const { token = "ghs_actions", accept = "application/vnd.github+json" } = options;
    const response = await fetch(github.url + path, {
      method,
      headers: { accept, ...(token === "" ? {} : { authorization: `token ${token}` }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.startsWith("application/json");
    const data = isJson ? JSON.parse(text) : text;
    return { status: response.status, data, link: response.headers.get("link") };
  };
  const get: Shop["get"] = (path, options) => call("GET", ROOT + path, undefined, options);
  const grant: Shop["grant"] = (token, permissions, kind) => {
    const app = { id: 99, slug: "greenlight" };
    state.tokens.set(
      token,
      kind === "user" ? { kind, login: "bob", permissions } : { kind, app, permissions },
    );
  };
  const run = (fields: object) => ({ name: "greenlight", head_sha: head, ...fields });
  const completed = (conclusion: string) => run({ status: "completed", conclusion });
  return { github, repository, pull, base, head, call, get, grant, run, completed };
}
