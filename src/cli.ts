#!/usr/bin/env node
/** The command line: arguments in, one command run, exit code out. */

import { join } from "node:path";
import { Command, CommanderError, Option } from "commander";
import { EXIT, type Exit, InputError } from "./command/exit.ts";
import { explain } from "./command/explain.ts";
import { reviewCommand } from "./command/review.ts";
import { testPack } from "./command/test-pack.ts";
import { validate } from "./command/validate.ts";
import { readShipped } from "./shipped/read-shipped.ts";

const shipped = readShipped(join(import.meta.dirname, "..", "data"));
let exit: Exit = EXIT.pass;

const program = new Command("greenlight")
  .description(
    "Architecture review for AI systems: a scorecard by playbook practice,\nwith energy, carbon, water and cost as ranges, and the questions that are still open.",
  )
  .version(shipped.version, "-v, --version", "print the version")
  .helpOption("-h, --help", "print this help")
  .showSuggestionAfterError()
  .exitOverride()
  .configureOutput({ outputError: (text, write) => write(text) })
  .addHelpText(
    "after",
    `
Exit codes: 0 pass or not applicable; 1 fail or waiting for answers; 2 wrong input or usage;
3 not evaluated. Results go to standard output, everything else to standard error.
Nothing is sent anywhere: all data ships with the program.`,
  );

program
  .command("review")
  .description("review architecture manifests")
  .argument("[manifest...]", "manifests; default: architecture.yaml here or in .github")
  .option(
    "-p, --policy <file>",
    "policy; default: the nearest .github/greenlight.yaml above the manifest",
  )
  .addOption(
    new Option("-f, --format <format>", "how to print")
      .choices(["text", "markdown", "json"])
      .default("text"),
  )
  .option("-o, --output <file>", "write to a file instead of standard output")
  .option("--at <date>", "day of the review as YYYY-MM-DD; default: today (UTC)")
  .action((manifests, options) => {
    exit = reviewCommand(manifests, options, shipped);
  });

program
  .command("validate")
  .description("check manifests, policies and packs, and list every problem")
  .argument("[file...]", "files; default: the manifest and the policy of this folder")
  .action((files) => {
    exit = validate(files, shipped);
  });

program
  .command("explain")
  .description("say what a check asks and why, or where a coefficient comes from")
  .argument("<name>", "id or slug of a check, or id of a coefficient")
  .action((name) => {
    exit = explain(name, shipped);
  });

program
  .command("test-pack")
  .description("run the cases that the checks of a pack carry")
  .argument("<file>", "pack to test")
  .action((file) => {
    exit = testPack(file);
  });

try {
  program.parse();
} catch (error) {
  exit = exitOf(error);
}
process.exitCode = exit;

function exitOf(error: unknown): Exit {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.pass : EXIT.input;
  if (error instanceof InputError) {
    process.stderr.write(`${error.message}\n`);
    return EXIT.input;
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`Not evaluated, because of a fault in Greenlight itself:\n${text}\n`);
  return EXIT.tool;
}
