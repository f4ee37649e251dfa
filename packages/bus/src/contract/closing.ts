import { describe, expect, it } from "vitest";
import { AppendError } from "../event-log.ts";
import type { Fixture } from "./fixture.ts";

export function closing(t: Fixture): void {
  describe("closing", () => {
    it("writes what was accepted, and refuses what comes after", async () => {
      const accepted = t.log.append([t.recordIn(0, "a")]);
      await t.log.close();
      expect(await accepted).toEqual([{ topic: t.topic, partition: 0, offset: 0 }]);
      const late = t.log.append([t.recordIn(0, "b")]);
      await expect(late).rejects.toThrow(AppendError);
      await expect(late).rejects.toMatchObject({ outcome: "refused" });
      await expect(t.log.ends(t.topic)).rejects.toThrow("closed");
    });

    it("waits for handlers, which may still append and commit", async () => {
      const release = Promise.withResolvers<void>();
      const outcomes: string[] = [];
      await t.appendTo(0, "a");
      await t.consume({
        onBatch: async (batch) => {
          outcomes.push("begun");
          await release.promise;
          await t.appendTo(1, "made of a");
          await batch.commit(1);
          outcomes.push("done");
        },
      });
      await t.until(() => outcomes.length === 1);
      const closed = t.log.close();
      release.resolve();
      await closed;
      expect(outcomes).toEqual(["begun", "done"]);
    });

    it("may be repeated", async () => {
      await Promise.all([t.log.close(), t.log.close()]);
      await t.log.close();
    });
  });
}
