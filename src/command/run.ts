/** A command with its operands and options to its exit code. */

import { readShipped } from "../shipped/read-shipped.ts";
import { compileSparingly } from "./engine.ts";
import type { Exit } from "./exit.ts";
import { reviewCommand } from "./review.ts";
import type { Request } from "./usage.ts";

/** `data` is the folder of what ships with the program. Commands besides the review are loaded when asked for. */
export async function run(
  { command, operands, options }: Request & { want: "run" },
  data: string,
): Promise<Exit> {
  await compileSparingly();
  const [first = "", ...rest] = operands;
  const shipped = readShipped(data);
  switch (command) {
    case "review":
      return reviewCommand(operands, options, shipped);
    case "whatif":
      return (await import("./what-if.ts")).whatIfCommand(first, rest, options, shipped);
    case "validate":
      return (await import("./validate.ts")).validate(operands, shipped);
    case "explain":
      return (await import("./explain.ts")).explain(first, rest[0], shipped, today());
    case "verify":
      return (await import("./verify.ts")).verify(first, options, shipped);
    case "test-pack":
      return (await import("./test-pack.ts")).testPack(first);
  }
}

/** UTC. */
function today(): string {
  return new Date().toISOString().slice(0, 10);
}
