import { chipSchemas, MOST_CHIPS, type ChipInput, type FieldFault } from "@projectionist/contracts";
import { moods } from "@projectionist/recsys";
import { ProblemError } from "@projectionist/service-kit";
import { Compile } from "typebox/compile";
import type { AskedChip } from "../search/wishes/wish.ts";

const kinds = Object.keys(chipSchemas) as ChipInput["kind"][];
const shapes = new Map(kinds.map((kind) => [kind, Compile(chipSchemas[kind])]));
const cures: Readonly<Record<ChipInput["kind"], string>> = {
  title: "must be a film's title",
  like: "must be a film's id, as GET /v1/movies gives it",
  genre: "must be a genre, as GET /v1/genres names it",
  keyword: "must be a keyword",
  mood: `must be one of ${moods.join(", ")}`,
  quality: "must be one of underrated, classic, acclaimed",
  person: "must be a person's name",
  language: "must be an ISO 639-1 language, such as en",
  country: 'must be a list of ISO 3166-1 countries, such as ["KR"]',
  year: 'must be years from 1870 to 2100, such as {"from":1980,"to":1989}; one end may be left out',
  runtime: 'must be minutes from 1 to 6000, such as {"to":120}; one end may be left out',
};

/**
 * The chips that a client sends as JSON.
 * @throws {ProblemError} `validation-failed`, with what is wrong with which of them
 */
export function chipsInQuery(json: string): AskedChip[] {
  const chips = parsed(json);
  if (!Array.isArray(chips)) {
    throw faulty("", 'must be a JSON list of chips, such as [{"kind":"genre","value":"Drama"}]');
  }
  if (chips.length > MOST_CHIPS) throw faulty("", `must have at most ${MOST_CHIPS} chips`);
  return chips.map((chip: unknown, place) => checked(chip, `/${place}`));
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw faulty("", "must be JSON, percent-encoded as part of a URL");
  }
}

function checked(chip: unknown, path: string): AskedChip {
  const named = typeof chip === "object" && chip !== null && "kind" in chip ? chip.kind : undefined;
  const kind = kinds.find((one) => one === named);
  if (kind === undefined) throw faulty(`${path}/kind`, `must be one of ${kinds.join(", ")}`);
  const shape = shapes.get(kind);
  if (!shape?.Check(chip)) {
    const [, field = "value"] = (shape?.Errors(chip)[0]?.instancePath ?? "").split("/");
    throw faulty(`${path}/${field}`, field === "value" ? cures[kind] : "must be as in a reply: leave it out");
  }
  const fault = valueFault(chip as ChipInput);
  if (fault !== undefined) throw faulty(`${path}/value`, fault);
  const { negated, soft, ...wish } = chip as AskedChip;
  return { ...wish, ...(negated && { negated }), ...(soft && { soft }) };
}

function valueFault({ kind, value }: ChipInput): string | undefined {
  if (kind === "mood") return (moods as readonly string[]).includes(value) ? undefined : cures.mood;
  if (kind !== "year" && kind !== "runtime") return undefined;
  return (value.from ?? 0) > (value.to ?? Infinity) ? "must not have `from` above `to`" : undefined;
}

function faulty(path: string, message: string): ProblemError {
  const fault: FieldFault = { path: `query/chips${path}`, message };
  return new ProblemError("validation-failed", { errors: [fault] });
}
