import type { FieldFault } from "@projectionist/contracts";
import type { ErrorObject } from "ajv";
import { bestBranches, withoutRepetition } from "./union-errors.ts";

const MOST = 20;

type Value = string | number | undefined;
type Schema = Readonly<Record<string, Value>>;

/**
 * What ajv found, for a reader: where each fault lies and how to cure it, at most 20. `prefix` is "" for a body (paths
 * are JSON pointers then), or the part of the request (`query`). Values are never repeated: they may be secrets.
 * Needs ajv's `verbose`, for the bounds that were missed.
 */
export function fieldFaults(errors: readonly ErrorObject[], prefix = ""): FieldFault[] {
  const faults = new Map<string, FieldFault>();
  for (const error of bestBranches(withoutRepetition(errors))) {
    const fault = { path: `${prefix}${pathOf(error)}`, message: messageOf(error) };
    faults.set(`${fault.path} ${fault.message}`, fault);
  }
  return [...faults.values()].slice(0, MOST);
}

function pathOf({ instancePath, keyword, params }: ErrorObject): string {
  const details = params as Schema;
  if (keyword === "required") return `${instancePath}/${pointer(details["missingProperty"])}`;
  if (keyword === "additionalProperties") return `${instancePath}/${pointer(details["additionalProperty"])}`;
  return instancePath;
}

function pointer(name: Value): string {
  return String(name).slice(0, 100).replaceAll("~", "~0").replaceAll("/", "~1");
}

function messageOf({ keyword, params, parentSchema, message }: ErrorObject): string {
  const details = params as Schema;
  const schema = (parentSchema ?? {}) as Schema;
  switch (keyword) {
    case "required":
      return "required: add it";
    case "additionalProperties":
      return "unknown field: remove it";
    case "type":
      return `must be ${[details["type"]].flat().map(nameOfType).join(" or ")}`;
    case "enum":
      return `must be one of ${(params as { allowedValues: readonly string[] }).allowedValues.join(", ")}`;
    case "const":
      return `must be ${String(details["allowedValue"])}`;
    case "minimum":
    case "maximum":
    case "exclusiveMinimum":
    case "exclusiveMaximum":
      return `must be ${numberRange(schema)}`;
    case "multipleOf":
      return `must be a multiple of ${String(details["multipleOf"])}`;
    case "minLength":
    case "maxLength":
      return `must have ${sizeRange(schema["minLength"], schema["maxLength"])} characters`;
    case "minItems":
    case "maxItems":
      return `must have ${sizeRange(schema["minItems"], schema["maxItems"])} items`;
    case "minProperties":
    case "maxProperties":
      return `must have ${sizeRange(schema["minProperties"], schema["maxProperties"])} fields`;
    case "uniqueItems":
      return "must not name the same item twice";
    case "pattern":
      return `must match ${String(details["pattern"])}${described(schema)}`;
    case "format":
      return `must be ${formats[String(details["format"])] ?? `in the format ${String(details["format"])}`}`;
    default:
      return message ?? "is not valid";
  }
}

const formats: Readonly<Record<string, string>> = {
  email: "an e-mail address, such as name@example.com",
  "date-time": "an ISO 8601 time with a time zone, such as 2026-11-21T12:00:00Z",
  uri: "a URL, such as http://localhost:8080",
};

const typeNames: Readonly<Record<string, string>> = {
  string: "a string",
  integer: "a whole number",
  number: "a number",
  boolean: "true or false",
  object: "an object",
  array: "a list",
  null: "null",
};

function nameOfType(type: Value): string {
  return typeNames[String(type)] ?? String(type);
}

function numberRange(schema: Schema): string {
  const bounds = [
    ["at least", schema["minimum"]],
    ["more than", schema["exclusiveMinimum"]],
    ["at most", schema["maximum"]],
    ["less than", schema["exclusiveMaximum"]],
  ];
  return bounds
    .flatMap(([words, bound]) => (bound === undefined ? [] : [`${String(words)} ${String(bound)}`]))
    .join(" and ");
}

function sizeRange(least: Value, most: Value): string {
  if (least !== undefined && most !== undefined)
    return least === most ? String(least) : `${String(least)} to ${String(most)}`;
  return most === undefined ? `at least ${String(least)}` : `at most ${String(most)}`;
}

function described(schema: Schema): string {
  return typeof schema["description"] === "string" ? `: ${schema["description"]}` : "";
}
