// Texts of the corpus in every place of an answer, against the whole bot: what it writes of them, and what it hears.
import { expect, test } from "vitest";
import { readMemory } from "../../src/conversation/memory.ts";
import { parseCommands } from "../../src/reply/parse-commands.ts";
import { PATH, PullRequest } from "../attack-scene.ts";
import { ALL_HOSTILE } from "../fixtures/hostile-texts.ts";
import { manifestText } from "../manifest-fields.ts";
import { effectsOf, unexpected } from "./effects.ts";

const POLICY = `version: 1
packs: [{ use: cpl-12, enforce: all }]
answer: { users: [lea, otto] }
waive: { users: [lea, otto] }
`;
const BOT = "github-actions[bot]";
const MANIFEST = manifestText(new Map());

/** What people may write with a text of others in it, in the conversation or below a question. */
const PLACES: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => `yes, because ${text}`,
  (text) => `no, ${text}`,
  (text) => `n/a because ${text}`,
  (text) => `yes ${text}`,
  (text) => `value: ${text}`,
  (text) => `because ${text}`,
  (text) => `ask ${text} by Friday`,
  (text) => `ask @${text} by 2026-12-04`,
  (text) => `/greenlight ${text}`,
  (text) => `/greenlight explain ${text}`,
  (text) => `/greenlight answer ${text}`,
  (text) => `/greenlight answer CH12-D3-05 yes, because ${text}`,
  (text) => `/greenlight answer CH12-D3-05@${text} yes`,
  (text) => `/greenlight waive CH12-C3-01 until 2027-01-01 because legal: ${text}`,
  (text) => `/greenlight waive CH12-C3-01 until ${text} because legal: x`,
  (text) => `/greenlight waive CH12-C3-01 until 2027-01-01 because ${text}`,
  (text) => `/greenlight waive CH12-C3-01@${text} until 2027-01-01 because legal: x`,
  (text) => `/greenlight whatif ${text}`,
  (text) => `/greenlight whatif product.name=${text}`,
  (text) => `/greenlight whatif models.answer.name=${text} usage.units_per_month=5`,
  (text) => `/greenlight whatif ${text}=1`,
];
/** Whose word counts, and whose does not. Logins of GitHub hold nothing else than these do. */
const PEOPLE = ["lea", "otto", "alice", "a-b_c1234567", "evil[bot]"];

/** A text in each place, and what the bot holds against it. */
async function spoken(textFor: (place: number) => string) {
  const pull = new PullRequest({ head: MANIFEST, base: "", policy: POLICY });
  pull.base = undefined;
  await pull.run();
  const threads = pull.comments.filter(({ by, place }) => by === BOT && place === "thread");
  for (const [at, write] of PLACES.entries()) {
    const body = write(textFor(at));
    const by = PEOPLE[at % PEOPLE.length] ?? "lea";
    pull.say(by, at % 3 === 0 && !body.startsWith("/") ? `Q${(at % 5) + 1}: ${body}` : body);
    const { check } = keyIn(threads[at % threads.length]?.body);
    pull.say(at % 2 === 0 ? "lea" : "otto", body, { on: check });
  }
  await pull.run();
  await pull.run();
  return pull.comments.filter(({ by }) => by === BOT).map(({ body }) => body);
}

function keyIn(body = "") {
  const [memory] = readMemory(body);
  if (memory === undefined) throw new Error("The thread remembers no question");
  return memory.key;
}

/** The first line tells the bot its own comments, and names the one that it answers. */
const withoutMark = (body: string) =>
  body.replace(/^<!-- greenlight:(?:scorecard|question|reply) greenlight(?: to \d+)? -->\n/, "");

const ORDINARY = [
  "words of a sentence",
  "yes, because we tried",
  "0.4",
  "eu-north-1",
  "lea",
  "@otto",
  "CH12-D3-05",
  "legal: we have to",
  "models.answer.name=gpt-5.4-nano",
  "help",
  "questions",
  "whatif usage.units_per_month=5",
  "docs/scope.md",
  "2026-12-04",
];

test("no text in an answer does what ordinary ones do not", async () => {
  const ordinary = [];
  for (const text of ORDINARY)
    ordinary.push(effectsOf((await spoken(() => text)).map(withoutMark)));
  // Each place gets each so-manieth text, another one in each.
  for (let turn = 0; turn < ALL_HOSTILE.length; turn += 9) {
    const textFor = (place: number) =>
      (ALL_HOSTILE[(turn + place * 7) % ALL_HOSTILE.length] ?? "").replaceAll("\0", "");
    const bodies = await spoken(textFor);
    const strange = unexpected(effectsOf(bodies.map(withoutMark)), ordinary);
    const texts = strange.length === 0 ? [] : PLACES.map((_, place) => textFor(place));
    expect({ turn, strange, texts }).toEqual({ turn, strange: [], texts: [] });
    for (const body of bodies) {
      expect({ turn, body, commands: parseCommands(body) }).toEqual({ turn, body, commands: [] });
      for (const { key } of readMemory(body)) expect(key.manifest).toBe(PATH);
    }
  }
}, 240_000);
