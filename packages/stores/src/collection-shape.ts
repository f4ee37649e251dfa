export type CollectionShape = Readonly<{
  name: string;
  indexes: readonly (readonly string[])[];
  unique: readonly (readonly string[])[];
}>;

/** @throws {TypeError} naming what is no identifier, or differs from another only in case */
export function checkShape({ name, indexes, unique }: CollectionShape): void {
  requireIdentifier("the name of a collection", name);
  const seen = new Map<string, string>();
  for (const fields of [...indexes, ...unique]) {
    if (fields.length === 0) throw new TypeError(`${name}: an index needs at least one field`);
    for (const field of fields) {
      requireIdentifier(`${name}: an indexed field`, field);
      const other = seen.get(field.toLowerCase()) ?? field;
      if (other !== field) throw new TypeError(`${name}: the fields ${other} and ${field} differ only in case`);
      seen.set(field.toLowerCase(), field);
    }
  }
}

function requireIdentifier(what: string, name: string): void {
  if (/^[A-Za-z][A-Za-z0-9_]{0,62}$/.test(name)) return;
  throw new TypeError(`${what} must be a letter and then up to 62 letters, digits or _, not ${JSON.stringify(name)}`);
}
