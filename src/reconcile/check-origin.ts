/**
 * What a check run or commit status hides: whose review it is, what that review says by itself, and hashes of
 * what was judged and of what is shown. A later run tells by it what is old, and what another pull request has
 * put on the same commit.
 */

import type { Conclusion } from "./reconcile.ts";

export interface CheckOrigin {
  /** The pull request; undefined of a merge group. */
  readonly number: number | undefined;
  /** What its own review says; "running" while that is being worked out. */
  readonly own: Conclusion | "running";
  /** Hash of what was judged, and of the rules. */
  readonly inputs: string;
  /** Hash of all that is shown. */
  readonly fingerprint: string;
  /** Other open pull requests of the same head that it speaks for too. */
  readonly twins: readonly number[];
}

/** Enough to tell two states of one pull request apart. */
const DIGITS = 16;

const FORM =
  /^greenlight-(\d{1,15})-(success|failure|action_required|cancelled|running)-([0-9a-z]*)-([0-9a-z]*)-((?:\d{1,15}\.)*)$/;

/** Safe in an address too, where a commit status has it. */
export function writeOrigin({ number = 0, own, inputs, fingerprint, twins }: CheckOrigin): string {
  const [first, second] = [inputs, fingerprint].map((hash) => hash.slice(0, DIGITS));
  return `greenlight-${number}-${own}-${first}-${second}-${twins.map((one) => `${one}.`).join("")}`;
}

/** Undefined of any other text. Hashes are as short as they were written. */
export function readOrigin(text: string): CheckOrigin | undefined {
  const [, number, own, inputs = "", fingerprint = "", twins = ""] = FORM.exec(text) ?? [];
  if (number === undefined) return undefined;
  return {
    number: number === "0" ? undefined : Number(number),
    own: own as CheckOrigin["own"],
    inputs,
    fingerprint,
    twins: twins.split(".").slice(0, -1).map(Number),
  };
}

/** Whether a hash is the one that was written down, as short as that was. */
export function isSameHash(written: string | undefined, hash: string): boolean {
  return written?.slice(0, DIGITS) === hash.slice(0, DIGITS);
}
