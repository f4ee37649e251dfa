import { totalNames } from "../signal-state/signal-state.ts";
import type { LedgerEntry, StateEntry } from "../signal-state/signal-state.ts";

type WithoutShard<T> = T extends unknown ? Omit<T, "shard"> : never;
/** What a state holds, wherever it holds it. */
export type Held = Readonly<WithoutShard<StateEntry>>;

type Fields = [string, number, string, string, number | null, number, boolean, number | null];

/** A part of what a state holds: a canonical name, and what stands under it. Neither depends on the engine. */
export type Fact = readonly [name: string, value: string];

export type FactKind = StateEntry["kind"];

/** The facts of an entry; none of what is 0. A ledger is as many as it has signals. */
export function factsOf(held: Held): readonly Fact[] {
  switch (held.kind) {
    case "pair":
      return held.amount === 0 ? [] : [[nameOf("pair", held.movieId, held.next), String(held.amount)]];
    case "trending":
      if (held.amount === 0) return [];
      return [[nameOf("trending", held.movieId, held.window, held.bucket), String(held.amount)]];
    case "totals": {
      const amounts = totalNames.map((total) => held.totals[total]);
      if (amounts.every((amount) => amount === 0)) return [];
      return [[nameOf("totals", held.movieId), JSON.stringify(amounts)]];
    }
    case "ledger":
      return held.entries.map((entry, place) => [
        nameOf("ledger", held.userId, place),
        JSON.stringify(fieldsOf(entry)),
      ]);
  }
}

export function kindOf([name]: Fact): FactKind {
  return (JSON.parse(name) as [FactKind])[0];
}

/** A difference in words; undefined stands for nothing there. */
export function describeDifference(
  name: string,
  one: Readonly<{ of: string; value: string | undefined }>,
  other: Readonly<{ of: string; value: string | undefined }>,
): string {
  const say = ({ of, value }: typeof one) => `${value === undefined ? "nothing" : valueInWords(name, value)} ${of}`;
  return `${nameInWords(name)}: ${say(one)}, ${say(other)}`;
}

function nameOf(kind: FactKind, ...parts: readonly (string | number)[]): string {
  return JSON.stringify([kind, ...parts]);
}

function fieldsOf(entry: LedgerEntry): Fields {
  const { eventId, offset, movieId, type, value, occurredAt, late, retractedAt } = entry;
  return [eventId, offset, movieId, type, value, occurredAt, late, retractedAt];
}

function nameInWords(name: string): string {
  const [kind, first, ...rest] = JSON.parse(name) as [FactKind, string, ...(string | number)[]];
  switch (kind) {
    case "pair":
      return `pair ${first} → ${rest[0]}`;
    case "totals":
      return `totals of ${first}`;
    case "trending":
      return `trending of ${first} in bucket ${rest[1]} of ${rest[0]}`;
    case "ledger":
      return `signal ${Number(rest[0]) + 1} of viewer ${first}`;
  }
}

function valueInWords(name: string, value: string): string {
  switch (kindOf([name, value])) {
    case "totals": {
      const amounts = JSON.parse(value) as number[];
      return totalNames.map((total, index) => `${total} ${amounts[index]}`).join(" ");
    }
    case "ledger": {
      const [eventId, offset, movieId, type, worth, occurredAt, late, retractedAt] = JSON.parse(value) as Fields;
      const more = [
        worth !== null && `${worth}`,
        late && "late",
        retractedAt !== null && `retracted at ${retractedAt}`,
      ];
      const at = new Date(occurredAt).toISOString();
      return [`${type} ${movieId} ${at} (event ${eventId}, offset ${offset})`, ...more.filter(Boolean)].join(" ");
    }
    default:
      return value;
  }
}
