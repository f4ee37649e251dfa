import type { ImportReport, Tally } from "@projectionist/import";
import { table } from "./table.ts";

const HEADINGS = ["", "read", "new", "changed", "same", "rejected", "seconds", "rows/s"];

/** The table of an import, a row for films and one for ratings. */
export function reportTable({ films, ratings }: ImportReport): string {
  return table(HEADINGS, [rowOf("films", films), ...(ratings ? [rowOf("ratings", ratings)] : [])]);
}

function rowOf(name: string, { read, new: added, changed, same, rejected, seconds }: Tally): (string | number)[] {
  const rate = seconds > 0 ? Math.round(read / seconds) : "–";
  return [name, read, added, changed, same, rejected, Number(seconds.toFixed(1)), rate];
}
