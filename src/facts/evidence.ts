/**
 * A text that is to show something, to what can be seen of it: a link to a file of the repository at
 * head, or one that nobody can follow from here. Nothing is opened; only whether a file is there counts.
 */

/** What is known of the repository that a manifest stands in, at head. */
export interface HeadFiles {
  /** Path of the manifest, from the root of the repository. */
  readonly manifest: string;
  /** Web address of the repository, such as https://github.com/acme/shop, where it is known. */
  readonly address: string | undefined;
  /** Those of the paths, from the root, at which a regular file with content stands; undefined where nobody could look. */
  among(paths: readonly string[]): ReadonlySet<string> | undefined;
  /** Git's id of the content there; undefined where nobody can say, or where there is too much of it. */
  idOf?(path: string): string | undefined;
}

export type Proof =
  /** A link leads to a file at head. */
  | { readonly is: "shown" }
  /** There is nothing to follow. */
  | { readonly is: "no-link" }
  /** A path at which there is no file; a path that nobody looked up; or a web address. */
  | { readonly is: "absent" | "not-looked-up" | "elsewhere"; readonly link: string };

/** Most links of one text that are followed. */
const MOST_LINKS = 10;
/** A branch may have slashes in its name, so that an address does not tell where the path begins. */
const MOST_SPLITS = 5;
const LONGEST_LINK = 500;

/** `evidence` is a text, `{ result, link }`, or a list of such: one that is shown shows them all. */
export function proofOf(evidence: unknown, files: HeadFiles | undefined): Proof {
  const links = linksIn(evidence).slice(0, MOST_LINKS);
  const paths = links.flatMap(({ link }) => pathsOf(link, files));
  const found = paths.length === 0 ? new Set() : files?.among(paths);
  if (found !== undefined && found.size > 0) return { is: "shown" };
  const named = links.find(({ isNamed }) => isNamed);
  if (named === undefined) return { is: "no-link" };
  const { link } = named;
  if (isAddress(link) && pathsOf(link, files).length === 0) return { is: "elsewhere", link };
  return { is: found === undefined ? "not-looked-up" : "absent", link };
}

/** Files at head that any text of a manifest names: whatever is evidence in it is among them. */
export function filesNamedIn(manifest: unknown, files: HeadFiles): readonly string[] {
  const links = textsIn(manifest).flatMap((text) => [text.trim(), ...wordsLikeLinks(text)]);
  const likely = links.filter((link) => link.length <= LONGEST_LINK && isLikeLink(link));
  const paths = [...new Set(likely.flatMap((link) => pathsOf(link, files)))];
  return [...(files.among(paths) ?? [])].sort();
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}

interface Link {
  readonly link: string;
  /** Whether it is surely meant as a link: "and/or" may be one, and hardly is. */
  readonly isNamed: boolean;
}

function linksIn(evidence: unknown): readonly Link[] {
  if (typeof evidence === "string") return linksInText(evidence);
  if (Array.isArray(evidence)) return evidence.flatMap(linksIn);
  if (typeof evidence !== "object" || evidence === null) return [];
  const { link, result } = evidence as { readonly link?: unknown; readonly result?: unknown };
  const own = typeof link === "string" && link.length <= LONGEST_LINK ? [link.trim()] : [];
  return [...own.map((one) => ({ link: one, isNamed: true })), ...linksIn(result)];
}

function linksInText(text: string): readonly Link[] {
  return wordsLikeLinks(text)
    .filter((word) => word.length <= LONGEST_LINK)
    .map((link) => ({ link, isNamed: isAddress(link) || (link.includes("/") && hasEnding(link)) }));
}

function wordsLikeLinks(text: string): readonly string[] {
  return text
    .split(/[\s()[\]<>"'`,;|]+/)
    .map((word) => word.replace(/[.:!?]+$/, ""))
    .filter(isLikeLink);
}

function isLikeLink(text: string): boolean {
  return text.includes("/") || hasEnding(text);
}

function hasEnding(path: string): boolean {
  return /[^/.]\.[a-z][a-z0-9]{0,7}(#.*)?$/i.test(path);
}

function isAddress(link: string): boolean {
  return /^https?:\/\//i.test(link);
}

/** Where in the repository a link may lead; nowhere for an address of another place, or a path that leaves it. */
export function pathsOf(link: string, files: HeadFiles | undefined): readonly string[] {
  if (files === undefined) return isAddress(link) ? [] : [link];
  const { manifest, address } = files;
  const folder = manifest.includes("/") ? manifest.slice(0, manifest.lastIndexOf("/") + 1) : "";
  const paths = isAddress(link)
    ? pathsInAddress(link, address)
    : [`${folder}${clean(link)}`, clean(link)];
  return [...new Set(paths)].filter((path) => isInside(path) && path !== manifest);
}

/** Of https://github.com/acme/shop/blob/main/docs/scope.md what may be the path in it. */
function pathsInAddress(link: string, address: string | undefined): readonly string[] {
  if (address === undefined || !link.toLowerCase().startsWith(`${address.toLowerCase()}/`))
    return [];
  const [kind = "", ...rest] = link.slice(address.length + 1).split("/");
  if (!/^(blob|raw)$/.test(kind)) return [];
  const splits = Math.min(MOST_SPLITS, rest.length - 1);
  return Array.from({ length: Math.max(0, splits) }, (_, index) =>
    clean(decoded(rest.slice(index + 1).join("/"))),
  );
}

function clean(link: string): string {
  return link.replace(/[?#].*$/, "").replace(/^(\.\/+)+/, "");
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** No absolute path, no step upwards, nothing but names. */
function isInside(path: string): boolean {
  return (
    !/[\\:\0]/.test(path) &&
    path.split("/").every((name) => name !== "" && name !== "." && name !== "..")
  );
}
