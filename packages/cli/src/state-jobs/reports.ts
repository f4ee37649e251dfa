import type { RebuildResult, RollbackResult, StateComparison, VerifyResult } from "@projectionist/contracts";
import { printable } from "../terminal/printable.ts";
import { textOf } from "../terminal/table.ts";

type Row = readonly [name: string, value: string];

export function rebuildReport(result: RebuildResult): string {
  const { outcome, active, previous, window, digests, compared, comparison, catchUpMs } = result;
  const isSwapped = outcome === "swapped";
  const rows: Row[] = [
    ["serves", `${active}${isSwapped ? `, with a window of ${window}` : ""}`],
    ...(previous === null ? [] : ([["kept", `${previous}, for \`projectionist rollback\``]] as const)),
    ["counted", `${textOf(result.records)} records in ${textOf(result.seconds)} s`],
    ...digestRows(digests, compared),
    ["pause", pauseText(result.pauseMs)],
    ...(isSwapped ? [["catch-up", catchUpText(catchUpMs)] as const] : []),
  ];
  return [headline(result), "", rowsText(rows), ...(comparison ? ["", differencesText(comparison)] : [])].join("\n");
}

function headline({ outcome, compared, comparison }: RebuildResult): string {
  if (outcome === "different") return "The counts that serve are not those of the log.";
  if (compared === "nothing") return "The counts of the log serve now. What served before could not be compared.";
  if (comparison) return "The counts of the log serve now, in place of others.";
  return "Counted anew: the log gives the same, which serves now.";
}

function digestRows(digests: RebuildResult["digests"], compared: RebuildResult["compared"]): Row[] {
  if (digests === null) return [];
  const of = compared === "everything" ? "" : ", without pairs: another window makes others";
  if (digests.served === digests.rebuilt) return [["digests", `equal, ${digests.served}${of}`]];
  return [["digests", `${digests.served} served, ${digests.rebuilt} of the log${of}`]];
}

export function verifyReport({ keyspace, window, records, seconds, pauseMs, ...comparison }: VerifyResult): string {
  const { pair, totals, trending, ledger } = comparison.compared;
  const counts = `${textOf(pair)} pairs, ${textOf(totals)} totals, ${textOf(trending)} trending, ${textOf(ledger)} signals`;
  const isExact = comparison.differences === 0;
  const rows: Row[] = [
    ["serves", `${keyspace}, with a window of ${window}`],
    ["recounted", `${textOf(records)} records in ${textOf(seconds)} s`],
    ["compared", counts],
    ["pause", pauseText(pauseMs)],
  ];
  return [
    isExact
      ? "0 differences: the counts that serve are those of the log."
      : "The counts that serve are not those of the log.",
    "",
    rowsText(rows),
    ...(isExact ? [] : ["", differencesText(comparison)]),
  ].join("\n");
}

export function rollbackReport({ active, previous, records, catchUpMs }: RollbackResult): string {
  const rows: Row[] = [
    ["serves", active],
    ...(previous === null ? [] : ([["kept", `${previous}, for another \`projectionist rollback\``]] as const)),
    ["catch-up", `${textOf(records)} records that came since; ${catchUpText(catchUpMs)}`],
  ];
  return ["What served before serves again.", "", rowsText(rows)].join("\n");
}

const pauseText = (ms: number) => `nothing was applied for ${textOf(ms)} ms; reads went on`;

const catchUpText = (ms: number | null) =>
  ms === null ? "it was not awaited, for it takes longer than a minute" : `after ${textOf(ms)} ms all was applied`;

function differencesText({ differences, compared, first }: StateComparison): string {
  const parts = Object.values(compared).reduce((sum, count) => sum + count, 0);
  const lines = first.map((line) => `  ${printable(line)}`);
  const more = differences > first.length ? [`  and ${textOf(differences - first.length)} more`] : [];
  return [`${textOf(differences)} of ${textOf(parts)} parts compared differ:`, ...lines, ...more].join("\n");
}

function rowsText(rows: readonly Row[]): string {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`).join("\n");
}
