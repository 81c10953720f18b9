/** The commands that there are, for the help text and for what is said about a wrong one. */

import type { WaiverReason } from "../manifest/answer.ts";

export type Command =
  | { readonly name: "help" | "recheck" | "questions" }
  | { readonly name: "explain"; readonly check: string }
  | {
      readonly name: "answer";
      readonly check: string;
      readonly item: string | undefined;
      /** Markdown, for `parseReply`. */
      readonly text: string;
    }
  | {
      readonly name: "waive";
      readonly check: string;
      readonly item: string | undefined;
      readonly until: string;
      readonly kind: WaiverReason;
      readonly because: string;
    }
  | {
      readonly name: "whatif";
      /** Path of the manifest or name of the product, where one is named. */
      readonly manifest: string | undefined;
      readonly assignments: readonly { readonly key: string; readonly value: string }[];
    }
  /** An unknown word, or a known one with wrong arguments: what to write instead, in words of ours. */
  | { readonly name: "unknown"; readonly because: string };

export type CommandName = Exclude<Command["name"], "unknown">;

export interface CommandHelp {
  readonly name: CommandName;
  readonly usage: string;
  readonly does: string;
  /** Anyone, or whom policy lets answer or waive. */
  readonly who: "anyone" | "answer" | "waive";
}

export const COMMANDS: readonly CommandHelp[] = [
  {
    name: "help",
    usage: "/greenlight help",
    does: "Lists the commands.",
    who: "anyone",
  },
  {
    name: "questions",
    usage: "/greenlight questions",
    does: "Lists the open questions with their numbers.",
    who: "anyone",
  },
  {
    name: "explain",
    usage: "/greenlight explain CHECK",
    does: "Says what a check asks, why, and how to meet it.",
    who: "anyone",
  },
  {
    name: "whatif",
    usage: "/greenlight whatif [MANIFEST] KEY=VALUE...",
    does: "Shows what would change with other values, and changes nothing.",
    who: "anyone",
  },
  {
    name: "recheck",
    usage: "/greenlight recheck",
    does: "Reviews the pull request again.",
    who: "anyone",
  },
  {
    name: "answer",
    usage: "/greenlight answer CHECK[@ITEM] ANSWER",
    does: "Answers a question: yes, no or n/a and why, or the value that it asks for.",
    who: "answer",
  },
  {
    name: "waive",
    usage: "/greenlight waive CHECK[@ITEM] until YYYY-MM-DD because REASON",
    does: "Grants an exception until a day. The finding stays visible.",
    who: "waive",
  },
];
