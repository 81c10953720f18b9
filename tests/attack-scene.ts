// A pull request in memory, and the whole bot against it: what attackers do, without a network.
import { readFileSync } from "node:fs";
import {
  type Circumstances,
  type Conversation,
  type Inquiry,
  loginKey,
  NOTHING_KNOWN,
  type Remark,
  type Role,
  type Thread,
} from "../src/conversation/conversation.ts";
import { type QuestionMemory, readMemory, writeMemory } from "../src/conversation/memory.ts";
import type { Forge, Reading } from "../src/forge.ts";
import { main, type Outcome, type Settings } from "../src/main.ts";
import { questionMarker, replyMarkerStart, scorecardMarker } from "../src/reconcile/marker.ts";
import type { Change, ShownCheck } from "../src/reconcile/reconcile.ts";
import type { ChangedFile, SourceFile } from "../src/review/source-file.ts";
import { readShipped } from "../src/shipped/read-shipped.ts";

const BOT = "github-actions[bot]";
export const PATH = "architecture.yaml";
const POLICY = ".github/greenlight.yaml";
const PACK = ".github/pack.yaml";
const CHECK = "greenlight";
const shipped = readShipped("dist/data");

/** Lea may answer and waive; alice wrote the pull request; nobody else may anything. */
const POLICY_TEXT = `version: 1
packs: [{ use: ${PACK}, enforce: all }]
answer: { users: [lea, otto] }
`;
export const MANIFEST = readFileSync("tests/fixtures/attacked.yaml", "utf8");
const PACK_TEXT = readFileSync("tests/fixtures/attacked-pack.yaml", "utf8");

interface Written {
  id: number;
  place: "conversation" | "thread";
  by: string;
  body: string;
  at: string;
  /** Who edited it last, where anybody did. */
  editor: string | undefined;
  /** Of the first comment of its thread. */
  inReplyTo?: number;
  path?: string;
}

export interface Setting {
  readonly head?: string;
  readonly base?: string;
  readonly policy?: string;
  readonly pack?: string;
  readonly author?: string;
  readonly ledger?: string;
  readonly roles?: Readonly<Record<string, Role>>;
  readonly committers?: readonly string[];
  readonly settings?: Partial<Settings>;
  readonly reading?: Partial<Reading>;
}

export class PullRequest {
  readonly comments: Written[] = [];
  readonly mentions: string[] = [];
  readonly asked: string[] = [];
  head: string;
  base: string | undefined;
  ledger: string | undefined;
  state: Conversation["state"] = "open";
  reading: Partial<Reading>;
  /** Manifests as they were where head parted from base, of those that base has changed since. */
  parted: ReadonlyMap<string, SourceFile> = new Map();
  /** Packs of the team's own that head changes. */
  changedPacks: readonly ChangedFile[] = [];
  /** What head does to the policy, and to the workflow. */
  rules: Partial<Reading["policy"]> = {};
  knowsEditors = true;
  /** Whether the base branch is the default one, or listed by the policy. */
  baseGoverns = true;
  readonly #setting: Setting;
  #clock = Date.UTC(2026, 10, 30, 9);
  #id = 1000;
  #posted = 0;

  constructor(setting: Setting = {}) {
    this.#setting = setting;
    this.head = setting.head ?? MANIFEST;
    this.base = "base" in setting ? setting.base : MANIFEST;
    this.ledger = setting.ledger;
    this.reading = setting.reading ?? {};
  }

  /** In the conversation, or in reply to the thread that asks about a check. */
  say(by: string, body: string, { on, minutes = 1 }: { on?: string; minutes?: number } = {}) {
    this.#clock += minutes * 60_000;
    const root = on === undefined ? undefined : this.thread(on);
    return this.#write(by, body, root && { place: "thread", inReplyTo: root.id, path: PATH });
  }

  edit(comment: Written, by: string, body: string): void {
    comment.body = body;
    comment.editor = by;
  }

  remove(comment: Written): void {
    this.comments.splice(this.comments.indexOf(comment), 1);
  }

  /** First comment of the thread that asks about a check, and item. */
  thread(check: string): Written {
    const found = this.comments.find(
      ({ place, inReplyTo, body }) =>
        place === "thread" && inReplyTo === undefined && readMemory(body)[0]?.key.check === check,
    );
    if (found === undefined) throw new Error(`no thread asks about ${check}`);
    return found;
  }

  get scorecard(): Written {
    const found = this.comments.find(({ body }) => body.startsWith(scorecardMarker(CHECK)));
    if (found === undefined) throw new Error("there is no scorecard");
    return found;
  }

  /** What the bot remembers of a check in one of its comments. */
  memory(check: string, { body }: Written = this.scorecard): QuestionMemory {
    const found = readMemory(body).find(({ key }) => key.check === check);
    if (found === undefined) throw new Error(`${check} is not remembered`);
    return found;
  }

  /** Somebody with the right to write changes what the bot remembers. */
  forge(comment: Written, by: string, change: (memory: QuestionMemory) => QuestionMemory): void {
    const visible = comment.body.slice(0, comment.body.lastIndexOf("<!-- greenlight:memory"));
    this.edit(comment, by, `${visible}${writeMemory(readMemory(comment.body).map(change))}`);
  }

  numberOf(check: string): number {
    return this.memory(check).number ?? 0;
  }

  /** Runs until nothing is left to do, and says what came out for a check. */
  async settle(): Promise<Outcome> {
    for (let run = 0; run < 5; run += 1) {
      const outcome = await this.run();
      if (outcome.plan.length === 0) return outcome;
    }
    throw new Error("it does not come to rest");
  }

  run(): Promise<Outcome> {
    const settings: Settings = {
      today: "2026-11-30",
      checkName: CHECK,
      publish: "check",
      comment: "always",
      threads: true,
      resolve: false,
      packs: [],
      ...this.#setting.settings,
    };
    return main(this.#forge(), settings, shipped);
  }

  async outcomes(): Promise<Record<string, string>> {
    const { review } = await this.settle();
    const [one] = review.manifests;
    if (one?.state !== "reviewed") throw new Error(JSON.stringify([one, review.problems]));
    return Object.fromEntries(
      one.findings.map(({ check, item, outcome }) => [
        item.key === "manifest" ? check.id : `${check.id}@${item.key}`,
        outcome,
      ]),
    );
  }

  #shownCheck: ShownCheck | undefined;

  #forge(): Forge {
    const file = (path: string, text: string | undefined): SourceFile =>
      text === undefined ? { state: "absent", path } : { state: "text", path, text };
    return {
      known: { headSha: "a".repeat(40), number: 7 },
      read: async () => ({
        headSha: "a".repeat(40),
        baseRef: "main",
        number: 7,
        manifests: [{ head: file(PATH, this.head), base: file(PATH, this.base) }],
        policy: {
          file: file(POLICY, this.#setting.policy ?? POLICY_TEXT),
          origin: "branch main",
          changedByHead: false,
          ignoresBase: !this.baseGoverns,
          ...this.rules,
        },
        shown: {
          comments: this.#own(scorecardMarker(CHECK)).map(({ id, body }) => ({ id, body })),
          checks: { newest: this.#shownCheck, own: this.#shownCheck, twins: [] },
        },
        conversation: this.#conversation(),
        speaks: true,
        publishes: true,
        ...this.reading,
      }),
      readPacks: async () => [file(PACK, this.#setting.pack ?? PACK_TEXT)],
      changedByHead: async () => this.changedPacks,
      readLedger: async () => this.ledger,
      readHistory: async () => ({ state: "absent", path: "history.json" }),
      lookUp: async (inquiry) => this.#lookUp(inquiry),
      readDiff: async () => new Map([[PATH, new Set(this.head.split("\n").keys())]]),
      readParted: async (paths) =>
        new Map(paths.flatMap((path) => this.parted.get(path) ?? []).map((one) => [one.path, one])),
      isCurrent: async () => true,
      apply: async (plan) => {
        this.#clock += 60_000;
        for (const change of plan) this.#apply(change);
        return [];
      },
    };
  }

  #lookUp({ editors }: Inquiry): Circumstances {
    const known = this.comments.filter(({ id }) => editors.includes(`node-${id}`));
    return {
      ...NOTHING_KNOWN,
      editors: new Map(
        this.knowsEditors
          ? known.map(({ id, editor, by }) => [`node-${id}`, editor === by ? "" : (editor ?? "")])
          : [],
      ),
      roles: new Map(Object.entries(this.#setting.roles ?? {})),
      committers: new Set((this.#setting.committers ?? ["alice"]).map(loginKey)),
      threads: new Map(),
    };
  }

  #own(mark: string): Written[] {
    return this.comments.filter(({ by, body }) => by === BOT && body.startsWith(mark));
  }

  #conversation(): Conversation {
    const inConversation = this.comments.filter(({ place }) => place === "conversation");
    const isReply = ({ by, body }: Written) =>
      by === BOT && body.startsWith(replyMarkerStart(CHECK));
    const [scorecard] = this.#own(scorecardMarker(CHECK));
    return {
      number: 7,
      author: this.#setting.author ?? "alice",
      isDraft: false,
      state: this.state,
      repository: "acme/shop",
      server: "https://github.com",
      scorecard: scorecard && remarkOf(scorecard),
      remarks: inConversation.filter(({ by }) => by !== BOT).map(remarkOf),
      summaries: [],
      ownReplies: inConversation.filter(isReply).map(remarkOf),
      threads: this.#own(questionMarker(CHECK))
        .filter(({ inReplyTo }) => inReplyTo === undefined)
        .map((root): Thread => {
          const below = this.comments.filter(({ inReplyTo }) => inReplyTo === root.id);
          return {
            root: remarkOf(root),
            replies: below.filter(({ by }) => by !== BOT).map(remarkOf),
            ownReplies: below.filter(isReply).map(remarkOf),
            path: PATH,
            line: 1,
          };
        }),
    };
  }

  #write(by: string, body: string, more: Partial<Written> = {}): Written {
    this.#id += 1;
    const at = `${new Date(this.#clock).toISOString().slice(0, 19)}Z`;
    const written: Written = {
      id: this.#id,
      place: "conversation",
      by,
      body,
      at,
      editor: undefined,
      ...more,
    };
    this.comments.push(written);
    if (by === BOT) this.#noteMentions(body);
    return written;
  }

  #noteMentions(body: string): void {
    this.mentions.push(...(body.replace(/`[^`]*`/g, "").match(/(?<!\w)@[\w/-]+/g) ?? []));
  }

  #apply(change: Change): void {
    switch (change.do) {
      case "postComment":
        this.#posted = this.#write(BOT, change.body).id;
        return;
      case "editComment":
      case "editThread":
        this.edit(this.#byId(change.id === "posted" ? this.#posted : change.id), BOT, change.body);
        return;
      case "deleteComment":
      case "deleteThread":
        this.remove(this.#byId(change.id));
        return;
      case "ask":
        this.asked.push(change.body);
        this.#noteMentions(change.body);
        for (const { path, body } of change.threads)
          this.#write(BOT, body, { place: "thread", path });
        return;
      case "askOnFile":
        this.#write(BOT, change.body, { place: "thread", path: change.path });
        return;
      case "reply":
        this.#write(
          BOT,
          change.body,
          change.thread === undefined
            ? {}
            : { place: "thread", inReplyTo: change.thread, path: PATH },
        );
        return;
      case "react": {
        const found = this.#byId(change.to.id) as Written & { reactions?: Record<string, number> };
        found.reactions = { ...found.reactions, [change.reaction]: 1 };
        return;
      }
      case "createCheck":
        this.#shownCheck = { conclusion: change.check.conclusion, origin: change.check };
        return;
      case "recordAnswers":
        this.ledger = change.text;
        return;
      default:
        return;
    }
  }

  #byId(id: number): Written {
    const found = this.comments.find((one) => one.id === id);
    if (found === undefined) throw new Error(`no comment ${id}`);
    return found;
  }
}

function remarkOf(one: Written & { reactions?: Record<string, number> }): Remark {
  const { id, place, by, body, at, editor, reactions } = one;
  return {
    id,
    nodeId: `node-${id}`,
    place,
    by,
    isBot: by === BOT,
    body,
    at,
    edited: editor !== undefined,
    url: `https://github.com/acme/shop/pull/7#${id}`,
    reactions: reactions ?? {},
  };
}
