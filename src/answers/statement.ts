/** What somebody said about a finding, wherever they said it. */

import type { Remark } from "../conversation/conversation.ts";
import type { QuestionKey, Shown } from "../conversation/memory.ts";
import type { WaiverReason } from "../manifest/answer.ts";
import type { Reply } from "../reply/reply.ts";

/** What was said: an answer, or a wish for an exception. Discussion is no statement. */
export type Said = Exclude<Reply, { readonly is: "discussion" }> | Waive;

export interface Waive {
  readonly is: "waive";
  /** Last day, as YYYY-MM-DD. */
  readonly until: string;
  readonly kind: WaiverReason;
  readonly because: string;
}

export interface Statement {
  readonly key: QuestionKey;
  readonly by: string;
  /** Day on which it was said, as YYYY-MM-DD. */
  readonly on: string;
  readonly said: Said;
  /** The facts that it was said of. */
  readonly shown: Shown;
  readonly source: StatementSource;
}

export type StatementSource =
  | { readonly from: "remark"; readonly remark: Remark }
  /**
   * Kept from earlier: merged into the manifest, or recorded when it was merged. "removed": merged, and
   * taken out by head.
   */
  | { readonly from: "base" | "ledger" | "removed"; readonly where: string | undefined }
  /** Head claims it; nobody has confirmed it here. */
  | { readonly from: "head"; readonly where: string | undefined };
