import { parse, type CsvError, type Info } from "csv-parse";
import { ImportError } from "../import-error.ts";
import type { Member } from "../archive/archive.ts";
import type { Reject } from "../rejections.ts";
import { encodingOf } from "./encoding.ts";

/** A row of a CSV file; `line` is where it ends, `values` are by column name. */
export type CsvRow<Column extends string> = Readonly<{
  line: number;
  raw: string;
  values: Readonly<Record<Column, string>>;
}>;

const LONGEST_ROW = 4 * 1024 * 1024;

type Parsed = Readonly<{ info: Info; raw: string; record: Record<string, string> }>;

/**
 * The rows of a CSV file with a header, streamed: quoted fields may hold commas, quotes and line ends. Rows that cannot
 * be parsed go to `reject`.
 * @throws {ImportError} when the header lacks one of `columns`
 */
export async function* readCsv<Column extends string>(
  member: Member,
  columns: readonly Column[],
  reject: Reject,
): AsyncGenerator<CsvRow<Column>> {
  const encoding = await encodingOf(member);
  const bytes = await member.open();
  const parser = parse({
    encoding,
    bom: encoding === "utf8",
    info: true,
    raw: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    max_record_size: LONGEST_ROW,
    columns(header: string[]) {
      const missing = columns.filter((column) => !header.includes(column));
      if (missing.length > 0)
        throw new ImportError(`${member.name} has no column ${missing.join(", ")}; it has ${header.join(", ")}.`);
      return header;
    },
    on_skip(error?: CsvError, raw?: string) {
      reject({
        file: member.name,
        line: Number(error?.["lines"] ?? 0),
        reason: reasonOf(error),
        row: (raw ?? "").trimEnd(),
      });
    },
  });
  bytes.on("error", (error) => parser.destroy(error));
  bytes.pipe(parser);
  try {
    for await (const parsed of parser) {
      const { info, raw, record } = parsed as Parsed;
      yield { line: info.lines, raw: raw.trimEnd(), values: record as Record<Column, string> };
    }
  } finally {
    bytes.destroy();
    parser.destroy();
  }
}

function reasonOf(error: CsvError | undefined): string {
  if (error?.code === "CSV_RECORD_INCONSISTENT_COLUMNS") return "has not as many fields as the header";
  return error?.message ?? "cannot be parsed";
}
