import type { DatabaseSync, StatementSync } from "node:sqlite";

const MOST_KEPT = 500;

/** Prepares each SQL text once. */
export function createStatements(database: DatabaseSync): (sql: string) => StatementSync {
  const kept = new Map<string, StatementSync>();
  return (sql) => {
    const found = kept.get(sql);
    if (found !== undefined) return found;
    if (kept.size >= MOST_KEPT) kept.clear();
    const statement = database.prepare(sql);
    kept.set(sql, statement);
    return statement;
  };
}
