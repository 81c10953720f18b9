#!/usr/bin/env node
/** The command line: arguments in, one command run, exit code out. */

import { join } from "node:path";
import { EXIT, type Exit, InputError } from "./command/exit.ts";
import { explain } from "./command/explain.ts";
import { reviewCommand } from "./command/review.ts";
import { complain, say } from "./command/terminal.ts";
import { testPack } from "./command/test-pack.ts";
import { parseUsage, type Request } from "./command/usage.ts";
import { validate } from "./command/validate.ts";
import { readShipped } from "./shipped/read-shipped.ts";

const DATA = join(import.meta.dirname, "..", "data");

try {
  process.exitCode = answer(parseUsage(process.argv.slice(2)));
} catch (error) {
  process.exitCode = exitOf(error);
}

function answer(request: Request): Exit {
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

function run(
  { command, operands, options }: Request & { want: "run" },
  shipped: ReturnType<typeof readShipped>,
): Exit {
  const [first = ""] = operands;
  switch (command) {
    case "review":
      return reviewCommand(operands, options, shipped);
    case "validate":
      return validate(operands, shipped);
    case "explain":
      return explain(first, shipped);
    case "test-pack":
      return testPack(first);
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
