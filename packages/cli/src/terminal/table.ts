/** Rows under headings, columns with numbers, and those named by `right`, to the right; numbers with thousands separated. */
export function table(
  headings: readonly string[],
  rows: readonly (readonly (string | number)[])[],
  right: readonly string[] = [],
): string {
  const cells = [headings, ...rows].map((row) => row.map(textOf));
  const widths = headings.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const isRight = headings.map(
    (heading, column) => right.includes(heading) || rows.some((row) => typeof row[column] === "number"),
  );
  const pad = (cell: string, column: number) => {
    const width = widths[column] ?? 0;
    return isRight[column] ? cell.padStart(width) : cell.padEnd(width);
  };
  return cells.map((row) => row.map(pad).join("  ").trimEnd()).join("\n");
}

/** A number as it is read: `1,000,209`, `3.1`. */
export function textOf(value: string | number): string {
  return typeof value === "number" ? value.toLocaleString("en", { maximumFractionDigits: 1 }) : value;
}
