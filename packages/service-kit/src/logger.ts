import { pino, type DestinationStream, type Logger } from "pino";
import { withoutSecrets } from "./without-secrets.ts";

export type { Logger } from "pino";

export type LoggerOptions = Readonly<{
  /** Left out where children have one each. */
  service?: string;
  level?: string | undefined;
  destination?: DestinationStream | undefined;
}>;

const LEVELS = [...Object.values(pino.levels.labels), "silent"];

/**
 * JSON lines with level names and ISO times, on stdout by the time that a call returns; fields that hold secrets are blanked,
 * up to two objects deep.
 * @throws {RangeError} for an unknown level; the message is the line for the operator
 */
export function createLogger({
  service,
  level = "info",
  // Else a thread writes, and lines of a process that ends come out of order or not at all.
  destination = pino.destination({ sync: true }),
}: LoggerOptions): Logger {
  if (!LEVELS.includes(level))
    throw new RangeError(`LOG_LEVEL is ${JSON.stringify(level)}: set it to one of ${LEVELS.join(", ")}`);
  const options = {
    level,
    base: service === undefined ? {} : { service },
    formatters: { level: (label: string) => ({ level: label }), log: withoutSecrets },
    serializers: { err: (err: unknown) => (err instanceof Error ? pino.stdSerializers.err(err) : err) },
    timestamp: pino.stdTimeFunctions.isoTime,
  };
  return pino(options, destination);
}
