import { EngineOpenError } from "./engine-open-error.ts";
import type { EventLog } from "./event-log.ts";
import type { ClientLine } from "./client-line.ts";
import type { KafkaOptions } from "./kafka/kafka-options.ts";

export type EventLogOptions = Readonly<{
  /** Names this process to the engine (members of consumer groups carry it); the process id unless told. */
  clientId?: string;
  /** How to reach Kafka; other engines do not look at it. */
  kafka?: KafkaOptions;
  /** Told what the engine's client says of itself, such as that it tries again; nobody is unless told. */
  onLine?: (line: ClientLine) => void;
  /** Told when a consumer has ended for good and only a new process can go on; a warning of the process unless told. */
  onFatal?: (error: Error) => void;
}>;

type Opener = (url: string, options: EventLogOptions) => Promise<EventLog>;

const engines: Readonly<Record<string, Opener>> = {
  sqlite: async (url, options) => {
    const { openSqliteEventLog } = await import("./sqlite/sqlite-event-log.ts");
    return openSqliteEventLog(url.slice("sqlite:".length), options);
  },
  kafka: async (url, options) => {
    const { openKafkaEventLog } = await import("./kafka/kafka-event-log.ts");
    return openKafkaEventLog(url, options);
  },
};

/**
 * Opens the log that the URL's scheme names: `sqlite:<path of the file>`, made with its folder when missing, or
 * `kafka://<host>:<port>[,<host>:<port>]`, with what else it takes to get in under `kafka` of the options.
 *
 * @throws {EngineOpenError} for an unknown scheme, or when the engine cannot be opened.
 */
export async function openEventLog(url: string, options: EventLogOptions = {}): Promise<EventLog> {
  const scheme = url.slice(0, Math.max(0, url.indexOf(":")));
  const open = Object.hasOwn(engines, scheme) ? engines[scheme] : undefined;
  if (open === undefined) {
    const known = Object.keys(engines).map((name) => `${name}:`);
    throw new EngineOpenError(`no event log for the URL "${url}": it must begin with ${known.join(" or ")}`);
  }
  return open(url, options);
}
