import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { FILMS } from "../contract/harness.ts";
import { openDocuments } from "../open.ts";
import { startBareServer } from "./bare-server.fixture.ts";

/** The client looks at once for a server that it lost, unless it did in the last half second. */
const QUIET_MS = 700;
const ROUNDS = 3;

test("a server that ended all connections at once is found again", { timeout: 60_000 }, async () => {
  const server = await startBareServer();
  const documents = await openDocuments(server.url);
  try {
    const films = await documents.collection(FILMS);
    for (let round = 0; round < ROUNDS; round++) {
      expect(await films.get("1")).toBeUndefined();
      await sleep(QUIET_MS);
      server.hook.onCommand = (name) => {
        if (name !== "find") return;
        delete server.hook.onCommand;
        server.endConnections();
      };
      await expect.poll(() => films.get("1").catch(String), { timeout: 15_000 }).toBeUndefined();
    }
  } finally {
    await server.close();
    await documents.close();
  }
});
