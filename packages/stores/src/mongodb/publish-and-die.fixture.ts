import { openDocuments } from "../open.ts";
import { EVENT_ID_HEADER } from "../outbox-event.ts";
import { startOutboxRelay } from "../outbox-relay.ts";

/** Publishes what waits in the films' outboxes by printing its ids, and is killed before it can say so. */
const documents = await openDocuments(process.argv[2]!);
await documents.collection({ name: "films" });
startOutboxRelay({
  documents,
  publish: async (events) => {
    const ids = events.map(({ headers }) => headers?.[EVENT_ID_HEADER]);
    await new Promise((resolve) => process.stdout.write(`${ids.join("\n")}\n`, resolve));
    process.kill(process.pid, "SIGKILL");
    await new Promise(() => {});
  },
});
