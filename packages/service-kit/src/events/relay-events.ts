import type { EventLog } from "@projectionist/bus";
import { startOutboxRelay, type Documents, type OutboxRelay } from "@projectionist/stores";
import type { Logger } from "pino";
import { createTrouble } from "../trouble.ts";

/** Publishes what documents announce, as `startOutboxRelay` does. */
export function relayEvents(
  parts: Readonly<{ documents: Documents; log: Pick<EventLog, "append">; logger: Logger }>,
): OutboxRelay {
  const { documents, log, logger } = parts;
  const trouble = createTrouble(logger);
  return startOutboxRelay({
    documents,
    async publish(events) {
      await log.append(events);
      trouble.over("publish", { events: events.length }, "events of documents are published again");
    },
    onError: (err) => trouble.failed("publish", { err }, "events of documents will be published later"),
  });
}
