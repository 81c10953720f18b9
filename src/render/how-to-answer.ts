/** How to answer one question, with an example that can be sent as it is. */

import type { Question } from "../answers/question.ts";
import { codeSpan } from "./escape-markdown.ts";
import { numberText } from "./figure.ts";

/** The rest of a paragraph that begins with "How to answer". Answers are replies, or lines with the number in front. */
export function howToAnswer(question: Question): string {
  return `${example(question)} If somebody else knows: ${codeSpan("ask @name by Friday")}.`;
}

function example({ finding, expected }: Question): string {
  if (finding.outcome === "question" && finding.asks === "evidence")
    return "Reply `yes`, and where it is written, if the sentence in quotes is true; else `no`, and why. Or name in the manifest a file of this repository that shows it.";
  const { kind, choices = [] } = expected();
  switch (kind) {
    case "yes-no":
      return "Reply `yes` or `no`, with a reason in the same sentence, or `n/a because …`.";
    case "reason":
      return "Reply with the reason: `Because …`, or `n/a because …`.";
    case "choice":
      return `Reply with one word, such as ${codeSpan(choices[0] ?? "")}.`;
    case "value":
      return valueExample(expected());
  }
}

function valueExample({ type, unit, proposed, field }: ReturnType<Question["expected"]>): string {
  const inUnit = unit === undefined ? "" : ` ${unit}`;
  if (field === undefined) return "State it in the manifest, in this pull request.";
  if (proposed !== undefined)
    return `Reply \`yes\` to take ${codeSpan(`${numberText(Number(proposed))}${inUnit}`)} from the estimate, or give your own figure, such as ${codeSpan(other(Number(proposed)))}.`;
  return `Reply with ${VALUE[type ?? "text"]}${unit === undefined ? "" : `, in ${unit}`}.`;
}

/** A figure nearby, so that the example is no advice. */
function other(proposed: number): string {
  return numberText(Number((proposed * 0.8).toPrecision(2)));
}

const VALUE = {
  number: "a number, such as `42000`, or a range, such as `between 36000 and 50000`",
  text: "`value:` and the text behind it, on one line, such as `value: docs/exit-plan.md`",
  bool: "`true` or `false`",
  date: "a date, such as `2026-11-22`",
} as const;
