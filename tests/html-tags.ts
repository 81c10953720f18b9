// The tags of a page in their order, as far as they are ours: what a text of others may not change.

/** Attributes that hold words for readers, or places in a drawing: names seed the draws of an estimate. All others are compared whole. */
const VARIES =
  /(?<= )(aria-label|data-value|content|x|y|x1|x2|y1|y2|cx|cy|width|height|viewBox|points|d)="[^"]*"/g;

export interface Tags {
  readonly tags: readonly string[];
  readonly unclosed: readonly string[];
}

/** Code within a line is left out: a writer may mark it. */
export function tagsOf(page: string): Tags {
  const body = page.replace(/<(style|script)>.*?<\/\1>/gs, "");
  const tags = (body.match(/<[^>]*>?/g) ?? [])
    .map((tag) => tag.replace(VARIES, '$1="…"'))
    .filter((tag) => tag !== "<code>" && tag !== "</code>");
  return { tags, unclosed: unclosed(tags) };
}

const VOID = /^(?:meta|link|input|br|hr|wbr|!doctype)$/i;

function unclosed(tags: readonly string[]): readonly string[] {
  const open: string[] = [];
  for (const tag of tags) {
    const [, end, name = "", own] = /^<(\/?)([a-z!][a-z0-9]*)[^>]*?(\/?)>$/is.exec(tag) ?? [];
    if (name === "") return [`${tag} is no tag`];
    if (VOID.test(name) || own === "/") continue;
    if (end === "") open.push(name);
    else if (open.pop() !== name) return [`${tag} closes nothing`];
  }
  return open.map((name) => `<${name}> is never closed`);
}
