import { eventOf } from "../contract/harness.ts";
import { openDocuments } from "../open.ts";

/** Writes documents from eight callers at once for ever, and prints the id of each once it was answered. */
const documents = await openDocuments(process.argv[2]!);
const films = await documents.collection<{ title: string }>({ name: "films" });

await Promise.all(
  Array.from({ length: 8 }, async (_, caller) => {
    for (let count = 0; ; count++) {
      const id = `${caller}-${count}`;
      await films.put(id, { title: "x".repeat(500) }, { events: [eventOf(id)] });
      process.stdout.write(`${id}\n`);
    }
  }),
);
