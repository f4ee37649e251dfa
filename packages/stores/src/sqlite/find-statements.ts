import type { Scalar } from "../documents.ts";
import type { PlannedCondition, QueryPlan } from "../query-plan.ts";

export type Parameter = string | number | Uint8Array;
export type Statement = Readonly<{ sql: string; parameters: readonly Parameter[] }>;

const OPERATORS = { eq: "=", gt: ">", gte: ">=", lt: "<", lte: "<=" } as const;

/** The statements whose rows, one after the other, are the page: the limit applies to all of them together. */
export function findStatements(collection: string, plan: QueryPlan): Statement[] {
  return segments(plan).map((segment) => {
    const where = allOf([...plan.conditions.map(conditionSql), segment]);
    const direction = plan.sort.direction.toUpperCase();
    const order = [plan.sort.by === undefined ? [] : [`"${plan.sort.by}"`], "_id"].flat();
    return {
      sql: `SELECT _id, _version, _value FROM "${collection}" WHERE ${where.sql}
            ORDER BY ${order.map((column) => `${column} ${direction}`).join(", ")} LIMIT ?`,
      parameters: where.parameters,
    };
  });
}

/** The statement that counts what meets every condition. */
export function countStatement(collection: string, conditions: readonly PlannedCondition[]): Statement {
  const where = allOf(conditions.map(conditionSql));
  return { sql: `SELECT count(*) AS count FROM "${collection}" WHERE ${where.sql}`, parameters: where.parameters };
}

/**
 * Documents without the sort field and those with it are two stretches of the index, read one after the other: a single
 * condition over both would read the index from its start for every page.
 */
function segments({ sort, after }: QueryPlan): Statement[] {
  const beyond = sort.direction === "asc" ? ">" : "<";
  const idBeyond = after === undefined ? allOf([]) : { sql: `_id ${beyond} ?`, parameters: [after.id] };
  if (sort.by === undefined) return [idBeyond];

  const column = `"${sort.by}"`;
  const missing = { sql: `${column} IS NULL`, parameters: [] };
  const present = { sql: `${column} IS NOT NULL`, parameters: [] };
  const stretches = sort.direction === "asc" ? [missing, present] : [present, missing];
  if (after === undefined) return stretches;
  if (after.value === null) return [allOf([missing, idBeyond]), ...stretches.slice(stretches.indexOf(missing) + 1)];
  const pageBeyond = { sql: `(${column}, _id) ${beyond} (?, ?)`, parameters: [parameter(after.value), after.id] };
  return [pageBeyond, ...stretches.slice(stretches.indexOf(present) + 1)];
}

function conditionSql(condition: PlannedCondition): Statement {
  const column = `"${condition.field}"`;
  if (condition.op === "in") {
    const marks = condition.values.map(() => "?").join(", ");
    return { sql: `${column} IN (${marks})`, parameters: condition.values.map(parameter) };
  }
  const comparison = { sql: `${column} ${OPERATORS[condition.op]} ?`, parameters: [parameter(condition.value)] };
  return condition.op === "eq"
    ? comparison
    : allOf([comparison, { sql: sameType(column, condition.value), parameters: [] }]);
}

/** A range compares only values of its own type. In SQLite's order numbers end before '', and strings before x''. */
function sameType(column: string, value: Scalar): string {
  if (typeof value === "number") return `${column} < ''`;
  if (typeof value === "string") return `${column} >= '' AND ${column} < x''`;
  return `${column} >= x''`;
}

function allOf(parts: readonly Statement[]): Statement {
  return {
    sql: parts.map(({ sql }) => sql).join(" AND ") || "TRUE",
    parameters: parts.flatMap(({ parameters }) => parameters),
  };
}

function parameter(value: Scalar): Parameter {
  return typeof value === "boolean" ? Uint8Array.of(value ? 1 : 0) : value;
}
