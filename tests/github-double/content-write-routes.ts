// `PUT /contents`: one file, one commit. What is refused, and in which order, was measured on
// GitHub in pome-sh/digital-twins#400.
import { renderCommon } from "./content-routes.ts";
import {
  type Answer,
  json,
  type RepositoryCall,
  type Route,
  refuse,
  refuseRequest,
  type Schemas,
} from "./exchange.ts";
import { filesOf, storeFile, storeTree, type TreeEntry } from "./git-objects.ts";
import { moveBranch } from "./seed.ts";
import { renderGitCommit, writeCommit } from "./write-commit.ts";

const write = { level: "write", any: ["contents"] } as const;

export const contentWriteRoutes: readonly Route[] = [
  { method: "PUT", path: "/contents/*path", needs: write, answer: putContents },
];

function putContents(call: RepositoryCall): Answer {
  const { github, repository, param } = call;
  const keys = (call.body ?? {}) as Readonly<Record<string, unknown>>;
  const { message, content, sha, author, committer } = keys;
  const { branch = repository.defaultBranch } = keys;
  if (typeof message !== "string") return refuseRequest(`"message" wasn't supplied.`);
  if (typeof content !== "string") return refuseRequest(`"content" wasn't supplied.`);
  if (!isBase64(content)) return refuse(422, "content is not valid Base64");
  const tip = repository.branches.get(`${branch}`);
  // Only the first commit of all makes a branch.
  if (tip === undefined && repository.branches.size > 0) {
    return refuse(404, `Branch ${branch} not found`);
  }
  const path = param("path");
  const { objects } = repository;
  const files = new Map(filesOf(objects, tip));
  const before = files.get(path);
  const refusal = refuseOver(before, sha);
  if (refusal !== undefined) return refusal;
  const entry = storeFile(objects, path, { bytes: Buffer.from(content, "base64") });
  files.set(path, entry);
  const body = { message, author, committer };
  const parents = tip === undefined ? [] : [tip];
  const made = writeCommit(call, storeTree(objects, files), parents, body, "web-flow");
  moveBranch(github, repository, `${branch}`, made.sha);
  const { download_url: raw, ...file } = renderCommon(call, entry, `${branch}`);
  const answer: Schemas["file-commit"] = {
    content: { ...file, ...(raw === null ? {} : { download_url: raw }), type: "file" },
    commit: renderGitCommit(call, made),
  };
  return json(answer, before === undefined ? 201 : 200);
}

/** For a file that is not there yet any `sha` is ignored. */
function refuseOver(before: TreeEntry | undefined, sha: unknown): Answer | undefined {
  if (before === undefined || before.sha === sha) return undefined;
  if (sha === undefined) return refuseRequest(`"sha" wasn't supplied.`);
  return refuse(409, `${before.path} does not match ${sha}`);
}

const isBase64 = (text: string): boolean => /^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(text);
