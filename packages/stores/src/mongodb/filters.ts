import type { PagePosition } from "../cursor.ts";
import type { Scalar } from "../documents.ts";
import type { PlannedCondition, QueryPlan } from "../query-plan.ts";
import { storedScalar } from "./stored-document.ts";

/** Built here alone, from names of indexed fields and checked scalars: nothing of a caller's becomes an operator. */
export type Filter = Record<string, unknown>;

/** MongoDB's order of scalars, each type with the condition that all of its values meet. */
const TYPES: readonly Readonly<{ type: string; all: Filter }>[] = [
  { type: "missing", all: { $exists: false } },
  { type: "number", all: { $gte: Number.NEGATIVE_INFINITY } },
  { type: "string", all: { $gte: "" } },
  { type: "boolean", all: { $gte: false } },
];

/** What meets every condition; a range holds for values of its own type alone, as MongoDB compares. */
export function filterOf(conditions: readonly PlannedCondition[]): Filter {
  // A deleted document has no fields: no condition finds it.
  if (conditions.length === 0) return { version: { $gt: 0 } };
  return {
    $and: conditions.map((condition) => ({
      [`fields.${condition.field}`]:
        condition.op === "in"
          ? { $in: condition.values.map(storedScalar) }
          : { [`$${condition.op}`]: storedScalar(condition.value) },
    })),
  };
}

/** The documents of the page and those after it. */
export function pageFilter({ conditions, sort, after }: QueryPlan): Filter {
  const filter = filterOf(conditions);
  return after === undefined ? filter : { $and: [filter, beyond(sort, after)] };
}

export function orderOf({ by, direction }: QueryPlan["sort"]): Record<string, 1 | -1> {
  const step = direction === "asc" ? 1 : -1;
  return by === undefined ? { _id: step } : { [`fields.${by}`]: step, _id: step };
}

/** Each alternative is one stretch of the index, so that the server merges them in order and reads no earlier page. */
function beyond({ by, direction }: QueryPlan["sort"], { value, id }: PagePosition): Filter {
  const operator = direction === "asc" ? "$gt" : "$lt";
  const idBeyond = { _id: { [operator]: id } };
  if (by === undefined) return idBeyond;

  const path = `fields.${by}`;
  const position = TYPES.findIndex(({ type }) => type === (value === null ? "missing" : typeof value));
  const typesBeyond = direction === "asc" ? TYPES.slice(position + 1) : TYPES.slice(0, position);
  const ofType = value === null ? [] : [{ [path]: { [operator]: storedScalar(value) } }];
  return { $or: [{ [path]: same(value), ...idBeyond }, ...ofType, ...typesBeyond.map(({ all }) => ({ [path]: all }))] };
}

function same(value: Scalar | null): Filter {
  return value === null ? { $exists: false } : { $eq: storedScalar(value) };
}
