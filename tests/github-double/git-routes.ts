// Trees and blobs: what a review reads files with.
import {
  type Answer,
  json,
  notFound,
  type RepositoryCall,
  type Route,
  refuse,
  type Schemas,
} from "./exchange.ts";
import { gitSha, listTree, type TreeEntry } from "./git-objects.ts";
import type { Repository } from "./github-state.ts";
import { nodeId } from "./render-account.ts";

const needs = { level: "read", any: ["contents"] } as const;

export const gitRoutes: readonly Route[] = [
  { method: "GET", path: "/git/trees/:ref", needs, answer: readTree },
  { method: "GET", path: "/git/blobs/:sha", needs, answer: readBlob },
];

/** Branch, `heads/...`, `refs/...`, `HEAD` or a full commit id to a commit id. */
export function findCommit(repository: Repository, ref: string): string | undefined {
  if (ref === "HEAD") return repository.branches.get(repository.defaultBranch);
  const short = ref.replace(/^refs\//, "");
  const pull = /^pull\/(\d+)\/head$/.exec(short)?.[1];
  if (pull !== undefined) {
    return repository.pullRequests.find(({ number }) => number === Number(pull))?.head.sha;
  }
  const branch = short.startsWith("heads/") ? short.slice("heads/".length) : ref;
  const tip = repository.branches.get(branch);
  return tip ?? repository.objects.commits.get(ref)?.sha;
}

/** The raw media type in one of its spellings, as GitHub reads the header `Accept`. */
export function wantsRaw({ accept }: RepositoryCall): boolean {
  return /application\/vnd\.github(\.v3)?\.raw\b/.test(accept);
}

/** GitHub claims UTF-8 whatever the bytes are, and clients believe it: octokit/request.js#751. */
export function raw(bytes: Uint8Array): Answer {
  const headers = { "content-type": "application/vnd.github.raw+json; charset=utf-8" };
  return { status: 200, body: bytes, headers };
}

/** GitHub breaks base64 into lines of 60 letters. */
export function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString("base64")
    .replace(/.{1,60}/g, "$&\n");
}

function readTree(call: RepositoryCall): Answer {
  const { repository, param, url, query } = call;
  if (repository.branches.size === 0) return refuse(409, "Git Repository is empty.");
  const ref = param("ref");
  const { objects } = repository;
  const commit = findCommit(repository, ref);
  const sha = commit === undefined ? ref : objects.commits.get(commit)?.tree;
  const rows = sha === undefined ? undefined : objects.trees.get(sha);
  if (sha === undefined || rows === undefined) return notFound();
  // Any value, also `0` and `false`, asks for the whole tree.
  const recursive = query.has("recursive");
  const all = recursive ? listTree(objects, sha) : rows;
  const limit = recursive ? (repository.truncateTreesAt ?? all.length) : all.length;
  const self = `${url}/repos/${repository.fullName}/git`;
  const answer: Schemas["git-tree"] = {
    sha,
    url: `${self}/trees/${sha}`,
    tree: all.slice(0, limit).map((entry) => renderEntry(self, entry)),
    truncated: limit < all.length,
  };
  return json(answer);
}

/** A submodule has neither size nor address. */
function renderEntry(self: string, entry: TreeEntry): Schemas["git-tree"]["tree"][number] {
  const { path, mode, type, sha, size } = entry;
  const row = { path, mode, type, sha };
  if (type === "commit") return row;
  const url = `${self}/${type}s/${sha}`;
  return size === undefined ? { ...row, url } : { ...row, size, url };
}

function readBlob(call: RepositoryCall): Answer {
  const { repository, param, url } = call;
  const sha = param("sha");
  const bytes = repository.objects.blobs.get(sha);
  if (bytes === undefined) return notFound();
  if (wantsRaw(call)) return raw(bytes);
  const answer: Schemas["blob"] = {
    sha: gitSha("blob", bytes),
    node_id: nodeId("Blob", bytes.byteLength),
    size: bytes.byteLength,
    url: `${url}/repos/${repository.fullName}/git/blobs/${sha}`,
    content: base64(bytes),
    encoding: "base64",
  };
  return json(answer);
}
