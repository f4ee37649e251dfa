import { describe, expect, it } from "vitest";
import { createHarness, type DocumentsContract } from "./contract/harness.ts";
import { outboxContract } from "./contract/outbox.contract.ts";
import { outboxRelayContract } from "./contract/outbox-relay.contract.ts";
import { queriesContract } from "./contract/queries.contract.ts";
import { writesContract } from "./contract/writes.contract.ts";

export type { DocumentsContract } from "./contract/harness.ts";

/** What every adapter of `Documents` must do. Call it at the top of the adapter's test file. */
export function documentsContract(contract: DocumentsContract): void {
  describe(`${contract.name}: Documents`, () => {
    describe("opening", () => {
      const { newPlace, openAt } = createHarness(contract);

      it("says what it can do", async () => {
        const { documents } = await openAt(newPlace());
        expect(documents.capabilities).toEqual(contract.capabilities);
      });

      it.skipIf(!contract.capabilities.persistent)("finds everything again after it was closed", async () => {
        const place = newPlace();
        const first = await openAt(place);
        await first.films.put("1", { title: "Metropolis", year: 1927, isbn: "a" });
        await first.films.put("1", { title: "Metropolis", year: 1928, isbn: "a" });
        await first.documents.close();
        const { films } = await openAt(place);
        expect(await films.get("1")).toEqual({
          id: "1",
          version: 2,
          value: { title: "Metropolis", year: 1928, isbn: "a" },
        });
        expect((await films.find({ where: { year: 1928 } })).items).toHaveLength(1);
        await expect(films.put("2", { title: "M", isbn: "a" })).rejects.toThrow("isbn is taken");
      });

      it("makes the indexes and unique keys that a later definition adds", async () => {
        const { documents } = await openAt(newPlace());
        const people = await documents.collection<{ name: string; born?: number }>({ name: "people" });
        await people.put("1", { name: "Fritz Lang", born: 1890 });
        await people.put("2", { name: "Thea von Harbou", born: 1888 });
        await expect(people.find({ sort: { by: "born", direction: "asc" } })).rejects.toThrow("born");
        const again = await documents.collection<{ name: string; born?: number }>({
          name: "people",
          indexes: [["born"]],
          unique: [["name"]],
        });
        const page = await again.find({ sort: { by: "born", direction: "asc" } });
        expect(page.items.map(({ id }) => id)).toEqual(["2", "1"]);
        await expect(again.put("3", { name: "Fritz Lang" })).rejects.toThrow("name is taken");
      });

      it("keeps collections apart", async () => {
        const { documents, films } = await openAt(newPlace());
        const people = await documents.collection<{ name: string }>({ name: "people" });
        await films.put("1", { title: "M" });
        expect(await people.get("1")).toBeUndefined();
        expect(await people.count()).toBe(0);
      });

      it("refuses names of collections and indexed fields that are no identifiers", async () => {
        const { documents } = await openAt(newPlace());
        for (const name of ["", "1st", "a-b", "a b", 'a"b', "_outbox", "__proto__", "a".repeat(64)]) {
          await expect(documents.collection({ name }), name).rejects.toThrow(TypeError);
          const definition = { name: "people", indexes: [[name]] } as unknown as { name: string };
          await expect(documents.collection(definition), name).rejects.toThrow(TypeError);
        }
      });

      it("closes twice, after what was asked for, and then refuses", async () => {
        const place = newPlace();
        const { documents, films } = await openAt(place);
        const written = Promise.all(Array.from({ length: 20 }, (_, i) => films.put(`${i}`, { title: "M" })));
        await Promise.all([documents.close(), documents.close()]);
        expect(await written).toEqual(Array.from({ length: 20 }, () => 1));
        await expect(films.put("x", { title: "M" })).rejects.toThrow();
        await expect(films.get("1")).rejects.toThrow();
      });
    });

    writesContract(contract);
    queriesContract(contract);
    outboxContract(contract);
    outboxRelayContract(contract);
  });
}
