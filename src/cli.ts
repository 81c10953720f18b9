#!/usr/bin/env node
/** The command line: arguments in, one command run, exit code out. */

import { join } from "node:path";
import { EXIT, type Exit, InputError } from "./command/exit.ts";
import { complain, safeLines, say } from "./command/terminal.ts";
import { parseUsage } from "./command/usage.ts";
import { readRelease } from "./shipped/read-release.ts";

const DATA = join(import.meta.dirname, "..", "data");

// Who reads only the first lines, as `head` does, closes the pipe: that is no failure. A full disk is.
process.stdout.on("error", ({ code, message }: NodeJS.ErrnoException) => {
  if (code === "EPIPE") return;
  complain([`The result could not be written: ${message}`]);
  process.exitCode = EXIT.tool;
});

answer(process.argv.slice(2)).then(
  (exit) => {
    process.exitCode = exit;
  },
  (error: unknown) => {
    process.exitCode = exitOf(error);
  },
);

async function answer(args: readonly string[]): Promise<Exit> {
  const request = parseUsage(args);
  switch (request.want) {
    case "help":
      say(request.text);
      return EXIT.pass;
    case "version":
      say(readRelease(DATA).version);
      return EXIT.pass;
    case "run":
      // What commands need is loaded when there is one to run.
      return (await import("./command/run.ts")).run(request, DATA);
  }
}

function exitOf(error: unknown): Exit {
  if (error instanceof InputError) {
    complain([error.message]);
    return EXIT.input;
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  complain(["Not evaluated, because of a fault in Greenlight itself:", safeLines(text)]);
  return EXIT.tool;
}
