/** The command line's own language: its commands, their options, and the help that lists both. */

import { parseArgs } from "node:util";
import { nearest } from "../yaml/nearest.ts";
import { InputError } from "./exit.ts";

interface Option {
  readonly short?: string;
  /** What stands for the value in the help; none for a switch. */
  readonly value?: string;
  readonly choices?: readonly string[];
  readonly help: string;
}

interface CommandUsage {
  readonly operands: string;
  readonly least: number;
  readonly most: number;
  readonly help: string;
  readonly options: Readonly<Record<string, Option>>;
}

export const FORMATS = ["text", "markdown", "json", "html"] as const;
export type Format = (typeof FORMATS)[number];

const HELP: Option = { short: "h", help: "print this help" };

const COMMANDS = {
  review: {
    operands: "[MANIFEST...]",
    least: 0,
    most: 1000,
    help: "review architecture manifests; default: architecture.yaml here or in .github",
    options: {
      policy: {
        short: "p",
        value: "FILE",
        help: "policy; default: the nearest .github/greenlight.yaml above the manifest",
      },
      base: {
        short: "b",
        value: "MANIFEST",
        help: "the manifest as it was: what was there before does not block where policy enforces what is new",
      },
      format: {
        short: "f",
        value: "FORMAT",
        choices: FORMATS,
        help: "text, markdown, json or html; default: text",
      },
      output: { short: "o", value: "FILE", help: "write to a file instead of standard output" },
      at: { value: "DATE", help: "day of the review as YYYY-MM-DD; default: today (UTC)" },
    },
  },
  validate: {
    operands: "[FILE...]",
    least: 0,
    most: 1000,
    help: "list every problem of manifests, policies and packs; default: those of this folder",
    options: {},
  },
  explain: {
    operands: "CHECK | COEFFICIENT",
    least: 1,
    most: 1,
    help: "say what a check asks and why, or where a coefficient comes from; also a practice (D6) or a threshold (max_vendor_pct)",
    options: {},
  },
  "test-pack": {
    operands: "FILE",
    least: 1,
    most: 1,
    help: "run the cases that the checks of a pack carry",
    options: {},
  },
} as const satisfies Record<string, CommandUsage>;
export type CommandName = keyof typeof COMMANDS;

const NAMES = Object.keys(COMMANDS) as CommandName[];

/** What the caller wants: to be told something, or a command run. */
export type Request =
  | { readonly want: "help"; readonly text: string }
  | { readonly want: "version" }
  | {
      readonly want: "run";
      readonly command: CommandName;
      readonly operands: readonly string[];
      readonly options: Readonly<Record<string, string | undefined>>;
    };

/** Throws InputError, with the nearest known word, for what it does not understand. */
export function parseUsage(args: readonly string[]): Request {
  const [first, ...rest] = args;
  if (first === undefined) throw new InputError(generalHelp());
  if (["--help", "-h", "help"].includes(first)) return { want: "help", text: helpFor(rest[0]) };
  if (["--version", "-v"].includes(first)) return { want: "version" };
  const command = NAMES.find((name) => name === first);
  if (command === undefined) throw new InputError(unknown("command", first, NAMES));
  const usage: CommandUsage = COMMANDS[command];
  const { values, operands } = readOptions(usage, rest);
  if (values["help"] !== undefined) return { want: "help", text: helpFor(command) };
  if (operands.length < usage.least || operands.length > usage.most)
    throw new InputError(`Usage: greenlight ${command} ${usage.operands}`);
  return { want: "run", command, operands, options: values };
}

function readOptions(usage: CommandUsage, args: readonly string[]) {
  const known: Readonly<Record<string, Option>> = { ...usage.options, help: HELP };
  const config = Object.fromEntries(
    Object.entries(known).map(([name, { short, value }]) => {
      const type = value === undefined ? ("boolean" as const) : ("string" as const);
      return [name, { type, ...(short === undefined ? {} : { short }) }];
    }),
  );
  const { tokens } = parseArgs({
    args: [...args],
    options: config,
    strict: false,
    tokens: true,
    allowPositionals: true,
  });
  const values: Record<string, string | undefined> = {};
  const operands: string[] = [];
  for (const token of tokens) {
    if (token.kind === "positional") operands.push(token.value);
    if (token.kind !== "option") continue;
    const option = known[token.name];
    if (option === undefined)
      throw new InputError(unknown("option", token.rawName, optionNames(known)));
    values[token.name] = valueGiven(option, token.rawName, token.value);
  }
  return { values, operands };
}

function valueGiven({ value, choices }: Option, name: string, given: string | undefined): string {
  if (value === undefined) return "true";
  if (given === undefined) throw new InputError(`${name} needs a value: ${name} ${value}`);
  if (choices !== undefined && !choices.includes(given))
    throw new InputError(`${name} must be one of ${choices.join(", ")}, not ${given}`);
  return given;
}

function optionNames(known: Readonly<Record<string, Option>>): string[] {
  return Object.keys(known).map((name) => `--${name}`);
}

function unknown(kind: string, word: string, known: readonly string[]): string {
  const near = nearest(word, known);
  const hint = near === undefined ? `Known are: ${known.join(", ")}.` : `Did you mean ${near}?`;
  return `There is no ${kind} ${word}. ${hint}`;
}

function helpFor(name: string | undefined): string {
  const command = NAMES.find((known) => known === name);
  return command === undefined ? generalHelp() : commandHelp(command);
}

function generalHelp(): string {
  const rows = NAMES.map((name): [string, string] => [
    `${name} ${COMMANDS[name].operands}`,
    COMMANDS[name].help,
  ]);
  return `Usage: greenlight COMMAND [OPTIONS]

Architecture review for AI systems: a scorecard by playbook practice, with energy,
carbon, water and cost as ranges, and the questions that are still open.

Commands
${columns(rows)}

Options
${columns([
  ["-h, --help", "print this help, or that of a command"],
  ["-v, --version", "print the version"],
])}

Exit codes: 0 pass or not applicable; 1 fail or waiting for answers; 2 wrong input
or usage; 3 not evaluated. Results go to standard output, everything else to standard
error. Nothing is sent anywhere: all data ships with the program.`;
}

function commandHelp(name: CommandName): string {
  const usage: CommandUsage = COMMANDS[name];
  const rows = Object.entries({ ...usage.options, help: HELP }).map(
    ([long, { short, value, help }]): [string, string] => [
      `${short === undefined ? "    " : `-${short}, `}--${long}${value === undefined ? "" : ` ${value}`}`,
      help,
    ],
  );
  return `Usage: greenlight ${name} [OPTIONS] ${usage.operands}

${usage.help[0]?.toUpperCase()}${usage.help.slice(1)}.

Options
${columns(rows)}`;
}

function columns(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join("\n");
}
