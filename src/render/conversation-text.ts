import type { Finding } from "../evaluate/finding.ts";
import type { ReviewedManifest } from "../review/review-manifest.ts";

/** What a conversation adds to a scorecard. The command line has none, and loads nothing for it. */
export interface ConversationText {
  /** "Q3, Q4 · " before the question that these findings ask; empty where none has a number. */
  numbersOf(path: string, findings: readonly Finding[]): string;
  /** What people said of a manifest, as blocks of Markdown. */
  sectionOf(manifest: ReviewedManifest): string[];
}
