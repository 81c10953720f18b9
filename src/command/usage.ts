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
  /** What else its own help says. */
  readonly note?: string;
}

export const FORMATS = ["text", "markdown", "json"] as const;
export const REVIEW_FORMATS = [...FORMATS, "html", "sarif"] as const;

/** The first of the formats unless another was given, which `parseUsage` has checked. */
export function chosen<T extends string>(
  formats: readonly [T, ...T[]],
  given: string | undefined,
): T {
  return formats.find((known) => known === given) ?? formats[0];
}

const HELP: Option = { short: "h", help: "print this help" };

const POLICY: Option = {
  short: "p",
  value: "FILE",
  help: "policy; default: the nearest .github/greenlight.yaml above the manifest",
};
const FORMAT: Option = {
  short: "f",
  value: "FORMAT",
  choices: FORMATS,
  help: "text, markdown or json; default: text",
};
const OUTPUT: Option = {
  short: "o",
  value: "FILE",
  help: "write to a file instead of standard output",
};
const AT: Option = {
  value: "DATE",
  help: "day of the review as YYYY-MM-DD; default: today (UTC)",
};

const WHATIF_NOTE = `KEY is a field as it is nested, with ids of items: usage.units_per_month,
models.answer.params_b, components.gpu.placement[0].region. VALUE is a number, a range
as in 0.4..0.6, a word, or YAML in quotes. A field may be new; an item has to be there.

A what-if is a question and no gate. Exit codes: 0 when it could be worked out, whatever
the verdict would be; 2 for wrong keys, values or files; 3 when it could not be.`;

const EXPLAIN_NOTE = `With MANIFEST, it also says how the check came out there. For the check that vendors
were asked (CH12-C4-01, vendors-asked), it writes a letter to each vendor that has
published nothing of what the manifest uses, and says where the answer is stored.`;

const COMMANDS = {
  review: {
    operands: "[MANIFEST...]",
    least: 0,
    most: 1000,
    help: "review architecture manifests; default: architecture.yaml here or in .github",
    options: {
      policy: POLICY,
      base: {
        short: "b",
        value: "MANIFEST",
        help: "the manifest as it was: what was there before does not block where policy enforces what is new",
      },
      format: {
        ...FORMAT,
        choices: REVIEW_FORMATS,
        help: "text, markdown, json, html for a page of its own, or sarif for code scanning; default: text",
      },
      output: OUTPUT,
      at: AT,
      advice: {
        help: "add to text the shortest way to a pass, and what would save most; other formats have them always",
      },
      receipt: {
        value: "FILE",
        help: "write a receipt too: what the review rested on, as hashes, for greenlight verify",
      },
      history: {
        value: "FILE",
        help: "a history.json of earlier reviews, to show the trend; nothing is added to it",
      },
    },
  },
  whatif: {
    operands: "MANIFEST KEY=VALUE...",
    least: 2,
    most: 21,
    help: "show what other values would change, such as components.gpu.replicas.mean=2; the file stays as it is",
    options: {
      policy: POLICY,
      format: FORMAT,
      output: OUTPUT,
      at: AT,
    },
    note: WHATIF_NOTE,
  },
  validate: {
    operands: "[FILE...]",
    least: 0,
    most: 1000,
    help: "list every problem of manifests, policies and packs; default: those of this folder",
    options: {},
  },
  explain: {
    operands: "CHECK | COEFFICIENT [MANIFEST]",
    least: 1,
    most: 2,
    help: "say what a check asks and why, or where a coefficient comes from; also a practice (D6) or a threshold (max_vendor_pct)",
    options: {},
    note: EXPLAIN_NOTE,
  },
  verify: {
    operands: "RECEIPT",
    least: 1,
    most: 1,
    help: "check a receipt against the files here, and repeat its review; offline",
    options: {
      root: {
        short: "r",
        value: "DIR",
        help: "the repository at the commit that was reviewed; default: the one that the receipt stands in, or this folder",
      },
      base: {
        short: "b",
        value: "DIR",
        help: "the same at the branch that a pull request goes to, where its policy and the former manifest are",
      },
    },
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
${columns(rows)}${usage.note === undefined ? "" : `\n\n${usage.note}`}`;
}

function columns(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join("\n");
}
