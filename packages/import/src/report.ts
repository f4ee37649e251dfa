import type { Rejections } from "./rejections.ts";
import type { Tally } from "./tally.ts";

const SHOWN_REASONS = 5;

/** What an import did. */
export type ImportReport = Readonly<{ films: Tally; ratings: Tally | undefined }>;

/** Why rows were rejected, most frequent first; undefined when none was. */
export function rejectionSummary(rejections: Rejections, file: string | undefined): string | undefined {
  const reasons = rejections.reasons();
  if (reasons.length === 0) return undefined;
  const shown = reasons.slice(0, SHOWN_REASONS).map(([reason, count]) => `  ${count.toLocaleString("en")} × ${reason}`);
  const more = reasons.length > SHOWN_REASONS ? [`  and ${reasons.length - SHOWN_REASONS} other reasons`] : [];
  return [`Rejected rows${file === undefined ? "" : ` (listed in ${file})`}:`, ...shown, ...more].join("\n");
}

/** The share of the rows read that was rejected, in percent. */
export function rejectedPercent({ films, ratings }: ImportReport): number {
  const read = films.read + (ratings?.read ?? 0);
  return read === 0 ? 0 : (100 * (films.rejected + (ratings?.rejected ?? 0))) / read;
}
