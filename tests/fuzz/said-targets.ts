// What people write in a conversation: read for answers, commands and numbered answers, and never for more than it says.
import assert from "node:assert/strict";
import fc from "fast-check";
import { COMMANDS, type Command } from "../../src/reply/commands.ts";
import { parseCommands } from "../../src/reply/parse-commands.ts";
import { parseDigest, parseDigestAnswer } from "../../src/reply/parse-digest.ts";
import { parseReply } from "../../src/reply/parse-reply.ts";
import { BOUNDS, type Expected, type Reply } from "../../src/reply/reply.ts";
import { CHOICE, NUMBER, ON, PLAIN_NUMBER, REASON, TEXT, YES_NO } from "../reply-text.ts";
import { assertSentence } from "./file-properties.ts";
import { COMMENT_PIECES, HOSTILE_SCALARS } from "./hostile.ts";
import { type Input, inputsOf } from "./inputs.ts";
import { mutated } from "./mutate.ts";
import type { Target } from "./target.ts";

const COMMENTS = [
  "yes, because we measured it, see docs/measured.md",
  "No.\n\nWe tried that in May, and it was slower.\n\n> Is it small?\n",
  "n/a, since there is no such model here",
  "0.4 Wh (300 to 400 mWh), measured on 2026-10-01: https://example.org/x",
  "I don't know, ask @otto by Friday",
  "Q1: yes\nQ2: no, because it is old\nmore of it\n\n- Q3: 4 Wh\n",
  "/greenlight answer CH12-D1-04@models/chat yes, because\n/greenlight help\n",
  "/greenlight waive CH12-D1-04 until 2026-12-24 because cost: it is dear\n",
  "/greenlight whatif models.chat.params_b=8 region='eu-north-1'\n/greenlight explain CH12-D1-04\n",
  "```yaml\nyes: 1\n```\n<details><summary>x</summary>\n\n/greenlight recheck\n\n</details>\n\nopen-standard",
];

/** An answer, and what surrounds it. */
const answers = fc
  .tuple(
    fc.constantFrom(
      "yes",
      "no",
      "n/a",
      "0.4",
      "true",
      "portable",
      "because",
      "/greenlight answer A-1 yes",
      "Q1:",
    ),
    fc.constantFrom("", ", ", ". ", "\n", " because ", " ", "?", "\n\n", ": "),
    fc.oneof(
      fc.constantFrom(...COMMENT_PIECES, ...HOSTILE_SCALARS),
      fc.string({ unit: "grapheme" }),
    ),
    fc.constantFrom("", "> ", "`", "```\n", "<!-- ", "<details>", "    ", "~~", "- ", "* "),
  )
  .map(([answer, between, rest, before]) => `${before}${answer}${between}${rest}`);

const EXPECTED: readonly Expected[] = [
  ...[YES_NO, REASON, TEXT, NUMBER, PLAIN_NUMBER, CHOICE],
  { kind: "value", type: "bool", proposed: false },
  { kind: "value", type: "date", proposed: "2026-12-24" },
  { ...NUMBER, proposed: 4 },
  { kind: "value" },
  { kind: "choice" },
];

const sources = { pieces: COMMENT_PIECES, mutated: mutated(COMMENTS), shaped: answers };

function checkComment({ content }: Input): boolean {
  // GitHub hands over text; what was no text has become one.
  const body = typeof content === "string" ? content : new TextDecoder().decode(content);
  const found = readAll(body);
  assert.deepEqual(readAll(body), found, "not the same twice");
  for (const reply of found.replies) assertReply(reply);
  for (const command of found.commands) assertCommand(command);
  assert(found.commands.length <= BOUNDS.commands, `${found.commands.length} commands`);
  assert(found.digest.length <= BOUNDS.digest, `${found.digest.length} numbered answers`);
  for (const { question, text } of found.digest) {
    assert(Number.isInteger(question) && question >= 1 && question <= 999, `Q${question}`);
    assert(text.length <= BOUNDS.body * 2, "a longer answer than there was text");
  }
  for (const [how, hidden] of Object.entries(hiddenForms(body))) assertSaysNothing(how, hidden);
  return found.replies.some(({ is }) => is !== "discussion") || found.commands.length > 0;
}

function readAll(body: string) {
  const digest = parseDigest(body);
  const replies = EXPECTED.map((expected) => parseReply(body, expected, ON));
  const numbered = digest.flatMap((one) =>
    EXPECTED.slice(0, 3).map((expected) => parseDigestAnswer(one, expected, ON)),
  );
  return { digest, commands: parseCommands(body), replies: [...replies, ...numbered] };
}

const DAY = /^\d{4}-\d\d-\d\d$/;

function assertReply(reply: Reply): void {
  switch (reply.is) {
    case "discussion":
      return;
    case "unclear":
      assertSentence(reply.because);
      return;
    case "reassign":
      assert(/^[\w[\]/.-]{1,150}$/.test(reply.to), `to ${reply.to}`);
      assert(reply.until === undefined || DAY.test(reply.until), `until ${reply.until}`);
      return;
    case "value":
      assertValue(reply);
      break;
    case "reason":
    case "yes":
    case "no":
    case "not-applicable":
      break;
    default:
      reply satisfies never;
      assert.fail(`an answer of no kind: ${JSON.stringify(reply)}`);
  }
  assert((reply.reason ?? "").length <= BOUNDS.reason, "a reason that is too long");
  assert((reply.evidence ?? "").length <= BOUNDS.evidence, "evidence that is too long");
}

function assertValue({ value, low, high }: Extract<Reply, { is: "value" }>): void {
  if (typeof value === "string") assert(value.length <= BOUNDS.value, "a value that is too long");
  for (const number of [value, low, high])
    if (typeof number === "number") assert(Number.isFinite(number), `${number}`);
  assert.equal(low === undefined, high === undefined, "half a range");
  if (low !== undefined && high !== undefined) assert(low <= high, `${low} to ${high}`);
}

function assertCommand(command: Command): void {
  if (command.name === "unknown") {
    assertSentence(command.because);
    return;
  }
  assert(
    COMMANDS.some(({ name }) => name === command.name),
    command.name,
  );
  if (command.name === "waive") {
    assert(DAY.test(command.until), `until ${command.until}`);
    assert(command.because.length <= BOUNDS.commandText, "a reason that is too long");
  }
  if (command.name === "whatif") {
    assert(command.assignments.length <= BOUNDS.assignments, "too many values");
    for (const { key, value } of command.assignments)
      assert(key.length <= 200 && value.length <= BOUNDS.value, "a value that is too long");
  }
}

/** The same text where it is shown as somebody else's, as code, or not at all. */
function hiddenForms(body: string): Readonly<Record<string, string>> {
  const lines = body.slice(0, 20_000).split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/);
  const fence = "`".repeat(
    1 + Math.max(2, ...[...body.matchAll(/`+/g)].map(([run]) => run.length)),
  );
  const inside = lines.join("\n");
  return {
    "in a code block": `${fence}\n${inside}\n${fence}`,
    "in a quote": lines.map((line) => `> ${line}`).join("\n"),
    "in indented code": lines.map((line) => `    ${line}`).join("\n"),
    "in an HTML comment": `<!--\n${inside.replaceAll("-->", "-- >")}\n-->`,
    "struck out by a tag": `<del>${inside.replace(/<!--|`|<|~~~/g, "")}</del>`,
  };
}

function assertSaysNothing(how: string, hidden: string): void {
  assert.deepEqual(parseCommands(hidden), [], `a command ${how}`);
  assert.deepEqual(parseDigest(hidden), [], `a numbered answer ${how}`);
  for (const expected of EXPECTED) {
    const reply = parseReply(hidden, expected, ON);
    assert.equal(reply.is, "discussion", `${reply.is} ${how}`);
  }
  const { is } = parseReply(`yes, because we counted.\n\n${hidden}`, YES_NO, ON);
  assert.equal(is, "yes", `an answer that what stands ${how} has changed`);
}

export const SAID_TARGETS: readonly Target[] = [
  {
    name: "comment",
    share: 0.3,
    inputs: (longest) => inputsOf(sources, longest),
    check: checkComment,
  },
];
