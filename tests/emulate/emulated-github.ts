// A repository with a protected branch on `emulate`, which others wrote and we did not: a second
// opinion beside our own double. What it does was found by trying version 0.12.2; the test beside
// this file holds the lines marked (t), so that a new version which differs is noticed.
//
// route                                   answer there                        on github.com
// GET  /repos/o/r                         200, default_branch; case-sensitive name in any case
// GET  git/trees/{tree|commit sha}        200 (t)                             same
// GET  git/trees/{branch}, {HEAD}         200; a slash must be %2F (t)        same
//        ?recursive=1                     modes 100644 100755 120000 160000   same
//                                         040000, real ids, size; sorted by   sorted by bytes;
//                                         locale; no url; never truncated     url; may be truncated
// GET  git/blobs/{sha}, raw               JSON with base64 all the same (t)   the bytes
// GET  git/blobs/{sha}                    JSON, base64 in one line            base64 in lines
// GET  contents/{path}?ref=, raw          bytes, application/octet-stream (t) ...raw+json; utf-8
//        over 1 MiB                       full content                        JSON: empty content
//        symlink to a file                the target's bytes                  same
//        folder or submodule, raw         JSON                                JSON
//        unknown ref or path              404 Not Found                       404, names the ref
// GET  pulls/{n}                          200; the head stays where it was    head follows the
//                                         opened, also after a push (t)       branch
// GET  pulls/{n}/files                    200 [] (t)                          the changed files
// GET  pulls?state=open                   200, paged                          same
// GET  issues/{n}/comments                200, oldest first, paged, Link (t)  same
// POST issues/{n}/comments                201; any length; any user who may   65,536 letters
//                                         read a public repository
// PATCH, DELETE issues/comments/{id}      200 / 204, by anybody               by those who may
// GET  commits/{sha|branch}/check-runs    200, newest first, check_name,      same, and paged;
//                                         filter; neither paged nor app_id;   app and suite named
//                                         `app` null, no annotations_url (t)
//        head of a fork                   404                                 200
// POST check-runs                         201 for any user's token, and for   403 for a user's
//                                         an App with checks: write;          token (Apps only)
//                                         any head_sha, any length, any       422
//                                         number of annotations
//        conclusion without status        queued, conclusion dropped (t)      completed
// PATCH check-runs/{id}                   200; annotations are replaced;      appended;
//                                         back to in_progress works (t)       stays completed
// merge, protected                        422 unless ANY run of that name     405 unless the NEWEST
//                                         on the head ever succeeded (t);     run succeeded, or is
//                                         neutral and skipped block (t)       neutral or skipped
// any commit status route                 404 (t)                             200 / 201
// POST /graphql                           404 (t)                             200
// GET  /user, a user's token              200, that user (t)                  same
// GET  /user, an installation's token     200, the ACCOUNT's login, not the   403
//                                         bot's (t)
// an unknown token                        the first seeded user (t)           401
// a missing permission                    403 Forbidden                       403 Resource not
//                                                                             accessible by ...
// comment author                          the user of the token, type User;   type Bot for Apps
//                                         of an App `slug[bot]`, type Bot
//                                         unless seeded as a user (t)
//
// Therefore: send status and conclusion together; read files as base64 or cope with three kinds
// of answer; never let an earlier success of the same commit stand before a failing review when a
// merge is asked for; push a fix to a new branch with a pull request of its own.
import { createSign } from "node:crypto";
import { createEmulator } from "emulate";

export interface EmulatedPullRequest {
  readonly number: number;
  readonly author: string;
  readonly draft: boolean;
  readonly head: { readonly repository: string; readonly ref: string; readonly sha: string };
  readonly base: { readonly ref: string; readonly sha: string };
}

export interface EmulatedGithub {
  readonly url: string;
  readonly repository: string;
  readonly defaultBranch: string;
  readonly tokens: {
    /** The owner: may do everything. */
    readonly owner: string;
    /** A user named as the workflow bot, the nearest thing to a workflow's token. */
    readonly workflow: string;
    /** An App named as the workflow's, without checks: write. */
    readonly installation: string;
  };
  /** Commits files on top of a branch (undefined deletes), made from the base if it is new. */
  readonly push: (
    branch: string,
    files: Readonly<Record<string, string | undefined>>,
  ) => Promise<string>;
  readonly openPullRequest: (branch: string) => Promise<EmulatedPullRequest>;
  /** Tries to merge as the owner, whom protection binds, too. */
  readonly merge: (
    number: number,
  ) => Promise<{ readonly status: number; readonly message: string }>;
  /** Any call, as the owner unless a token is given. */
  readonly call: (method: string, path: string, options?: CallOptions) => Promise<Reply>;
  readonly close: () => Promise<void>;
}

export interface CallOptions {
  readonly body?: object;
  readonly token?: string;
  readonly accept?: string;
}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  /** The parsed JSON, or the text when it was none. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape.
  readonly data: any;
}

const OWNER = "acme";
const REPOSITORY = `${OWNER}/shop`;
const BRANCH = "main";
const APP_ID = 15368;
const INSTALLATION = 100;

/** Starts a public repository whose `main` holds the files and is protected by the check. */
export async function startEmulatedGithub(
  options: { readonly files?: Readonly<Record<string, string>>; readonly check?: string } = {},
): Promise<EmulatedGithub> {
  const tokens = { owner: "ghp_owner", workflow: "ghs_workflow" };
  const emulator = await createEmulator({ service: "github", port: 0, seed: seedOf(tokens) });
  // It listens on 127.0.0.1 only, which is not what `localhost` means everywhere.
  const url = emulator.url.replace("localhost", "127.0.0.1");
  const call: EmulatedGithub["call"] = (method, path, { token = tokens.owner, ...rest } = {}) =>
    send(url + path, method, { token, ...rest });
  const github = { call, push: pusher(call) };
  await github.push(BRANCH, { "README.md": "# Shop\n", ...options.files });
  await protect(call, options.check ?? "greenlight");
  const [secret] = emulator.generatedSecrets;
  return {
    ...github,
    url,
    repository: REPOSITORY,
    defaultBranch: BRANCH,
    tokens: { ...tokens, installation: await mintToken(call, secret?.value ?? "") },
    openPullRequest: (branch) => openPullRequest(call, branch),
    merge: async (number) => {
      const reply = await call("PUT", `/repos/${REPOSITORY}/pulls/${number}/merge`, { body: {} });
      return { status: reply.status, message: reply.data.message };
    },
    close: () => emulator.close(),
  };
}

type Caller = EmulatedGithub["call"];

function seedOf(tokens: { readonly owner: string; readonly workflow: string }) {
  const bot = "github-actions[bot]";
  const permissions = { contents: "read", metadata: "read", pull_requests: "write" };
  const installations = [{ installation_id: INSTALLATION, account: OWNER }];
  return {
    tokens: { [tokens.owner]: { login: OWNER }, [tokens.workflow]: { login: bot } },
    github: {
      users: [{ login: OWNER }, { login: bot }],
      repos: [{ owner: OWNER, name: "shop", default_branch: BRANCH }],
      apps: [
        { app_id: APP_ID, slug: "github-actions", name: "Actions", permissions, installations },
      ],
    },
  };
}

function pusher(attempt: Caller): EmulatedGithub["push"] {
  const git = `/repos/${REPOSITORY}/git`;
  const call = surely(attempt);
  return async (branch, files) => {
    const ref = `${git}/ref/heads/${branch}`;
    const here = await attempt("GET", ref);
    const from = here.status === 200 ? here : await call("GET", `${git}/ref/heads/${BRANCH}`);
    const parent: string = from.data.object.sha;
    const before = await call("GET", `${git}/commits/${parent}`);
    const entries = Object.entries(files).map(async ([path, content]) => {
      const row = { path, mode: "100644", type: "blob" };
      if (content === undefined) return { ...row, sha: null };
      const body = { content, encoding: "utf-8" };
      const blob = await call("POST", `${git}/blobs`, { body });
      return { ...row, sha: blob.data.sha };
    });
    const tree = await call("POST", `${git}/trees`, {
      body: { base_tree: before.data.tree.sha, tree: await Promise.all(entries) },
    });
    const commit = await call("POST", `${git}/commits`, {
      body: { message: "Change", tree: tree.data.sha, parents: [parent] },
    });
    const { sha } = commit.data;
    await (here.status === 200
      ? call("PATCH", `${git}/refs/heads/${branch}`, { body: { sha } })
      : call("POST", `${git}/refs`, { body: { ref: `refs/heads/${branch}`, sha } }));
    return sha;
  };
}

async function protect(call: Caller, check: string): Promise<void> {
  const body = {
    required_status_checks: { strict: false, contexts: [check] },
    enforce_admins: true,
    required_pull_request_reviews: null,
    restrictions: null,
  };
  await surely(call)("PUT", `/repos/${REPOSITORY}/branches/${BRANCH}/protection`, { body });
}

async function openPullRequest(call: Caller, branch: string): Promise<EmulatedPullRequest> {
  const body = { title: "Change the architecture", head: branch, base: BRANCH };
  const { data } = await surely(call)("POST", `/repos/${REPOSITORY}/pulls`, { body });
  return {
    number: data.number,
    author: data.user.login,
    draft: data.draft,
    head: { repository: data.head.repo.full_name, ref: data.head.ref, sha: data.head.sha },
    base: { ref: data.base.ref, sha: data.base.sha },
  };
}

/** The token of the App's installation, got as Apps get theirs: for a signed statement. */
async function mintToken(call: Caller, privateKey: string): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: `${APP_ID}`, iat: now - 30, exp: now + 300 };
  const unsigned = [{ alg: "RS256", typ: "JWT" }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
    .join(".");
  const signature = createSign("RSA-SHA256").update(unsigned).sign(privateKey, "base64url");
  const path = `/app/installations/${INSTALLATION}/access_tokens`;
  const token = `${unsigned}.${signature}`;
  const reply = await surely(call)("POST", path, { body: {}, token });
  return reply.data.token;
}

/** For calls that only set the scene: a failure is a mistake in the test. */
function surely(call: Caller): Caller {
  return async (method, path, options) => {
    const reply = await call(method, path, options);
    if (reply.status < 400) return reply;
    throw new Error(`${method} ${path}: ${reply.status} ${JSON.stringify(reply.data)}`);
  };
}

async function send(
  address: string,
  method: string,
  { token, body, accept }: CallOptions,
): Promise<Reply> {
  const response = await fetch(address, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      accept: accept ?? "application/vnd.github+json",
      "content-type": "application/json",
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.startsWith("application/json") === true;
  const data = isJson && text !== "" ? JSON.parse(text) : text;
  return { status: response.status, headers: response.headers, data };
}
