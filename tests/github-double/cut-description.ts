// Cuts GitHub's OpenAPI description down to the calls that the double knows: what it says of their
// parameters, bodies and answers is kept word for word, its prose and examples are not. The whole
// description is 13 MB, and its package 490 MB: no dependency for a test.
// Usage: npm pack @octokit/openapi, unpack it, and
//   npm run cut-description -- package/generated/api.github.com.json api.github.com
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { OPERATIONS } from "./operations.ts";

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type Described = Record<string, Record<string, Json>>;

const PROSE = /^(?:description|summary|title|tags|examples?|externalDocs|x-(?!multi-segment).*)$/;

const [source = "", name = ""] = process.argv.slice(2);
const whole = JSON.parse(readFileSync(source, "utf8"));
const paths: Described = {};
for (const operation of OPERATIONS) {
  const [verb = "", path = ""] = operation.split(" ");
  const method = verb.toLowerCase();
  const found = whole.paths[path]?.[method];
  if (found === undefined) process.stderr.write(`${name} has no ${operation}\n`);
  else paths[path] = { ...paths[path], [method]: withoutProse(found) };
}
const components: Described = {};
keepNamed(paths);
const { title, version, license } = whole.info;
const cut = { openapi: whole.openapi, info: { title, version, license }, paths, components };
const file = join(import.meta.dirname, "../fixtures/github-api", `${name}.json`);
writeFileSync(file, `${JSON.stringify(cut)}\n`);

/** `isNames` where the keys are names that GitHub gave, and not words of OpenAPI. */
function withoutProse(value: Json, isNames = false): Json {
  if (Array.isArray(value)) return value.map((each) => withoutProse(each));
  if (value === null || typeof value !== "object") return value;
  const kept = Object.entries(value).filter(([key]) => isNames || !PROSE.test(key));
  return Object.fromEntries(
    kept.map(([key, each]) => [key, withoutProse(each, !isNames && key === "properties")]),
  );
}

/** Keeps what is named, and what that names in its turn. */
function keepNamed(value: Json): void {
  for (const [, kind = "", key = ""] of JSON.stringify(value).matchAll(
    /"\$ref":"#\/components\/(\w+)\/([^"]+)"/g,
  )) {
    if (components[kind]?.[key] !== undefined) continue;
    const named = withoutProse(whole.components[kind][key]);
    components[kind] = { ...components[kind], [key]: named };
    keepNamed(named);
  }
}
