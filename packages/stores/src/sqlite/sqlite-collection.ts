import type { StatementSync } from "node:sqlite";
import { encodeCursor, positionOf } from "../cursor.ts";
import { documentTarget } from "../document-target.ts";
import {
  DuplicateKeyError,
  VersionConflictError,
  type Collection,
  type Page,
  type Query,
  type Stored,
  type Where,
  type Write,
  type WriteOutcome,
} from "../documents.ts";
import { toJson } from "../json-value.ts";
import { planCount, planQuery, type QueryTarget } from "../query-plan.ts";
import { countStatement, findStatements } from "./find-statements.ts";
import type { WriteRequest, WriteResult } from "./write-requests.ts";

/** One collection: `read` prepares statements on a connection that sees every answered write, `write` is durable. */
export function createSqliteCollection<T extends object>(
  target: QueryTarget,
  read: (sql: string) => StatementSync,
  write: (requests: readonly WriteRequest[]) => Promise<readonly WriteResult[]>,
): Collection<T> {
  const name = target.collection;
  const columns = `SELECT _id, _version, _value FROM "${name}"`;

  async function putMany(writes: readonly Write<T>[]): Promise<WriteOutcome[]> {
    const requests = writes.map(({ id, value, ...options }) => ({
      kind: "put" as const,
      json: toJson(value),
      ...documentTarget(name, id, options),
    }));
    return (await write(requests)) as WriteOutcome[];
  }

  return {
    async get(id) {
      const row = read(`${columns} WHERE _id = ?`).get(id);
      return row === undefined ? undefined : stored<T>(row);
    },

    async getMany(ids) {
      const rows = read(`${columns} WHERE _id IN (SELECT value FROM json_each(?))`).all(JSON.stringify(ids));
      return new Map(rows.map((row) => [String(row["_id"]), stored<T>(row)]));
    },

    async put(id, value, options = {}) {
      const [result] = await putMany([{ id, value, ...options }]);
      if (result?.outcome === "duplicate") throw new DuplicateKeyError(name, result.fields);
      if (result?.outcome !== "written") throw new VersionConflictError(name, id);
      return result.version;
    },

    putMany,

    async delete(id, options = {}) {
      const [result] = await write([{ kind: "delete", ...documentTarget(name, id, options) }]);
      if (result?.outcome === "conflict") throw new VersionConflictError(name, id);
      return result?.outcome === "deleted";
    },

    async find(query: Query<T>): Promise<Page<T>> {
      const plan = planQuery(target, query);
      const items: Stored<T>[] = [];
      for (const { sql, parameters } of findStatements(name, plan)) {
        const wanted = plan.limit + 1 - items.length;
        if (wanted > 0)
          items.push(
            ...read(sql)
              .all(...parameters, wanted)
              .map((row) => stored<T>(row)),
          );
      }
      if (items.length <= plan.limit) return { items };
      items.length = plan.limit;
      return { items, nextCursor: encodeCursor(plan.fingerprint, positionOf(items.at(-1)!, plan.sort.by)) };
    },

    async count(where?: Where<T>) {
      const { sql, parameters } = countStatement(name, planCount(target, where));
      return Number(read(sql).get(...parameters)?.["count"]);
    },
  };
}

function stored<T>(row: Record<string, unknown>): Stored<T> {
  return { id: String(row["_id"]), version: Number(row["_version"]), value: JSON.parse(String(row["_value"])) as T };
}
