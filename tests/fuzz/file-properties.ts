// What holds of any text that is read as a file: a value or problems, in the file, in bounds, and the same again.
import assert from "node:assert/strict";
import * as z from "zod/mini";
import { decodeUtf8 } from "../../src/yaml/decode-utf8.ts";
import { LIMITS } from "../../src/yaml/limits.ts";
import { type Parsed, type Problem, parseYaml } from "../../src/yaml/parse-yaml.ts";

/** Text of an input, or nothing where its bytes are refused: that must be said as well as anything else. */
export function textOf(file: string, content: string | Uint8Array): string | undefined {
  if (typeof content === "string") return content;
  const decoded = decodeUtf8(file, content);
  if (decoded.ok) return decoded.text;
  assert(decoded.problems.length > 0, "refused without a problem");
  assertProblems(file, new TextDecoder().decode(content), decoded.problems);
  return undefined;
}

/** The value; nothing where there are problems instead. */
export function parsedSoundly<T>(
  file: string,
  text: string,
  parse: (file: string, text: string) => Parsed<T>,
): T | undefined {
  const plain = parseYaml(file, text, z.unknown());
  if (plain.ok) assertBounded(plain.located.value);
  const parsed = parse(file, text);
  assert.deepEqual(withoutPlaces(parse(file, text)), withoutPlaces(parsed), "not the same twice");
  if (!parsed.ok) {
    assert(parsed.problems.length > 0, "refused without a problem");
    assertProblems(file, text, parsed.problems);
    return undefined;
  }
  const { value, positionOf } = parsed.located;
  assertBounded(value);
  assertPlace(text, positionOf([]));
  const again = parse(file, asJson(value));
  assert(again.ok, `refused when written as JSON: ${JSON.stringify(!again.ok && again.problems)}`);
  assert.deepEqual(again.located.value, value, "another value when written as JSON");
  return value;
}

/** What can be compared: places are asked for by a function. */
function withoutPlaces<T>(parsed: Parsed<T>): unknown {
  return parsed.ok ? parsed.located.value : parsed.problems;
}

const LONGEST_MESSAGE = 1500;

export function assertProblems(file: string, text: string, problems: readonly Problem[]): void {
  assert(problems.length <= LIMITS.problems + 1, `${problems.length} problems`);
  for (const problem of problems) {
    assert.equal(problem.file, file);
    assertPlace(text, problem);
    assertSentence(problem.message);
  }
}

function assertPlace(text: string, { line, column }: { line: number; column: number }): void {
  const found = text.replace(/^\uFEFF/, "").split("\n")[line - 1];
  assert(found !== undefined, `there is no line ${line}`);
  assert(column >= 1 && column <= found.length + 1, `line ${line} has no column ${column}`);
}

const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u;
const OF_OUR_TOOLS = /\[object|\bInvalid (?:input|option)\b/;

/** Something that a person reads: neither empty nor endless, and without what a terminal or a reader is misled by. */
export function assertSentence(message: string): void {
  assert.notEqual(message.trim(), "", "an empty message");
  assert(message.length <= LONGEST_MESSAGE, `a message of ${message.length} characters`);
  assert(!INVISIBLE.test(message), `invisible characters: ${JSON.stringify(message)}`);
  assert(!OF_OUR_TOOLS.test(message), `words of a library: ${message}`);
}

function assertBounded(value: unknown): void {
  let values = 0;
  const visit = (one: unknown, depth: number): void => {
    values += 1;
    assert(depth <= LIMITS.depth, "deeper than the limit");
    if (typeof one === "number") assert(Number.isFinite(one), "no finite number");
    if (typeof one !== "object" || one === null) return;
    assert([Object.prototype, Array.prototype].includes(Object.getPrototypeOf(one)), "a prototype");
    for (const inner of Object.values(one)) visit(inner, depth + 1);
  };
  visit(value, 0);
  assert(values <= LIMITS.values, `${values} values`);
}

/** Characters that may not stand in a file, but may come out of an escape, are written as one. */
function asJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\x7f-\x9f\uFEFF\uFFFD-\uFFFF]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
