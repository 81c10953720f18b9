// The contents API with its traps: big files come empty, symlinks are followed, folders are lists.
import {
  type Answer,
  json,
  notFound,
  type RepositoryCall,
  type Route,
  refuse,
  type Schemas,
} from "./exchange.ts";
import { type Files, filesOf, listTree, type TreeEntry } from "./git-objects.ts";
import { base64, findCommit, raw, wantsRaw } from "./git-routes.ts";
import { webUrl } from "./render-account.ts";

const needs = { level: "read", any: ["contents"] } as const;
const MEBIBYTE = 1024 * 1024;

export const contentRoutes: readonly Route[] = [
  { method: "GET", path: "/contents", needs, answer: readContents },
  { method: "GET", path: "/contents/*path", needs, answer: readContents },
];

function readContents(call: RepositoryCall): Answer {
  const { repository, param, query } = call;
  if (repository.branches.size === 0) return refuse(404, "This repository is empty.");
  const ref = query.get("ref") ?? repository.defaultBranch;
  const commit = findCommit(repository, ref);
  if (commit === undefined) return refuse(404, `No commit found for the ref ${ref}`);
  const path = param("path").replace(/\/$/, "");
  const files = filesOf(repository.objects, commit);
  const entry = files.get(path);
  if (entry !== undefined) return readFile(call, files, entry, ref);
  const tree = repository.objects.commits.get(commit)?.tree ?? "";
  const inside = listTree(repository.objects, tree).filter((row) => parentOf(row.path) === path);
  if (inside.length === 0) return notFound();
  const listing: Schemas["content-directory"] = inside.map((row) => ({
    ...renderCommon(call, row, ref),
    // A submodule in a listing calls itself a file: an old mistake that GitHub keeps.
    type: row.type === "tree" ? "dir" : row.mode === "120000" ? "symlink" : "file",
  }));
  return json(listing);
}

function readFile(call: RepositoryCall, files: Files, entry: TreeEntry, ref: string): Answer {
  const common = renderCommon(call, entry, ref);
  if (entry.type === "commit") {
    const submodule: Schemas["content-submodule"] = {
      ...common,
      type: "submodule",
      submodule_git_url: "https://github.com/acme/other.git",
    };
    return json(submodule);
  }
  const target = entry.mode === "120000" ? linkTarget(call, files, entry) : entry;
  if (target === undefined) {
    const text = Buffer.from(bytesOf(call, entry)).toString();
    const link: Schemas["content-symlink"] = { ...common, type: "symlink", target: text };
    return json(link);
  }
  const bytes = bytesOf(call, target);
  if (wantsRaw(call)) return raw(bytes);
  const tooBig = bytes.byteLength > MEBIBYTE;
  const file: Schemas["content-file"] = {
    ...common,
    type: "file",
    size: bytes.byteLength,
    content: tooBig ? "" : base64(bytes),
    encoding: tooBig ? "none" : "base64",
  };
  return json(file);
}

/** The regular file that a link leads to, if it leads to one inside the repository. */
function linkTarget(call: RepositoryCall, files: Files, link: TreeEntry): TreeEntry | undefined {
  const text = Buffer.from(bytesOf(call, link)).toString();
  if (text.startsWith("/")) return undefined;
  const parts = parentOf(link.path).split("/").filter(Boolean);
  for (const part of text.split("/")) {
    if (part === ".." && parts.pop() === undefined) return undefined;
    if (part !== ".." && part !== "." && part !== "") parts.push(part);
  }
  const target = files.get(parts.join("/"));
  return target?.mode === "100644" || target?.mode === "100755" ? target : undefined;
}

function bytesOf({ repository }: RepositoryCall, { sha }: TreeEntry): Uint8Array {
  return repository.objects.blobs.get(sha) ?? new Uint8Array();
}

const parentOf = (path: string): string => path.split("/").slice(0, -1).join("/");

export function renderCommon({ repository, url }: RepositoryCall, entry: TreeEntry, ref: string) {
  const { path, sha, type } = entry;
  const api = `${url}/repos/${repository.fullName}`;
  const encoded = path.split("/").map(encodeURIComponent).join("/");
  const self = `${api}/contents/${encoded}?ref=${encodeURIComponent(ref)}`;
  const git = `${api}/git/${type === "blob" ? "blobs" : "trees"}/${sha}`;
  const html = `${webUrl(repository)}/${type === "tree" ? "tree" : "blob"}/${ref}/${encoded}`;
  return {
    name: path.split("/").at(-1) ?? path,
    path,
    sha,
    size: entry.size ?? 0,
    url: self,
    git_url: git,
    html_url: html,
    download_url: type === "blob" ? `${webUrl(repository)}/raw/${ref}/${encoded}` : null,
    _links: { self, git, html },
  };
}
