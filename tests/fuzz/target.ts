import type fc from "fast-check";
import type { Input } from "./inputs.ts";

/** A parser, what it is given, and all that must hold of what it makes of that. */
export interface Target {
  readonly name: string;
  /** Of all inputs: those that are read fast, or by anybody's hand, get more of them. */
  readonly share: number;
  readonly inputs: (longest: number) => fc.Arbitrary<Input>;
  /** Whether there was anything to read in it. Throws where something does not hold. */
  readonly check: (input: Input) => boolean;
}
