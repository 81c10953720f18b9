/** Where a result goes: to standard output, or to a file. */

import { appendFileSync, writeFileSync } from "node:fs";
import { inParts } from "../render/json-pieces.ts";
import { InputError } from "./exit.ts";
import { safely, sayInPieces } from "./terminal.ts";

export function write(pieces: Iterable<string>, output: string | undefined): void {
  if (output === undefined) {
    sayInPieces(pieces);
    return;
  }
  writeTo(output, pieces);
}

export function writeTo(path: string, pieces: Iterable<string>): void {
  try {
    writeFileSync(path, "");
    for (const part of inParts(pieces)) appendFileSync(path, part);
  } catch (error) {
    throw new InputError(`${safely(path)}: cannot be written: ${safely((error as Error).message)}`);
  }
}
