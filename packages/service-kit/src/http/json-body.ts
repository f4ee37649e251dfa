import type { FieldFault } from "@projectionist/contracts";
import { ProblemError } from "./problem-error.ts";

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** Text that could hold what {@link hostilePart} looks for; most bodies do not, and are not walked. */
const SUSPICIOUS = /__proto__|constructor|\\u/;

/**
 * The value of a JSON body; undefined when it is empty.
 * @throws {ProblemError} `malformed-json`, or `validation-failed` naming a key that would poison prototypes or a text
 * with half a surrogate pair
 */
export function parseJsonBody(bytes: Buffer): unknown {
  if (bytes.length === 0) return undefined;
  const { text, value } = parse(bytes);
  const fault = SUSPICIOUS.test(text) ? hostilePart(value) : undefined;
  if (fault) throw new ProblemError("validation-failed", { errors: [fault] });
  return value;
}

function parse(bytes: Buffer): { text: string; value: unknown } {
  try {
    const text = utf8.decode(bytes);
    return { text, value: JSON.parse(text) as unknown };
  } catch (error) {
    throw new ProblemError("malformed-json", {}, { cause: error });
  }
}

function hostilePart(body: unknown): FieldFault | undefined {
  const places: { path: string; value: unknown }[] = [{ path: "", value: body }];
  for (let place = places.pop(); place; place = places.pop()) {
    const { path, value } = place;
    if (typeof value === "string" && !value.isWellFormed())
      return { path, message: "holds half a surrogate pair: send whole characters" };
    if (typeof value !== "object" || value === null) continue;
    for (const [key, member] of Object.entries(value)) {
      const at = `${path}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
      if (key === "__proto__" || (key === "constructor" && hasPrototype(member)))
        return { path: at, message: "unknown field: remove it" };
      if (!key.isWellFormed())
        return { path, message: "has a field name with half a surrogate pair: send whole characters" };
      places.push({ path: at, value: member });
    }
  }
  return undefined;
}

function hasPrototype(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.hasOwn(value, "prototype");
}
