import type { CollectionShape } from "../collection-shape.ts";

/** The table of the events that wait to be published. No collection has this name: theirs begin with a letter. */
export const OUTBOX = "_outbox";

export const OUTBOX_SCHEMA = `
  CREATE TABLE IF NOT EXISTS ${OUTBOX} (
    sequence INTEGER PRIMARY KEY,
    collection TEXT NOT NULL,
    document_id TEXT NOT NULL,
    event_id TEXT NOT NULL,
    topic TEXT NOT NULL,
    key TEXT NOT NULL,
    value BLOB NOT NULL,
    headers TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS "${OUTBOX} by document" ON ${OUTBOX} (collection, document_id, event_id);
`;

/**
 * The statements that make what is missing of a collection: its table, a computed column per indexed field, the indexes.
 * `columns` are those there already. Documents are never rewritten: SQLite computes the columns from the JSON.
 * A missing field is NULL there, which no unique key counts.
 */
export function collectionStatements(
  { name, indexes, unique }: CollectionShape,
  columns: ReadonlySet<string>,
): string[] {
  const fields = new Set([...indexes, ...unique].flat());
  return [
    `CREATE TABLE IF NOT EXISTS "${name}" (_id TEXT PRIMARY KEY, _version INTEGER NOT NULL, _value TEXT NOT NULL)`,
    ...[...fields].filter((field) => !columns.has(field)).map((field) => addColumn(name, field)),
    ...indexes.map(
      (index) => `CREATE INDEX IF NOT EXISTS "${name} by ${index.join(", ")}" ON "${name}" (${list(index)}, _id)`,
    ),
    ...unique.map(
      (key) => `CREATE UNIQUE INDEX IF NOT EXISTS "${name} unique ${key.join(", ")}" ON "${name}" (${list(key)})`,
    ),
  ];
}

/**
 * Numbers are kept as doubles, as JavaScript reads them. Booleans become blobs, so that SQLite orders all scalars as
 * MongoDB does: missing, numbers, strings, booleans.
 */
function addColumn(collection: string, field: string): string {
  const scalar = `_value ->> '$.${field}'`;
  return `ALTER TABLE "${collection}" ADD COLUMN "${field}" GENERATED ALWAYS AS (CASE json_type(_value, '$.${field}')
    WHEN 'text' THEN ${scalar} WHEN 'integer' THEN CAST(${scalar} AS REAL) WHEN 'real' THEN ${scalar}
    WHEN 'true' THEN x'01' WHEN 'false' THEN x'00' END) VIRTUAL`;
}

function list(fields: readonly string[]): string {
  return fields.map((field) => `"${field}"`).join(", ");
}
