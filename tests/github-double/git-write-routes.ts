// Blobs, trees and commits that a token stores, piece by piece.
import {
  type Answer,
  json,
  notFound,
  type RepositoryCall,
  type Route,
  refuse,
  refuseRequest,
  type Schemas,
} from "./exchange.ts";
import {
  type FileMode,
  type Files,
  type GitObjects,
  gitSha,
  listTree,
  storeTree,
  type TreeEntry,
} from "./git-objects.ts";
import { renderGitCommit, writeCommit } from "./write-commit.ts";

const read = { level: "read", any: ["contents"] } as const;
const write = { level: "write", any: ["contents"] } as const;

export const gitWriteRoutes: readonly Route[] = [
  { method: "GET", path: "/git/commits/:sha", needs: read, answer: readCommit },
  { method: "POST", path: "/git/blobs", needs: write, answer: createBlob },
  { method: "POST", path: "/git/trees", needs: write, answer: createTree },
  { method: "POST", path: "/git/commits", needs: write, answer: createCommit },
];

type Keys = Readonly<Record<string, unknown>>;

function readCommit(call: RepositoryCall): Answer {
  const found = call.repository.objects.commits.get(call.param("sha"));
  return found === undefined ? notFound() : json(renderGitCommit(call, found));
}

function createBlob(call: RepositoryCall): Answer {
  const { repository, url } = call;
  const { content, encoding = "utf-8" } = (call.body ?? {}) as Keys;
  if (typeof content !== "string") return refuseRequest(`"content" wasn't supplied.`);
  const bytes = Buffer.from(content, encoding === "base64" ? "base64" : "utf8");
  const sha = gitSha("blob", bytes);
  repository.objects.blobs.set(sha, bytes);
  const self = `${url}/repos/${repository.fullName}/git/blobs/${sha}`;
  const answer: Schemas["short-blob"] = { url: self, sha };
  return json(answer, 201);
}

/** Files only: a folder comes to be with what is in it. */
function createTree(call: RepositoryCall): Answer {
  const { repository, url } = call;
  const { objects } = repository;
  const { base_tree: base, tree } = (call.body ?? {}) as Keys;
  if (!Array.isArray(tree)) return refuseRequest(`"tree" wasn't supplied.`);
  // A commit stands for its tree.
  const below = objects.commits.get(`${base}`)?.tree ?? base;
  if (base !== undefined && !objects.trees.has(`${below}`)) {
    return refuse(422, "base_tree is not a valid tree oid");
  }
  const files = changedFiles(objects, base === undefined ? undefined : `${below}`, tree);
  if (files === undefined) return refuse(422, "tree.sha is not a valid blob");
  const made = storeTree(objects, files);
  const api = `${url}/repos/${repository.fullName}/git`;
  const answer: Schemas["git-tree"] = {
    sha: made,
    url: `${api}/trees/${made}`,
    tree: (objects.trees.get(made) ?? []).map(({ path, mode, type, sha, size }) => ({
      ...{ path, mode, type, sha, url: `${api}/${type}s/${sha}` },
      ...(size === undefined ? {} : { size }),
    })),
    truncated: false,
  };
  return json(answer, 201);
}

/** What is below the tree, with these rows put in or taken out. */
function changedFiles(
  objects: GitObjects,
  below: string | undefined,
  rows: readonly Keys[],
): Files | undefined {
  const before = below === undefined ? [] : listTree(objects, below);
  const files = new Map(before.filter(({ type }) => type !== "tree").map((row) => [row.path, row]));
  for (const keys of rows) {
    if (keys["sha"] === null) files.delete(`${keys["path"]}`);
    else {
      const entry = entryOf(objects, keys);
      if (entry === undefined) return undefined;
      files.set(entry.path, entry);
    }
  }
  return files;
}

function entryOf(objects: GitObjects, { path, mode, sha, content }: Keys): TreeEntry | undefined {
  const bytes = typeof content === "string" ? Buffer.from(content) : objects.blobs.get(`${sha}`);
  const known = ["100644", "100755", "120000"].find((each) => each === mode);
  if (bytes === undefined || known === undefined || typeof path !== "string") return undefined;
  const id = gitSha("blob", bytes);
  objects.blobs.set(id, bytes);
  return { path, mode: known as FileMode, type: "blob", sha: id, size: bytes.byteLength };
}

function createCommit(call: RepositoryCall): Answer {
  const { objects } = call.repository;
  const { message, tree, parents = [], author, committer } = (call.body ?? {}) as Keys;
  if (typeof message !== "string") return refuseRequest(`"message" wasn't supplied.`);
  if (!objects.trees.has(`${tree}`)) return refuse(422, "Tree SHA does not exist");
  if (!Array.isArray(parents) || !parents.every((each) => objects.commits.has(each))) {
    return refuse(422, "Parent SHA does not exist or is not a commit object");
  }
  const made = writeCommit(call, `${tree}`, parents, { message, author, committer });
  return json(renderGitCommit(call, made), 201);
}
