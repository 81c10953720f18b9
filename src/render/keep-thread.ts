/** A thread that offers to keep answers: one suggestion, on a line of the manifest that can hold it. */

import { changeBetween, heldBy, type LineChange, linesOf } from "../amend/line-change.ts";
import { type KeepOffer, keepKey, keepOffer } from "../answers/keep.ts";
import { keyText, NEVER_SHOWN, writeMemory } from "../conversation/memory.ts";
import { questionMarker } from "../reconcile/marker.ts";
import type { DesiredThread } from "../reconcile/talk.ts";
import type { ReviewedManifest } from "../review/review-manifest.ts";
import { askState } from "./ask-state.ts";
import { count } from "./headline.ts";
import { fenced } from "./suggestion.ts";
import type { Talk } from "./talk.ts";

/** One for each manifest whose questions in threads are all settled, where its diff has room for it. */
export function keepThreads(talk: Talk, checkName: string): DesiredThread[] {
  return talk.considered.review.manifests.flatMap((one) =>
    one.state === "reviewed" ? (keepThread(one, talk, checkName) ?? []) : [],
  );
}

/** Manifests for which such a thread is to begin, so that their diff has to be known. */
export function keepPaths({ considered, asks }: Pick<Talk, "considered" | "asks">): string[] {
  return considered.review.manifests.flatMap((one) =>
    one.state === "reviewed" &&
    !considered.heard.threads.has(keyText(keepKey(one.path))) &&
    isTime(one, asks) &&
    keepOffer(one, considered) !== undefined
      ? [one.path]
      : [],
  );
}

function keepThread(
  manifest: ReviewedManifest,
  { considered, asks, diff }: Talk,
  checkName: string,
): DesiredThread | undefined {
  const offer = keepOffer(manifest, considered);
  const known = considered.heard.threads.get(keyText(keepKey(manifest.path)))?.thread;
  const body = (text: string) =>
    [questionMarker(checkName), text, memoryOf(manifest.path)].join("\n\n");
  if (known !== undefined) {
    const line = known.line;
    const held = offer && line !== undefined ? heldAt(line, offer) : undefined;
    return { at: known, body: body(held === undefined ? KEPT : offerText(offer, held)) };
  }
  if (offer === undefined || !isTime(manifest, asks)) return undefined;
  const lines = [...(diff.get(manifest.path) ?? [])].toReversed();
  for (const line of lines) {
    const held = heldAt(line, offer);
    if (held !== undefined)
      return { at: { path: manifest.path, line }, body: body(offerText(offer, held)) };
  }
  return undefined;
}

const KEPT =
  "**Nothing is left to keep here.** The manifest holds the answers, or the scorecard has the patch.";

function offerText(offer: KeepOffer | undefined, held: LineChange): string {
  return [
    `**Keep ${count(offer?.count ?? 0, "answer")} for the next pull requests.** They hold for this one in any case. Committed to the manifest, they count until they expire or their facts change.`,
    fenced("suggestion", held.lines.join("\n")),
  ].join("\n\n");
}

function heldAt(line: number, offer: KeepOffer | undefined): LineChange | undefined {
  if (offer === undefined || line > linesOf(offer.manifest.text).length) return undefined;
  const { text } = offer.manifest;
  return heldBy(line, text, changeBetween(text, offer.text));
}

/** Once nothing in threads is open any more: one suggestion for all is offered, and not one after each answer. */
function isTime({ path }: ReviewedManifest, asks: Talk["asks"]): boolean {
  return !asks.some(
    (ask) =>
      ask.key.manifest === path && ask.thread !== undefined && askState(ask).is !== "settled",
  );
}

function memoryOf(manifest: string): string {
  const shown = NEVER_SHOWN;
  const key = keepKey(manifest);
  return writeMemory([
    { key, number: undefined, since: 0, shown, heard: [], asked: true, reopened: false },
  ]);
}
