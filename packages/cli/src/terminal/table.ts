/** Rows under headings, the first column to the left and the others to the right; numbers with thousands separated. */
export function table(headings: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const cells = [headings, ...rows].map((row) => row.map(textOf));
  const widths = headings.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  return cells
    .map((row) =>
      row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))),
    )
    .map((row) => row.join("  ").trimEnd())
    .join("\n");
}

/** A number as it is read: `1,000,209`, `3.1`. */
export function textOf(value: string | number): string {
  return typeof value === "number" ? value.toLocaleString("en", { maximumFractionDigits: 1 }) : value;
}
