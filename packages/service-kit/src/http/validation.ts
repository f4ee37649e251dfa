import { Ajv, type Options } from "ajv";
import addFormats from "ajv-formats";
import type { FastifySchemaCompiler } from "fastify";

const strictly: Options = {
  allErrors: true,
  verbose: true,
  useDefaults: true,
  removeAdditional: false,
  strictTypes: false,
  addUsedSchema: false,
};

/**
 * A JSON Schema validator that knows the formats; `coerce` turns strings into the schema's types, for all but JSON. Text
 * can say Infinity, which JSON cannot: as a number among others it misses bounds, where strictly it would pass them by.
 */
export function createAjv({ coerce }: { coerce: boolean }): Ajv {
  return addFormats.default(new Ajv({ ...strictly, coerceTypes: coerce, strictNumbers: !coerce }));
}

/** Bodies are taken as they are; query strings, parameters and headers, which are text, are read as their types. */
export function createValidatorCompiler(): FastifySchemaCompiler<object> {
  const json = createAjv({ coerce: false });
  const text = createAjv({ coerce: true });
  return ({ schema, httpPart }) => (httpPart === "body" ? json : text).compile(schema);
}
