import { pino, type DestinationStream, type Logger } from "pino";
import { blankSecrets } from "./blank-secrets.ts";

export type { Logger } from "pino";

export type LoggerOptions = Readonly<{
  /** Left out where children have one each. */
  service?: string;
  level?: string | undefined;
  destination?: DestinationStream | undefined;
}>;

const LEVELS = [...Object.values(pino.levels.labels), "silent"];

/**
 * JSON lines with level names and ISO times; fields of a line that hold secrets are blanked, up to two objects deep. What
 * a child logger adds to each of its lines is written as it is.
 * @throws {RangeError} for an unknown level; the message is the line for the operator
 */
export function createLogger({ service, level = "info", destination }: LoggerOptions): Logger {
  if (!LEVELS.includes(level))
    throw new RangeError(`LOG_LEVEL is ${JSON.stringify(level)}: set it to one of ${LEVELS.join(", ")}`);
  const options = {
    level,
    base: service === undefined ? {} : { service },
    formatters: { level: (label: string) => ({ level: label }), log: blankFields },
    serializers: { err: errorFields },
    timestamp: pino.stdTimeFunctions.isoTime,
  };
  return destination ? pino(options, destination) : pino(options);
}

const blankFields = (fields: Record<string, unknown>) => blankSecrets(fields);

/** What an error tells, and the fields that it carries. */
function errorFields(error: Error): unknown {
  const told: unknown = pino.stdSerializers.err(error);
  return typeof told === "object" && told !== null ? blankSecrets(told, 1) : told;
}
