import type { EventLog, Tail } from "@projectionist/bus";
import { deadLetterTopicOf, type DeadLetterSource } from "@projectionist/contracts";
import type { Logger } from "@projectionist/service-kit";
import { askLog } from "../ask-log.ts";
import { Letters } from "./letters.ts";

const IDLE_MS = 60_000;
/** Less than a read through the gateway may take. */
const PATIENCE_MS = 1_500;

/** Reads topics of dead letters while somebody looks at them. */
export interface LetterBox {
  /**
   * The letters of a topic, with all that its topic of dead letters held at the time of the call.
   * @throws {ProblemError} `unavailable` while they are still being read, or the log cannot be asked
   */
  read(topic: DeadLetterSource): Promise<Letters>;
  stop(): Promise<void>;
}

type Reading = { letters: Letters; tail: Promise<Tail>; idle: NodeJS.Timeout };

/** What was read is let go a minute after the last look, so that letters cost nothing while nobody asks. */
export function createLetterBox(log: EventLog, logger: Logger, idleMs = IDLE_MS): LetterBox {
  const readings = new Map<DeadLetterSource, Reading>();
  const endings = new Set<Promise<void>>();

  function open(topic: DeadLetterSource): Reading {
    const letters = new Letters(topic);
    const reading: Reading = {
      letters,
      tail: log.tail({
        topic: deadLetterTopicOf(topic),
        from: [],
        onRecords: async (records) => records.forEach((record) => letters.add(record)),
        onError: (err) => logger.warn({ err, topic }, "the dead letters will be read again"),
      }),
      idle: setTimeout(() => letGo(topic, reading), idleMs).unref(),
    };
    reading.tail.catch(() => letGo(topic, reading));
    readings.set(topic, reading);
    return reading;
  }

  function letGo(topic: DeadLetterSource, reading: Reading): void {
    clearTimeout(reading.idle);
    if (readings.get(topic) === reading) readings.delete(topic);
    const ending = reading.tail.then((tail) => tail.stop()).catch(() => {});
    endings.add(ending);
    void ending.finally(() => endings.delete(ending));
  }

  return {
    async read(topic) {
      const reading = readings.get(topic) ?? open(topic);
      reading.idle.refresh();
      const caughtUp = reading.tail.then((tail) => tail.caughtUp());
      await askLog("the dead letters", PATIENCE_MS, caughtUp);
      return reading.letters;
    },
    async stop() {
      for (const [topic, reading] of readings) letGo(topic, reading);
      await Promise.all(endings);
    },
  };
}
