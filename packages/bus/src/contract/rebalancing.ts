import { describe, expect, it } from "vitest";
import { StaleMemberError } from "../event-log.ts";
import type { Batch, EventLog, GroupConsumer } from "../event-log.ts";
import { textsOf } from "./fixture.ts";
import type { Fixture } from "./fixture.ts";

export function rebalancing(t: Fixture): void {
  type Member = { consumer: GroupConsumer; handled: string[] };

  /** A member that commits what it has handled. */
  async function join(log: EventLog = t.log): Promise<Member> {
    const handled: string[] = [];
    const consumer = await t.consume(
      {
        onBatch: async (batch) => {
          await batch.commit(batch.records.at(-1)!.offset + 1);
          handled.push(...textsOf(batch.records));
        },
      },
      log,
    );
    return { consumer, handled };
  }

  /** Waits until the members hold that many partitions each, all four together. */
  async function shared(sizes: readonly number[], ...consumers: GroupConsumer[]): Promise<void> {
    await t.until(() => {
      const shares = consumers.map((consumer) => consumer.assignment());
      const partitions = new Set(shares.flat().map(({ partition }) => partition));
      return partitions.size === 4 && sizes.every((size, index) => shares[index]!.length === size);
    });
  }

  describe("rebalancing", () => {
    it("shares the partitions anew when a member joins and when one leaves", async () => {
      const { consumer: first } = await join();
      await shared([4], first);
      const { consumer: second } = await join();
      await shared([2, 2], first, second);
      await second.stop();
      await shared([4, 0], first, second);
    });

    it("tells each member what it holds, whenever that changes", async () => {
      const told: string[] = [];
      const tell = (name: string) => (held: readonly { partition: number }[]) =>
        void told.push(`${name} ${String(held.map(({ partition }) => partition).toSorted((a, b) => a - b))}`);
      const onBatch = async () => {};
      await t.consume({ onBatch, onAssigned: tell("first") });
      await t.until(() => told.includes("first 0,1,2,3"));
      const second = await t.consume({ onBatch, onAssigned: tell("second") });
      await t.until(() => told.some((each) => /^second \d,\d$/.test(each)));
      told.length = 0;
      await second.stop();
      await t.until(() => told.includes("first 0,1,2,3"));
      expect(told.some((each) => each.startsWith("second"))).toBe(false);
    });

    it("has each record handled by one member, once the shares are settled", async () => {
      const [first, second] = [await join(), await join()];
      await shared([2, 2], first.consumer, second.consumer);
      await t.appendSpread(0, 40);
      await t.until(() => first.handled.length + second.handled.length >= 40);
      await t.settle();
      expect([...first.handled, ...second.handled].toSorted()).toEqual(numbers(40));
      expect(first.handled).toHaveLength(20);
    });

    it("loses no record while members come and go", async () => {
      const first = await join();
      await t.appendSpread(0, 100);
      const second = await join();
      await t.appendSpread(100, 200);
      await shared([2, 2], first.consumer, second.consumer);
      await t.appendSpread(200, 300);
      await second.consumer.stop();
      await t.appendSpread(300, 400);
      await t.until(async () => (await t.log.committed(t.group, t.topic)).every((offset) => offset === 100));
      expect([...new Set([...first.handled, ...second.handled])].toSorted()).toEqual(numbers(400));
    });

    it("leaves a partition to its holder until the batch in hand is done", async () => {
      const release = Promise.withResolvers<void>();
      const started: string[] = [];
      const first = await t.consume({
        onBatch: async (batch) => {
          started.push(...textsOf(batch.records));
          await release.promise;
          await batch.commit(batch.records.at(-1)!.offset + 1);
        },
      });
      await t.appendSpread(0, 4);
      await t.until(() => started.length === 4);
      const second = await join();
      await t.settle();
      expect(second.handled).toEqual([]);
      release.resolve();
      await shared([2, 2], first, second.consumer);
      await t.appendSpread(4, 8);
      await t.until(() => started.length + second.handled.length >= 8);
      await t.settle();
      expect([...started, ...second.handled].toSorted()).toEqual(numbers(8));
    });

    it("refuses commits and heartbeats of a batch whose partition is another's since", async () => {
      const batches: Batch[] = [];
      const first = await t.consume({ onBatch: async (batch) => void batches.push(batch) });
      await t.appendSpread(0, 4);
      await t.until(() => batches.length === 4);
      const second = await join();
      await shared([2, 2], first, second.consumer);
      const lost = batches.find(({ partition }) =>
        second.consumer.assignment().some((held) => held.partition === partition),
      )!;
      expect(lost.isStale()).toBe(true);
      await expect(lost.commit(0)).rejects.toThrow(StaleMemberError);
      await expect(lost.heartbeat()).rejects.toThrow(StaleMemberError);
      await t.until(async () => (await t.log.committed(t.group, t.topic))[lost.partition] === 1);
    });

    it("takes partitions from a member that does not let go of them for a session", async () => {
      const never = Promise.withResolvers<void>();
      const batches: Batch[] = [];
      await t.consume({
        onBatch: async (batch) => {
          batches.push(batch);
          await never.promise;
        },
      });
      await t.appendSpread(0, 4);
      await t.until(() => batches.length === 4);
      const { consumer, handled } = await join();
      await t.until(() => handled.length >= 2);
      const held = new Set(consumer.assignment().map(({ partition }) => partition));
      const lost = batches.find(({ partition }) => held.has(partition))!;
      await expect(lost.commit(1)).rejects.toThrow(StaleMemberError);
      never.resolve();
    });

    t.itNeeds("multiProcess", "shares partitions among instances, and passes on those of one that closes", async () => {
      const other = await t.open();
      const [first, second] = [await join(), await join(other)];
      await shared([2, 2], first.consumer, second.consumer);
      await other.close();
      await shared([4], first.consumer);
      await t.appendSpread(0, 8);
      await t.until(() => first.handled.length === 8);
    });
  });
}

/** The texts that `appendSpread(0, to)` writes, as a sorted list. */
function numbers(to: number): string[] {
  return Array.from({ length: to }, (_, index) => String(index)).toSorted();
}
