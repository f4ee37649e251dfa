import { decodeCursor, type PagePosition } from "./cursor.ts";
import type { Query, Scalar, Where } from "./documents.ts";

export const DEFAULT_LIMIT = 100;
export const MAX_LIMIT = 1_000;
/** The values that one `in` may name. */
export const MAX_IN_VALUES = 1_000;

const COMPARISONS = ["gt", "gte", "lt", "lte"] as const;
type Comparison = (typeof COMPARISONS)[number];

export type PlannedCondition =
  | Readonly<{ field: string; op: "eq" | Comparison; value: Scalar }>
  | Readonly<{ field: string; op: "in"; values: readonly Scalar[] }>;

/** A query that has been checked: the same for every adapter. */
export type QueryPlan = Readonly<{
  conditions: readonly PlannedCondition[];
  sort: Readonly<{ by: string | undefined; direction: "asc" | "desc" }>;
  limit: number;
  after: PagePosition | undefined;
  /** Names the query up to its page, for cursors. */
  fingerprint: string;
}>;

/** What a query is checked against: `indexes` holds the unique keys too. */
export type QueryTarget = Readonly<{ collection: string; indexes: readonly (readonly string[])[] }>;

/**
 * Checks a query and brings it into one form, in which equal queries are equal.
 * @throws {TypeError|RangeError} naming the field and the cure: no index covers it, or a condition is malformed
 * @throws {BadCursorError}
 */
export function planQuery<T>(target: QueryTarget, query: Query<T>): QueryPlan {
  const { sort: wanted, limit = DEFAULT_LIMIT, cursor } = query;
  const conditions = planConditions(query.where);
  const sort = { by: wanted?.by, direction: wanted?.direction ?? ("asc" as const) };
  if (sort.direction !== "asc" && sort.direction !== "desc") throw new TypeError("sort.direction must be asc or desc");
  requireIndex(target, sort.by === undefined ? conditions : [...conditions, { field: sort.by }]);
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT) {
    throw new RangeError(`limit must be a whole number from 1 to ${MAX_LIMIT}, not ${limit}`);
  }
  const fingerprint = JSON.stringify([target.collection, conditions, sort]);
  const after = cursor === undefined ? undefined : decodeCursor(fingerprint, cursor);
  return { conditions, sort, limit, after, fingerprint };
}

/** The conditions of a count. Errors as of `planQuery`. */
export function planCount<T>(target: QueryTarget, where: Where<T> | undefined): readonly PlannedCondition[] {
  const conditions = planConditions(where);
  requireIndex(target, conditions);
  return conditions;
}

function planConditions<T>(where: Where<T> | undefined): PlannedCondition[] {
  return Object.entries<unknown>(where ?? {})
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([field, condition]) => planCondition(field, condition));
}

function planCondition(field: string, condition: unknown): PlannedCondition[] {
  if (typeof condition !== "object" || condition === null)
    return [{ field, op: "eq", value: scalar(field, condition) }];
  const given = new Map<string, unknown>(Object.entries(condition));
  const planned: PlannedCondition[] = COMPARISONS.filter((op) => given.has(op)).map((op) => ({
    field,
    op,
    value: scalar(`${field}.${op}`, given.get(op)),
  }));
  const values = given.get("in");
  if (given.has("in")) {
    if (!Array.isArray(values) || values.length > MAX_IN_VALUES) {
      throw new RangeError(`where.${field}.in must be a list of at most ${MAX_IN_VALUES} values`);
    }
    planned.push({ field, op: "in", values: values.map((value) => scalar(`${field}.in`, value)) });
  }
  if (planned.length === 0 || planned.length !== given.size) {
    throw new TypeError(`where.${field} must be a value, or have gt, gte, lt, lte or in and nothing else`);
  }
  return planned;
}

function scalar(path: string, value: unknown): Scalar {
  if (typeof value === "string" || typeof value === "boolean" || Number.isFinite(value)) return value as Scalar;
  throw new TypeError(`where.${path} must be a string, a finite number or a boolean`);
}

function requireIndex({ collection, indexes }: QueryTarget, uses: readonly { field: string }[]): void {
  const fields = new Set(uses.map(({ field }) => field));
  if (fields.size === 0) return;
  const covers = (index: readonly string[]) =>
    index.length >= fields.size && index.slice(0, fields.size).every((field) => fields.has(field));
  if (indexes.some(covers)) return;
  throw new TypeError(
    `${collection} has no index that begins with ${[...fields].join(", ")}: add one to its definition, or query otherwise`,
  );
}
