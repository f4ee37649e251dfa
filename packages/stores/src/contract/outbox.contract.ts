import { describe, expect, it } from "vitest";
import type { Documents, OutboxEvent } from "../documents.ts";
import { EVENT_ID_HEADER } from "../outbox-event.ts";
import { createHarness, eventOf, textOf, type DocumentsContract } from "./harness.ts";

async function pendingTexts(documents: Documents): Promise<string[]> {
  return (await documents.pendingEvents(1_000)).map(({ event }) => textOf(event));
}

export function outboxContract(contract: DocumentsContract): void {
  const { newPlace, openAt } = createHarness(contract);

  describe("outbox", () => {
    it("holds events as they were written, with an id", async () => {
      const { documents, films } = await openAt(newPlace());
      const value = Uint8Array.of(0, 255, 1, 128);
      const writing = films.put(
        "1",
        { title: "a" },
        { events: [{ topic: "t", key: "é", value, headers: { trace: "x" } }] },
      );
      value.fill(7);
      await writing;
      const [pending, ...others] = await documents.pendingEvents(10);
      expect(others).toEqual([]);
      expect(pending).toMatchObject({ collection: "films", documentId: "1" });
      expect(pending?.eventId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-/);
      expect(pending?.event).toMatchObject({ topic: "t", key: "é" });
      expect([...pending!.event.value]).toEqual([0, 255, 1, 128]);
      expect(pending?.event.headers).toEqual({ trace: "x", [EVENT_ID_HEADER]: pending?.eventId });
    });

    it("keeps the id that an event brings, and empty bytes", async () => {
      const { documents, films } = await openAt(newPlace());
      const event = { ...eventOf("", { [EVENT_ID_HEADER]: "mine" }), value: new Uint8Array(0) };
      await films.put("1", { title: "a" }, { events: [event] });
      const [pending] = await documents.pendingEvents(1);
      expect(pending?.eventId).toBe("mine");
      expect(pending?.event.value).toHaveLength(0);
    });

    it("answers oldest writes first, over documents and collections", async () => {
      const { documents, films } = await openAt(newPlace());
      const people = await documents.collection<{ name: string }>({ name: "people" });
      await films.put("z", { title: "a" }, { events: [eventOf("1"), eventOf("2")] });
      await people.put("a", { name: "b" }, { events: [eventOf("3")] });
      await films.put("z", { title: "c" }, { events: [eventOf("4")] });
      await films.putMany([
        { id: "y", value: { title: "d" }, events: [eventOf("5")] },
        { id: "b", value: { title: "e" }, events: [eventOf("6"), eventOf("7")] },
        { id: "y", value: { title: "f" }, events: [eventOf("8")] },
      ]);
      expect(await pendingTexts(documents)).toEqual(["1", "2", "3", "4", "5", "6", "7", "8"]);
      expect((await documents.pendingEvents(3)).map(({ event }) => textOf(event))).toEqual(["1", "2", "3"]);
      for (const limit of [0, -1, 1.5]) await expect(documents.pendingEvents(limit)).rejects.toThrow("limit");
    });

    it("gives up what is acknowledged, and nothing else, however often", async () => {
      const { documents, films } = await openAt(newPlace());
      await films.put("1", { title: "a" }, { events: [eventOf("1"), eventOf("2"), eventOf("3")] });
      await films.put("2", { title: "b" }, { events: [eventOf("4")] });
      const [first, second] = await documents.pendingEvents(2);
      await documents.acknowledgeEvents([second!]);
      expect(await pendingTexts(documents)).toEqual(["1", "3", "4"]);
      await documents.acknowledgeEvents([first!, second!, first!]);
      await documents.acknowledgeEvents([]);
      expect(await pendingTexts(documents)).toEqual(["3", "4"]);
      expect(await films.get("1")).toEqual({ id: "1", version: 1, value: { title: "a" } });
    });

    it("is not changed by later writes to the document", async () => {
      const { documents, films } = await openAt(newPlace());
      await films.put("1", { title: "a" }, { events: [eventOf("created")] });
      await films.put("1", { title: "b" }, { events: [eventOf("changed")] });
      await films.put("1", { title: "c" });
      await films.delete("1", { events: [eventOf("deleted")] });
      await films.put("1", { title: "d" }, { events: [eventOf("created anew")] });
      expect(await pendingTexts(documents)).toEqual(["created", "changed", "deleted", "created anew"]);
      expect(await films.get("1")).toEqual({ id: "1", version: 1, value: { title: "d" } });
      await documents.acknowledgeEvents(await documents.pendingEvents(10));
      expect(await films.get("1")).toEqual({ id: "1", version: 1, value: { title: "d" } });
    });

    it("keeps what waited when the document is deleted without events", async () => {
      const { documents, films } = await openAt(newPlace());
      await films.put("1", { title: "a" }, { events: [eventOf("created")] });
      expect(await films.delete("1")).toBe(true);
      expect(await pendingTexts(documents)).toEqual(["created"]);
      expect(await films.delete("1", { events: [eventOf("nothing to delete")] })).toBe(false);
      expect(await pendingTexts(documents)).toEqual(["created"]);
    });

    it("gets nothing from writes that are held off", async () => {
      const { documents, films } = await openAt(newPlace());
      await films.put("1", { title: "a", isbn: "x" });
      await films.putMany([
        { id: "1", value: { title: "b" }, expectedVersion: 9, events: [eventOf("conflict")] },
        { id: "2", value: { title: "b", isbn: "x" }, events: [eventOf("duplicate")] },
        { id: "3", value: { title: "c" }, events: [eventOf("written")] },
      ]);
      await expect(films.delete("1", { expectedVersion: 9, events: [eventOf("conflict")] })).rejects.toThrow();
      expect(await pendingTexts(documents)).toEqual(["written"]);
    });

    it.skipIf(!contract.capabilities.persistent)("survives closing, for those who open the collection", async () => {
      const place = newPlace();
      const first = await openAt(place);
      const people = await first.documents.collection<{ name: string }>({ name: "people" });
      await people.put("1", { name: "a" }, { events: [eventOf("of people")] });
      await first.films.put("1", { title: "a" }, { events: [eventOf("created")] });
      await first.films.delete("1", { events: [eventOf("deleted")] });
      const before = await first.documents.pendingEvents(10);
      await first.documents.close();
      const { documents } = await openAt(place);
      expect(await pendingTexts(documents)).toEqual(["created", "deleted"]);
      await documents.collection({ name: "people" });
      expect(await documents.pendingEvents(10)).toEqual(before);
    });

    it("calls back after writes that left events, until told not to", async () => {
      const { documents, films } = await openAt(newPlace());
      const looks: Promise<string[]>[] = [];
      const end = documents.onPendingEvents(() => looks.push(pendingTexts(documents)));
      await films.put("1", { title: "a" });
      await films.putMany([{ id: "1", value: { title: "b" }, expectedVersion: 9, events: [eventOf("conflict")] }]);
      expect(looks).toHaveLength(0);
      await films.put("1", { title: "a" }, { events: [eventOf("1")] });
      expect(await Promise.all(looks)).toEqual([["1"]]);
      await films.delete("1", { events: [eventOf("2")] });
      expect(await Promise.all(looks)).toEqual([["1"], ["1", "2"]]);
      end();
      await films.put("1", { title: "a" }, { events: [eventOf("3")] });
      expect(looks).toHaveLength(2);
    });

    it("refuses events that are malformed, naming the part", async () => {
      const { films } = await openAt(newPlace());
      const refused: [object, string][] = [
        [{ topic: "" }, "event.topic"],
        [{ key: undefined }, "event.key"],
        [{ value: "text" }, "event.value"],
        [{ headers: { a: 1 } }, "event.headers.a"],
        [{ headers: { [EVENT_ID_HEADER]: "" } }, `event.headers.${EVENT_ID_HEADER}`],
      ];
      for (const [wrong, message] of refused) {
        const events = [{ ...eventOf("1"), ...wrong } as OutboxEvent];
        await expect(films.put("1", { title: "a" }, { events })).rejects.toThrow(message);
      }
      expect(await films.get("1")).toBeUndefined();
    });
  });
}
