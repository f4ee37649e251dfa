import { fold } from "../../text.ts";

const table = (lines: readonly (readonly [number, string])[]): ReadonlyMap<string, number> =>
  new Map(lines.flatMap(([value, said]) => said.split("|").map((word): [string, number] => [fold(word), value])));

/** Small numbers, as lengths say them. */
export const smallNumbers = table([
  [0.5, "half|half an|halbe|halben|eine halbe|einer halben|demi|une demi"],
  [1, "one|a|an|ein|eine|einer|einem|un|une"],
  [1.5, "anderthalb|eineinhalb|one and a half"],
  [2, "two|zwei|deux"],
  [2.5, "zweieinhalb|two and a half"],
  [3, "three|drei|trois"],
  [3.5, "dreieinhalb|three and a half"],
  [4, "four|vier|quatre"],
  [5, "five|fünf|cinq"],
  [30, "thirty|dreißig|trente"],
  [60, "sixty|sechzig|soixante"],
  [90, "ninety|neunzig|quatre vingt dix"],
  [100, "hundred|a hundred|hundert|cent"],
  [120, "hundred and twenty|hundertzwanzig|cent vingt"],
]);

export const hourWords = new Set("h|hr|hrs|hour|hours|std|stunde|stunden|heure|heures".split("|"));
export const minuteWords = new Set("m|min|mins|mn|minute|minutes|minuten".split("|"));

const decadeStems: readonly (readonly [number, string, string, string])[] = [
  [1920, "twenties", "zwanziger", "vingt"],
  [1930, "thirties", "dreißiger", "trente"],
  [1940, "forties", "vierziger", "quarante"],
  [1950, "fifties", "fünfziger", "cinquante"],
  [1960, "sixties", "sechziger", "soixante"],
  [1970, "seventies", "siebziger", "soixante dix"],
  [1980, "eighties", "achtziger", "quatre vingt"],
  [1990, "nineties", "neunziger", "quatre vingt dix"],
];

/** Decades by name; French ones stand behind "années". */
export const decadeNames = table([
  ...decadeStems.map(([year, english, german, french]): [number, string] => [
    year,
    `${english}|nineteen ${english}|${german}|${german}n|${german} jahre|${german} jahren|années ${french}|années ${french}s`,
  ]),
  [2000, "noughties|two thousands|années deux mille|nullerjahre|nuller jahre"],
]);
