// Files to git objects under the ids that git itself gives them, so that a client which checks
// a blob against its id can be tested. Knows nothing of GitHub.
import { createHash } from "node:crypto";

export type FileMode = "100644" | "100755" | "120000";

/** What a file of a commit is: a string is a regular text file. A submodule holds a commit id. */
export type FileSource =
  | string
  | { readonly text: string; readonly mode?: FileMode }
  | { readonly bytes: Uint8Array; readonly mode?: FileMode }
  | { readonly submodule: string };

/** One row of a tree. `path` is the name inside its tree, or the full path in a flat listing. */
export interface TreeEntry {
  readonly path: string;
  readonly mode: FileMode | "040000" | "160000";
  readonly type: "blob" | "tree" | "commit";
  readonly sha: string;
  readonly size?: number;
}

/** Who wrote or stored a commit, and when. Git believes whatever it is told. */
export interface Signature {
  readonly name: string;
  readonly email: string;
  readonly seconds: number;
}

export interface CommitSource {
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Signature;
  readonly committer: Signature;
  readonly message: string;
  /** Whether somebody signed it. The signature itself is left out. */
  readonly signed: boolean;
}

export interface Commit extends CommitSource {
  readonly sha: string;
}

/** The objects of a repository and all its forks: GitHub, too, keeps them in one place. */
export interface GitObjects {
  readonly blobs: Map<string, Uint8Array>;
  readonly trees: Map<string, readonly TreeEntry[]>;
  readonly commits: Map<string, Commit>;
}

export type Files = ReadonlyMap<string, TreeEntry>;

export const emptyObjects = (): GitObjects => ({
  blobs: new Map(),
  trees: new Map(),
  commits: new Map(),
});

/** The id that git gives to an object: SHA-1 over its kind, its size and its bytes. */
export function gitSha(kind: "blob" | "tree" | "commit", bytes: Uint8Array): string {
  return createHash("sha1").update(`${kind} ${bytes.byteLength}\0`).update(bytes).digest("hex");
}

/** Stores a file and returns its row under the full path. */
export function storeFile(objects: GitObjects, path: string, source: FileSource): TreeEntry {
  if (typeof source === "string") return storeFile(objects, path, { text: source });
  if ("submodule" in source) {
    return { path, mode: "160000", type: "commit", sha: source.submodule };
  }
  const bytes = "text" in source ? Buffer.from(source.text) : source.bytes;
  const sha = gitSha("blob", bytes);
  objects.blobs.set(sha, bytes);
  return { path, mode: source.mode ?? "100644", type: "blob", sha, size: bytes.byteLength };
}

/** Stores all trees of a set of files and returns the id of the root tree. */
export function storeTree(objects: GitObjects, files: Files): string {
  const rows: TreeEntry[] = [];
  const folders = new Map<string, Map<string, TreeEntry>>();
  for (const [path, entry] of files) {
    const slash = path.indexOf("/");
    if (slash === -1) rows.push({ ...entry, path });
    else {
      const inside = folders.get(path.slice(0, slash)) ?? new Map<string, TreeEntry>();
      folders.set(path.slice(0, slash), inside.set(path.slice(slash + 1), entry));
    }
  }
  for (const [name, inside] of folders) {
    rows.push({ path: name, mode: "040000", type: "tree", sha: storeTree(objects, inside) });
  }
  rows.sort(inGitOrder);
  const sha = gitSha("tree", Buffer.concat(rows.map(treeRow)));
  objects.trees.set(sha, rows);
  return sha;
}

/** Stores a commit. Its times keep equal trees apart. */
export function storeCommit(objects: GitObjects, source: CommitSource): string {
  const { tree, parents, author, committer, message } = source;
  const who = ({ name, email, seconds }: Signature) => `${name} <${email}> ${seconds} +0000`;
  const lines = [
    `tree ${tree}`,
    ...parents.map((parent) => `parent ${parent}`),
    `author ${who(author)}`,
    `committer ${who(committer)}`,
    "",
    message,
  ];
  const sha = gitSha("commit", Buffer.from(lines.join("\n")));
  objects.commits.set(sha, { ...source, sha });
  return sha;
}

/** All rows below a tree, folders before what they hold, as `git ls-tree -r -t` lists them. */
export function listTree(objects: GitObjects, tree: string, prefix = ""): readonly TreeEntry[] {
  return (objects.trees.get(tree) ?? []).flatMap((entry) => {
    const row = { ...entry, path: prefix + entry.path };
    return entry.type === "tree" ? [row, ...listTree(objects, entry.sha, `${row.path}/`)] : [row];
  });
}

/** Files, symlinks and submodules of a commit by full path. */
export function filesOf(objects: GitObjects, commit: string | undefined): Files {
  const tree = commit === undefined ? undefined : objects.commits.get(commit)?.tree;
  const rows = tree === undefined ? [] : listTree(objects, tree);
  return new Map(rows.filter(({ type }) => type !== "tree").map((row) => [row.path, row]));
}

/** The newest commit that both sides descend from, or nothing for unrelated histories. */
export function mergeBase(objects: GitObjects, ours: string, theirs: string): string | undefined {
  const known = new Set(ancestors(objects, ours));
  return ancestors(objects, theirs).find((sha) => known.has(sha));
}

/** What `git log base..head` lists, oldest first. */
export function commitsBetween(objects: GitObjects, base: string, head: string): readonly Commit[] {
  const known = new Set(ancestors(objects, base));
  return ancestors(objects, head)
    .filter((sha) => !known.has(sha))
    .flatMap((sha) => objects.commits.get(sha) ?? [])
    .reverse()
    .sort((left, right) => left.committer.seconds - right.committer.seconds);
}

export function isAncestor(objects: GitObjects, older: string, newer: string): boolean {
  return ancestors(objects, newer).includes(older);
}

/** The commit itself first, then its parents, generation by generation. */
function ancestors(objects: GitObjects, sha: string): readonly string[] {
  const found = new Set([sha]);
  for (const commit of found) {
    for (const parent of objects.commits.get(commit)?.parents ?? []) found.add(parent);
  }
  return [...found];
}

/** Git sorts by bytes, and a folder as if its name ended in a slash. */
function inGitOrder(left: TreeEntry, right: TreeEntry): number {
  const name = ({ path, type }: TreeEntry) => Buffer.from(type === "tree" ? `${path}/` : path);
  return Buffer.compare(name(left), name(right));
}

function treeRow({ mode, path, sha }: TreeEntry): Buffer {
  return Buffer.concat([
    Buffer.from(`${mode.replace(/^0/, "")} ${path}\0`),
    Buffer.from(sha, "hex"),
  ]);
}
