#!/usr/bin/env node
/** The command line: arguments in, one command run, exit code out. */

import { join } from "node:path";
import { EXIT, type Exit, InputError } from "./command/exit.ts";
import { reviewCommand } from "./command/review.ts";
import { complain, say } from "./command/terminal.ts";
import { parseUsage, type Request } from "./command/usage.ts";
import { readShipped } from "./shipped/read-shipped.ts";

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
  const shipped = readShipped(DATA);
  switch (request.want) {
    case "help":
      say(request.text);
      return EXIT.pass;
    case "version":
      say(shipped.version);
      return EXIT.pass;
    case "run":
      return run(request, shipped);
  }
}

/** The other commands, and what only they need, are loaded when asked for. */
async function run(
  { command, operands, options }: Request & { want: "run" },
  shipped: ReturnType<typeof readShipped>,
): Promise<Exit> {
  const [first = ""] = operands;
  switch (command) {
    case "review":
      return reviewCommand(operands, options, shipped);
    case "validate":
      return (await import("./command/validate.ts")).validate(operands, shipped);
    case "explain":
      return (await import("./command/explain.ts")).explain(first, shipped);
    case "test-pack":
      return (await import("./command/test-pack.ts")).testPack(first);
  }
}

function exitOf(error: unknown): Exit {
  if (error instanceof InputError) {
    complain([error.message]);
    return EXIT.input;
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  complain(["Not evaluated, because of a fault in Greenlight itself:", text]);
  return EXIT.tool;
}
