import type { Scalar } from "../documents.ts";
import type { PlannedCondition, QueryPlan } from "../query-plan.ts";

export type Parameter = string | number | Uint8Array;
export type Statement = Readonly<{ sql: string; parameters: readonly Parameter[] }>;

const OPERATORS = { eq: "=", gt: ">", gte: ">=", lt: "<", lte: "<=" } as const;

/** The statements whose rows, one after the other, are the page: the limit applies to all of them together. */
export function findStatements(collection: string, plan: QueryPlan): Statement[] {
  const { by, direction } = plan.sort;
  const order = by === undefined ? ["_id"] : [`"${by}"`, "_id"];
  return stretches(plan).map((stretch) => {
    const where = allOf([...boundsOf(plan.conditions).filter(isNotImplied(plan)), stretch]);
    return {
      sql: `SELECT _id, _version, _value FROM "${collection}" WHERE ${where.sql}
            ORDER BY ${order.map((column) => `${column} ${direction}`).join(", ")} LIMIT ?`,
      parameters: where.parameters,
    };
  });
}

/** The statement that counts what meets every condition. */
export function countStatement(collection: string, conditions: readonly PlannedCondition[]): Statement {
  const where = allOf(boundsOf(conditions));
  return { sql: `SELECT count(*) AS count FROM "${collection}" WHERE ${where.sql}`, parameters: where.parameters };
}

/**
 * Documents without the sort field and those with it are two stretches of the index, read one after the other: a single
 * condition over both would read the index from its start for every page.
 */
function stretches({ conditions, sort, after }: QueryPlan): Statement[] {
  const beyond = sort.direction === "asc" ? ">" : "<";
  const idBeyond = after === undefined ? allOf([]) : { sql: `_id ${beyond} ?`, parameters: [after.id] };
  if (sort.by === undefined) return [idBeyond];

  const column = `"${sort.by}"`;
  const missing = { sql: `${column} IS NULL`, parameters: [] };
  const present = { sql: `${column} IS NOT NULL`, parameters: [] };
  const both = sort.direction === "asc" ? [missing, present] : [present, missing];
  const all = conditions.some(({ field }) => field === sort.by) ? [present] : both;
  if (after === undefined) return all;
  if (after.value === null) return [allOf([missing, idBeyond]), ...all.slice(all.indexOf(missing) + 1)];
  const pageBeyond = { sql: `(${column}, _id) ${beyond} (?, ?)`, parameters: [parameter(after.value), after.id] };
  return [pageBeyond, ...all.slice(all.indexOf(present) + 1)];
}

type Bound = Statement & Readonly<{ field: string; side: "lower" | "upper" | "both" }>;

/**
 * What the page before was within holds beyond it too. SQLite reads the index between one lower and one upper bound, and
 * would otherwise choose the wrong one and read earlier pages again.
 */
function isNotImplied({ sort, after }: QueryPlan): (bound: Bound) => boolean {
  const implied = sort.direction === "asc" ? "lower" : "upper";
  return ({ field, side }) => (after?.value ?? null) === null || field !== sort.by || side !== implied;
}

function boundsOf(conditions: readonly PlannedCondition[]): Bound[] {
  return conditions.flatMap((condition): Bound[] => {
    const { field, op } = condition;
    const column = `"${field}"`;
    if (op === "in") {
      const marks = condition.values.map(() => "?").join(", ");
      return [{ field, side: "both", sql: `${column} IN (${marks})`, parameters: condition.values.map(parameter) }];
    }
    const { value } = condition;
    const side = op === "eq" ? "both" : op.startsWith("g") ? "lower" : "upper";
    const bound: Bound = { field, side, sql: `${column} ${OPERATORS[op]} ?`, parameters: [parameter(value)] };
    if (side === "both") return [bound];
    const isOpposite = (other: PlannedCondition) =>
      other.field === field && other.op.startsWith(side === "lower" ? "l" : "g") && "value" in other;
    const opposite = conditions.find(isOpposite) as { value: Scalar } | undefined;
    return typeof opposite?.value === typeof value ? [bound] : [bound, ...typeBounds(field, side, value)];
  });
}

/** A range compares only values of its own type. In SQLite's order numbers end before '', and strings before x''. */
function typeBounds(field: string, side: "lower" | "upper", value: Scalar): Bound[] {
  const opposite = side === "lower" ? "upper" : "lower";
  const sql = {
    lower: { number: `"${field}" < ''`, string: `"${field}" < x''`, boolean: undefined },
    upper: { number: undefined, string: `"${field}" >= ''`, boolean: `"${field}" >= x''` },
  }[side][typeof value as "number" | "string" | "boolean"];
  return sql === undefined ? [] : [{ field, side: opposite, sql, parameters: [] }];
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
