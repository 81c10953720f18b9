/** Days as people write them to YYYY-MM-DD. The day of the comment comes in as a value. */

export interface Day {
  readonly date: string;
  /** Characters of the text that are the day. */
  readonly length: number;
}

const MONTHS: readonly RegExp[] = [
  /^(?:jan|january|januar|janvier)$/,
  /^(?:feb|february|februar|février)$/,
  /^(?:mar|march|märz|mars)$/,
  /^(?:apr|april|avril)$/,
  /^(?:may|mai)$/,
  /^(?:jun|june|juni|juin)$/,
  /^(?:jul|july|juli|juillet)$/,
  /^(?:aug|august|août)$/,
  /^(?:sep|sept|september|septembre)$/,
  /^(?:oct|okt|october|oktober|octobre)$/,
  /^(?:nov|november|novembre)$/,
  /^(?:dec|dez|december|dezember|décembre)$/,
];
const WEEKDAYS: readonly RegExp[] = [
  /^(?:sunday|sun|sonntag|dimanche)$/,
  /^(?:monday|mon|montag|lundi)$/,
  /^(?:tuesday|tue|tues|dienstag|mardi)$/,
  /^(?:wednesday|wed|mittwoch|mercredi)$/,
  /^(?:thursday|thu|thur|thurs|donnerstag|jeudi)$/,
  /^(?:friday|fri|freitag|vendredi)$/,
  /^(?:saturday|sat|samstag|sonnabend|samedi)$/,
];
const COUNTS: readonly string[] = "zero one two three four five six seven eight nine ten".split(
  " ",
);

const END = String.raw`(?![\p{L}\p{N}/-]|[.,:]\d)`;
const ISO = new RegExp(String.raw`^(\d{4})-(\d{2})-(\d{2})${END}`, "u");
const DOTTED = new RegExp(String.raw`^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})${END}`, "u");
const DAY_FIRST = new RegExp(
  String.raw`^(?:the )?(\d{1,2})(?:st|nd|rd|th|\.)? (?:of )?(\p{L}{3,9})\.?(?:,? (\d{4}))?${END}`,
  "u",
);
const MONTH_FIRST = new RegExp(
  String.raw`^(\p{L}{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?(?:,? (\d{4}))?${END}`,
  "u",
);
const WORD = new RegExp(String.raw`^(?:(?:on|this|coming|am|ce) )?(\p{L}{3,10})${END}`, "u");
const DISTANCE = new RegExp(String.raw`^in (an?|\d{1,3}|\p{L}{3,5}) (day|week|month)s?${END}`, "u");
const WEEK_END = new RegExp(`^(?:the )?(?:end of (?:the |this )?week|eow)${END}`, "u");
const MONTH_END = new RegExp(`^(?:the )?(?:end of (?:the |this )?month|eom)${END}`, "u");
const LONGEST = 60;

/** A day that stands at the beginning of the text and needs no other to be understood. */
export function parseFullDay(text: string): Day | undefined {
  const start = text.slice(0, LONGEST).toLowerCase();
  const iso = ISO.exec(start);
  if (iso !== null) return day(iso, iso[1], iso[2], iso[3]);
  const dotted = DOTTED.exec(start);
  if (dotted !== null) return day(dotted, dotted[3], dotted[2], dotted[1]);
  const named = namedDay(start);
  return named?.year === undefined
    ? undefined
    : day(named.found, named.year, named.month, named.day);
}

/** Also a day that is meant from the day of the comment on, such as "Friday" or "in two weeks". */
export function parseDay(text: string, on: string): Day | undefined {
  const full = parseFullDay(text);
  if (full !== undefined) return full;
  if (!isDay(on)) return undefined;
  const start = text.slice(0, LONGEST).toLowerCase();
  return yearless(start, on) ?? distance(start, on) ?? periodEnd(start, on) ?? wordDay(start, on);
}

interface Named {
  readonly found: RegExpExecArray;
  readonly day: string | undefined;
  readonly month: number;
  readonly year: string | undefined;
}

function namedDay(start: string): Named | undefined {
  const dayFirst = DAY_FIRST.exec(start);
  const found = dayFirst ?? MONTH_FIRST.exec(start);
  if (found === null) return undefined;
  const [name = "", number] = dayFirst === null ? [found[1], found[2]] : [found[2], found[1]];
  const month = MONTHS.findIndex((one) => one.test(name)) + 1;
  return month === 0 ? undefined : { found, day: number, month, year: found[3] };
}

/** The next such day, be it the day of the comment. */
function yearless(start: string, on: string): Day | undefined {
  const named = namedDay(start);
  if (named === undefined || named.year !== undefined) return undefined;
  const year = Number(on.slice(0, 4));
  const soon = day(named.found, year, named.month, named.day);
  return soon === undefined || soon.date >= on
    ? soon
    : day(named.found, year + 1, named.month, named.day);
}

function distance(start: string, on: string): Day | undefined {
  const found = DISTANCE.exec(start);
  if (found === null) return undefined;
  const [all, count = "", unit] = found;
  const number = /^an?$/.test(count)
    ? 1
    : /^\d/.test(count)
      ? Number(count)
      : COUNTS.indexOf(count);
  if (number < 0) return undefined;
  const days = unit === "day" ? number : unit === "week" ? number * 7 : number * 30;
  return { date: later(on, days), length: all.length };
}

/** A week ends on Friday for work. */
function periodEnd(start: string, on: string): Day | undefined {
  const week = WEEK_END.exec(start);
  if (week !== null) return { date: later(on, (5 - weekday(on) + 7) % 7), length: week[0].length };
  const month = MONTH_END.exec(start);
  if (month === null) return undefined;
  const [year, number] = [Number(on.slice(0, 4)), Number(on.slice(5, 7))];
  return { date: iso(Date.UTC(year, number, 0)), length: month[0].length };
}

function wordDay(start: string, on: string): Day | undefined {
  const found = WORD.exec(start);
  if (found === null) return undefined;
  const [all, name = ""] = found;
  if (/^(?:today|heute)$/.test(name)) return { date: on, length: all.length };
  if (/^(?:tomorrow|morgen|demain)$/.test(name)) return { date: later(on, 1), length: all.length };
  const wanted = WEEKDAYS.findIndex((one) => one.test(name));
  if (wanted < 0) return undefined;
  return { date: later(on, ((wanted - weekday(on) + 6) % 7) + 1), length: all.length };
}

function day(
  found: RegExpExecArray,
  year: string | number | undefined,
  month: string | number | undefined,
  number: string | undefined,
): Day | undefined {
  const pad = (part: string | number | undefined) => String(part ?? "").padStart(2, "0");
  const date = `${year}-${pad(month)}-${pad(number)}`;
  return isDay(date) ? { date, length: found[0].length } : undefined;
}

/** True for a day that is in the calendar. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && iso(time) === text;
}

const DAY = 24 * 60 * 60 * 1000;
const iso = (time: number): string => new Date(time).toISOString().slice(0, 10);
const later = (on: string, days: number): string => iso(Date.parse(`${on}T00:00:00Z`) + days * DAY);
const weekday = (on: string): number => new Date(`${on}T00:00:00Z`).getUTCDay();
