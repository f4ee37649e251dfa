import { EngineOpenError } from "./engine-open-error.ts";
import type { EventLog } from "./event-log.ts";

export type EventLogOptions = Readonly<{
  /** Names this process to the engine (members of consumer groups carry it); the process id unless told. */
  clientId?: string;
}>;

type Opener = (url: string, options: EventLogOptions) => Promise<EventLog>;

const engines: Readonly<Record<string, Opener>> = {
  sqlite: async (url, options) => {
    const { openSqliteEventLog } = await import("./sqlite/sqlite-event-log.ts");
    return openSqliteEventLog(url.slice("sqlite:".length), options);
  },
};

/**
 * Opens the log that the URL's scheme names: `sqlite:<path of the file>`, made with its folder when missing.
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
