/** What one document may hold, as MongoDB limits it too. */
const MAX_DEPTH = 100;
const MAX_CHARACTERS = 15 * 1024 * 1024;

/**
 * The JSON text of a document. Properties that are `undefined` are left out; everything else comes back from the text
 * as it was.
 * @throws {TypeError} naming the path of what JSON cannot give back (a Date, NaN, half a surrogate pair, …), and of a
 *   `__proto__` key
 * @throws {RangeError} the value is nested deeper than 100 levels or longer than 15 Mi characters
 */
export function toJson(value: object): string {
  if (!isRecord(value)) throw new TypeError("the value of a document must be an object");
  check(value, "value", 0);
  const json = JSON.stringify(value);
  if (json.length > MAX_CHARACTERS)
    throw new RangeError(`value: a document holds at most ${MAX_CHARACTERS} characters`);
  return json;
}

function check(value: unknown, path: string, depth: number): void {
  if (typeof value === "string" && value.isWellFormed()) return;
  if (typeof value === "number" && Number.isFinite(value)) return;
  if (typeof value === "boolean" || value === null) return;
  if (depth > MAX_DEPTH) throw new RangeError(`${path}: nested deeper than ${MAX_DEPTH} levels`);
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) check(value[index], `${path}[${index}]`, depth + 1);
  } else if (isRecord(value)) {
    for (const key of Object.keys(value)) {
      if (key === "__proto__") throw new TypeError(`${path}: the key __proto__ is not allowed`);
      const member = value[key];
      if (member !== undefined) check(member, `${path}.${key}`, depth + 1);
    }
  } else {
    throw new TypeError(`${path}: JSON cannot hold this value; use plain objects, arrays, text and finite numbers`);
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return Object.prototype.toString.call(value) === "[object Object]" && !("toJSON" in (value as object));
}
