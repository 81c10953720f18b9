import { spawnSync } from "node:child_process";

/** As GitHub renders a comment: its own extensions, raw HTML that it then sanitises, hard line breaks. */
const OPTIONS = [
  ...["table", "autolink", "strikethrough", "tagfilter", "tasklist", "footnotes"].flatMap(
    (name) => ["-e", name],
  ),
  "--unsafe",
  "--hardbreaks",
  "--github-pre-lang",
];

/** Markdown to HTML by `cmark-gfm`. */
export function renderToHtml(markdown: string): string {
  const run = spawnSync("cmark-gfm", OPTIONS, {
    input: markdown,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  if (run.status !== 0) throw new Error(`cmark-gfm failed: ${run.error ?? run.stderr}`);
  return run.stdout;
}

/** Kinds of elements in some HTML, sorted; comments count as one. */
export function elementKinds(html: string): string[] {
  const kinds = [...html.matchAll(/<([a-z][a-z0-9-]*|!--)/gi)].map(([, name = ""]) =>
    name.toLowerCase(),
  );
  return [...new Set(kinds)].sort();
}

/** What a reader sees, and of that only what does not stand in code, where GitHub links nothing. */
export function textOf(html: string, { code }: { readonly code: boolean }): string {
  const kept = code ? html : html.replace(/<(code|pre)\b[^>]*>.*?<\/\1>/gs, "");
  return decode(kept.replace(/<[^>]*>/g, ""));
}

function decode(text: string): string {
  return text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");
}
