import { closeSync, existsSync, fstatSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { parse } from "csv-parse/sync";

/** A row that is not imported: where it stands, why, and as it was read. */
export type Rejection = Readonly<{ file: string; line: number; reason: string; row: string }>;
export type Reject = (rejection: Rejection) => void;

export type Rejections = Readonly<{
  add: Reject;
  count(file?: string): number;
  /** The reasons, most frequent first, each with how often it was met. */
  reasons(): [reason: string, count: number][];
  close(): void;
}>;

const columns = ["file", "line", "reason", "row"] as const;

/**
 * Collects the rows that are not imported: counted, and written to a CSV file that appears with the first one. The file
 * of an earlier run counts too when that run is `resumed`, and a row in it is not added again; else it is removed.
 * Without a path nothing is written.
 */
export function openRejections(path: string | undefined, resumed = false): Rejections {
  const reasons = new Map<string, number>();
  const counts = new Map<string, number>();
  const known = new Set<string>();
  let file: number | undefined;

  const count = (member: string, reason: string) => {
    reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    counts.set(member, (counts.get(member) ?? 0) + 1);
  };
  if (path !== undefined && resumed) {
    for (const { file: member, line, reason } of readRejections(path)) {
      known.add(`${member}:${line}`);
      count(member, reason);
    }
  } else if (path !== undefined) rmSync(path, { force: true });

  return {
    add({ file: member, line, reason, row }) {
      if (known.has(`${member}:${line}`)) return;
      count(member, reason);
      if (path === undefined) return;
      file ??= openFile(path);
      writeSync(file, `${[member, String(line), reason, row].map(quoted).join(",")}\n`);
    },
    count: (member) =>
      member === undefined ? counts.values().reduce((sum, count) => sum + count, 0) : (counts.get(member) ?? 0),
    reasons: () => [...reasons].toSorted(([, a], [, b]) => b - a),
    close() {
      if (file !== undefined) closeSync(file);
      file = undefined;
    },
  };
}

function openFile(path: string): number {
  mkdirSync(dirname(path), { recursive: true });
  const file = openSync(path, "a");
  if (fstatSync(file).size === 0) writeSync(file, `${columns.join(",")}\n`);
  return file;
}

function readRejections(path: string): Readonly<Record<(typeof columns)[number], string>>[] {
  if (!existsSync(path)) return [];
  return parse(readFileSync(path), { columns: true, relax_column_count: true, skip_records_with_error: true });
}

function quoted(field: string): string {
  return /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
