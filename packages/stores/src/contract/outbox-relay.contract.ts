import { afterEach, describe, expect, it, vi } from "vitest";
import type { Documents, OutboxEvent } from "../documents.ts";
import { EVENT_ID_HEADER } from "../outbox-event.ts";
import { startOutboxRelay, type OutboxRelay } from "../outbox-relay.ts";
import { createHarness, eventOf, textOf, type DocumentsContract } from "./harness.ts";

const DEADLINE = { timeout: 15_000, interval: 5 };

/** A log that fails when it is told to. */
function createPublisher() {
  const published: OutboxEvent[] = [];
  let failures = 0;
  return {
    published,
    texts: () => published.map(textOf),
    failNext: (times: number) => void (failures = times),
    publish: async (events: readonly OutboxEvent[]) => {
      if (failures-- > 0) throw new Error("the log is down");
      published.push(...events);
    },
  };
}

export function outboxRelayContract(contract: DocumentsContract): void {
  const { newPlace, openAt } = createHarness(contract);

  describe("outbox relay", () => {
    const relays: OutboxRelay[] = [];
    afterEach(async () => {
      await Promise.all(relays.splice(0).map((relay) => relay.stop()));
    });
    const start = (...options: Parameters<typeof startOutboxRelay>) => {
      const relay = startOutboxRelay(...options);
      relays.push(relay);
      return relay;
    };

    it("publishes in order what waited and what comes, and empties the outbox", async () => {
      const { documents, films } = await openAt(newPlace());
      const log = createPublisher();
      await films.put("1", { title: "a" }, { events: [eventOf("1"), eventOf("2")] });
      const relay = start({ documents, publish: log.publish });
      await relay.flush();
      expect(log.texts()).toEqual(["1", "2"]);
      await films.put("2", { title: "b" }, { events: [eventOf("3")] });
      await films.delete("1", { events: [eventOf("4")] });
      await vi.waitFor(() => expect(log.texts()).toEqual(["1", "2", "3", "4"]), DEADLINE);
      await relay.flush();
      expect(await documents.pendingEvents(1)).toEqual([]);
    });

    it("drains more than one batch before a flush ends", async () => {
      const { documents, films } = await openAt(newPlace());
      const log = createPublisher();
      const writes = Array.from({ length: 1_201 }, (_, i) => ({
        id: `${i}`,
        value: { title: "" },
        events: [eventOf(`${i}`)],
      }));
      await films.putMany(writes);
      await start({ documents, publish: log.publish }).flush();
      expect(log.texts()).toEqual(writes.map(({ id }) => id));
    });

    it("tries again after failures, in order, and tells of each", async () => {
      const { documents, films } = await openAt(newPlace());
      const log = createPublisher();
      const errors: unknown[] = [];
      log.failNext(3);
      start({ documents, publish: log.publish, onError: (error) => errors.push(error) });
      for (const text of ["1", "2", "3"]) await films.put("1", { title: text }, { events: [eventOf(text)] });
      await vi.waitFor(() => expect(log.texts()).toEqual(["1", "2", "3"]), DEADLINE);
      expect(errors.map(String)).toEqual(Array.from({ length: 3 }, () => "Error: the log is down"));
    });

    it("resolves a flush only when what was pending is acknowledged, whatever fails", async () => {
      const { documents, films } = await openAt(newPlace());
      const log = createPublisher();
      log.failNext(2);
      const relay = start({ documents, publish: log.publish });
      await films.put("1", { title: "a" }, { events: [eventOf("1")] });
      await Promise.all([relay.flush(), relay.flush()]);
      expect(log.texts()).toEqual(["1"]);
      expect(await documents.pendingEvents(1)).toEqual([]);
    });

    it("publishes again, under the same id, after a crash between publishing and acknowledging", async () => {
      const { documents, films } = await openAt(newPlace());
      const log = createPublisher();
      const crashing: Documents = { ...documents, acknowledgeEvents: () => Promise.reject(new Error("crashed")) };
      await films.put("1", { title: "a" }, { events: [eventOf("1")] });
      const before = start({ documents: crashing, publish: log.publish });
      await vi.waitFor(() => expect(log.published.length).toBeGreaterThan(0), DEADLINE);
      await before.stop();
      log.published.splice(1);
      await start({ documents, publish: log.publish }).flush();
      expect(log.texts()).toEqual(["1", "1"]);
      const ids = log.published.map(({ headers }) => headers?.[EVENT_ID_HEADER]);
      expect(ids[0]).toBeTypeOf("string");
      expect(ids[1]).toBe(ids[0]);
      expect(await documents.pendingEvents(1)).toEqual([]);
    });

    it.skipIf(!contract.capabilities.persistent)("finds what another process wrote", async () => {
      const place = newPlace();
      const { documents } = await openAt(place);
      const other = await openAt(place);
      const log = createPublisher();
      await start({ documents, publish: log.publish }).flush();
      await other.films.put("1", { title: "a" }, { events: [eventOf("1")] });
      await vi.waitFor(() => expect(log.texts()).toEqual(["1"]), DEADLINE);
    });

    it("ends after the publishing under way, leaves the rest, and refuses to flush", async () => {
      const { documents, films } = await openAt(newPlace());
      const gate = Promise.withResolvers<void>();
      const entered = Promise.withResolvers<void>();
      const publish = () => {
        entered.resolve();
        return gate.promise;
      };
      const relay = start({ documents, publish });
      await films.put("1", { title: "a" }, { events: [eventOf("1")] });
      await entered.promise;
      await films.put("1", { title: "b" }, { events: [eventOf("2")] });
      const flushed = expect(relay.flush()).rejects.toThrow("stopped");
      const stopped = relay.stop();
      gate.resolve();
      await Promise.all([stopped, flushed]);
      expect((await documents.pendingEvents(10)).map(({ event }) => textOf(event))).toEqual(["2"]);
      await expect(relay.flush()).rejects.toThrow("stopped");
    });
  });
}
