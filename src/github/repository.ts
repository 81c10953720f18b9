/** Files of a repository at a ref, read through the API: regular files only, byte for byte. */

import { createHash } from "node:crypto";
import * as z from "zod/mini";
import type { SourceFile } from "../review/source-file.ts";
import { decodeUtf8 } from "../yaml/decode-utf8.ts";
import type { Client } from "./client.ts";

export interface Place {
  readonly owner: string;
  readonly repo: string;
}

/** One entry of a tree: enough to say what a path is and to read it by its blob. */
export interface TreeEntry {
  readonly path: string;
  readonly mode: string;
  readonly sha: string;
  readonly size: number | undefined;
}

/** All paths at a ref. A truncated tree says nothing about what it does not list. */
export interface Tree {
  readonly ref: string;
  /** The same for the same files. */
  readonly sha: string;
  readonly entries: ReadonlyMap<string, TreeEntry>;
  readonly truncated: boolean;
}

/** Largest file that is read, in bytes: what the manifest parser accepts. */
const LARGEST_FILE = 1024 * 1024;

const REGULAR = new Set(["100644", "100755"]);
/** Whether a file with content stands there, and neither a link nor a folder. */
export function isRegular(entry: TreeEntry | undefined): boolean {
  return entry !== undefined && REGULAR.has(entry.mode) && entry.size !== 0;
}

const NOT_REGULAR: Record<string, string> = {
  "120000": "is a symbolic link",
  "160000": "is a submodule",
  "040000": "is a folder",
};

const TREE = "GET /repos/{owner}/{repo}/git/trees/{tree_sha}";

/** The parts of GitHub's answers that are read. A cut or broken answer does not have them. */
const Blob = z.object({ content: z.string(), encoding: z.literal("base64") });
const Listing = z.object({
  sha: z.string(),
  tree: z.array(
    z.object({
      path: z.string(),
      mode: z.string(),
      type: z.string(),
      sha: z.string(),
      size: z.optional(z.number()),
    }),
  ),
  truncated: z.boolean(),
});

export async function readTree(client: Client, place: Place, ref: string): Promise<Tree> {
  const answer = await client.request(TREE, { ...place, tree_sha: ref, recursive: "true" });
  const { sha: ofAll, tree, truncated } = Listing.parse(answer.data);
  const entries = new Map<string, TreeEntry>();
  for (const { path, mode, sha, size } of tree) entries.set(path, { path, mode, sha, size });
  return { ref, sha: ofAll, entries, truncated };
}

/** The entry at a path, also where the tree was too large to be listed whole. */
export async function findEntry(
  client: Client,
  place: Place,
  tree: Tree,
  path: string,
): Promise<TreeEntry | undefined> {
  const listed = tree.entries.get(path);
  if (listed !== undefined || !tree.truncated) return listed;
  return descend(client, place, tree.ref, path.split("/"), path);
}

/** Folder by folder, each listed by itself: slow, and only for repositories of 100,000 files. */
async function descend(
  client: Client,
  place: Place,
  sha: string,
  [name, ...below]: readonly string[],
  path: string,
): Promise<TreeEntry | undefined> {
  const answer = await client.request(TREE, { ...place, tree_sha: sha });
  const found = Listing.parse(answer.data).tree.find((entry) => entry.path === name);
  if (found === undefined) return undefined;
  if (below.length === 0) return { path, mode: found.mode, sha: found.sha, size: found.size };
  return found.type === "tree" ? descend(client, place, found.sha, below, path) : undefined;
}

export async function readFileAt(
  client: Client,
  place: Place,
  tree: Tree,
  path: string,
): Promise<SourceFile> {
  const entry = await findEntry(client, place, tree, path);
  return entry === undefined ? { state: "absent", path } : readEntry(client, place, entry);
}

async function readEntry(
  client: Client,
  place: Place,
  { path, mode, sha, size }: TreeEntry,
): Promise<SourceFile> {
  const unreadable = (because: string): SourceFile => ({ state: "unreadable", path, because });
  if (!REGULAR.has(mode))
    return unreadable(
      `${NOT_REGULAR[mode] ?? `has the mode ${mode}`}: only regular files are read`,
    );
  if (size !== undefined && size > LARGEST_FILE)
    return unreadable(`is ${size} bytes: at most ${LARGEST_FILE} are read`);
  const answer = await client.request("GET /repos/{owner}/{repo}/git/blobs/{file_sha}", {
    ...place,
    file_sha: sha,
  });
  const { content } = Blob.parse(answer.data);
  const bytes = Buffer.from(content, "base64");
  // A connection that is cut gives an answer that looks whole: only the id of the blob can tell.
  if (blobId(bytes) !== sha) throw new Error(`GitHub's answer for ${path} is not the whole file.`);
  const decoded = decodeUtf8(path, bytes);
  if (!decoded.ok) return unreadable(decoded.problems.map(({ message }) => message).join("; "));
  if (decoded.text.startsWith("version https://git-lfs.github.com/spec/"))
    return unreadable("is a Git LFS pointer: store the file itself");
  return { state: "text", path, text: decoded.text };
}

/** The id that Git gives to a file with these bytes. */
function blobId(bytes: Buffer): string {
  return createHash("sha1").update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}
