import type { EventLog, LogRecord } from "@projectionist/bus";

/** Everything that a topic holds, each partition in its order. */
export async function readAll(log: EventLog, topic: string): Promise<LogRecord[]> {
  const all: LogRecord[] = [];
  const tail = await log.tail({ topic, from: [], onRecords: async (records) => void all.push(...records) });
  await tail.caughtUp();
  await tail.stop();
  return all;
}
