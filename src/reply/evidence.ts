/** A reason to the first link or repository path that it names. Whether it resolves is for others to find out. */

import { BOUNDS } from "./reply.ts";

const LINK = /^https:\/\/[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*(?::\d{1,5})?(?:[/?#].*)?$/;
const SEGMENT = /^[A-Za-z0-9._@+~-]+$/;
const EXTENSION = /[^.]\.[A-Za-z][A-Za-z0-9]{0,9}$/;
/** Names without a folder are taken for files only with the ending of one: "node.js" and "example.com" are none. */
const FILE =
  /[^.]\.(?:md|mdx|txt|rst|adoc|ya?ml|jsonl?|csv|tsv|parquet|pdf|ipynb|py|ts|tsx|tf|toml|html|png|jpe?g|svg|xlsx|docx|pptx|java|sql|sh)$/i;
const POINTERS = new Set(["see", "siehe", "voir", "ver", "vedi", "zie", "under", "path", "file"]);
const BEFORE = /^[("'“”„«[<]+/;
// From the first of a row of marks only: to try each of 60,000 anew takes seconds.
const AFTER = /(?<![)"'“”»\]>.,;:!?…])[)"'“”»\]>.,;:!?…]+$/;

export function evidenceIn(text: string): string | undefined {
  let before = "";
  for (const word of text.split(" ")) {
    const bare = word.replace(BEFORE, "").replace(AFTER, "");
    const found = bare.length > BOUNDS.evidence ? undefined : read(bare, before);
    if (found !== undefined) return found;
    before = bare.toLowerCase();
  }
  return undefined;
}

function read(word: string, before: string): string | undefined {
  if (word.startsWith("https://")) return LINK.test(word) ? word : undefined;
  const [path = "", anchor] = word.replace(/^\.?\//, "").split("#", 2);
  if (!isPath(path, before)) return undefined;
  return anchor === undefined || anchor === "" ? path : `${path}#${anchor}`;
}

/** "CI/CD", "and/or" and "km/h" look like paths; a path has an ending, more folders, or is pointed to. */
function isPath(path: string, before: string): boolean {
  const segments = path.split("/");
  const last = segments.at(-1) ?? "";
  if (!segments.every((one) => SEGMENT.test(one) && !/^\.+$/.test(one))) return false;
  if (segments.length === 1) return FILE.test(path);
  if (!segments.some((one) => /[A-Za-z]/.test(one))) return false;
  return EXTENSION.test(last) || segments.length > 2 || POINTERS.has(before);
}
