/** What moves to another region in one go. */

import type { Piece, Spot } from "./region-pieces.ts";

export interface Mover {
  readonly kind: "service" | "bucket" | "training" | "api" | "data" | "all";
  readonly item: string;
  /** Ids to name in the title. */
  readonly names: readonly string[];
  readonly at: Spot;
  readonly pieces: readonly Piece[];
  /** Whether the job is not repeated; only of training. */
  readonly once: boolean;
}
