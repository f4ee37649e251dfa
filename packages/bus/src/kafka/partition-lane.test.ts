import { describe, expect, it, vi } from "vitest";
import type { LogRecord } from "../event-log.ts";
import { startPartitionLane } from "./partition-lane.ts";
import type { LaneOptions } from "./partition-lane.ts";

const recordAt = (offset: number): LogRecord => ({
  topic: "t",
  partition: 0,
  offset,
  key: "k",
  value: new Uint8Array(0),
  headers: {},
  appendedAt: 0,
});

const fetched = (from: number, to: number) => ({
  from,
  end: to,
  records: Array.from({ length: to - from }, (_, index) => recordAt(from + index)),
});

const until = (check: () => unknown) => vi.waitUntil(check, { timeout: 5000, interval: 5 });

/** A lane that begins at offset 5, and what it told its fetcher. */
async function laneAtFive(start: LaneOptions["start"] = async (wanted) => wanted ?? 5) {
  const orders: (number | "pause" | "resume")[] = [];
  const errors: Error[] = [];
  const lane = startPartitionLane({
    maxRecords: 2,
    start,
    onError: (error) => void errors.push(error),
    fetcher: {
      seek: (offset) => void orders.push(offset),
      pause: () => void orders.push("pause"),
      resume: () => void orders.push("resume"),
    },
  });
  await until(() => orders.includes("resume"));
  orders.length = 0;
  const handled: number[][] = [];
  const collect = async (records: readonly LogRecord[]) => void handled.push(records.map(({ offset }) => offset));
  return { lane, orders, errors, handled, collect };
}

describe("partition lane", () => {
  it("handles what was fetched from its position in slices, and moves the fetcher on", async () => {
    const { lane, orders, handled, collect } = await laneAtFive();
    await lane.take(fetched(5, 8), collect);
    expect(handled).toEqual([[5, 6], [7]]);
    expect(orders).toEqual([8, "resume"]);
  });

  it("handles nothing that was fetched from elsewhere, and finds its place again", async () => {
    const { lane, orders, handled, collect } = await laneAtFive();
    await lane.take(fetched(0, 8), collect);
    await lane.take(fetched(7, 8), collect);
    await until(() => orders.includes("resume"));
    expect(handled).toEqual([]);
    expect(orders).toEqual(["pause", 5, "resume"]);
  });

  it("pauses fetching while a handler is slow, takes nothing meanwhile, and goes on where it ends", async () => {
    const { lane, orders, handled, collect } = await laneAtFive();
    const release = Promise.withResolvers<void>();
    await lane.take(fetched(5, 7), () => release.promise);
    expect(orders).toEqual(["pause"]);
    await lane.take(fetched(5, 7), collect);
    expect(handled).toEqual([]);
    release.resolve();
    await until(() => orders.length === 3);
    expect(orders).toEqual(["pause", 7, "resume"]);
  });

  it("brings the same slice again after a throw, before the next one", async () => {
    const { lane, errors, handled, collect } = await laneAtFive();
    let calls = 0;
    await lane.take(fetched(5, 9), async (records) => {
      if (calls++ < 2) throw new Error("not yet");
      await collect(records);
    });
    await until(() => handled.length === 2);
    expect(handled).toEqual([
      [5, 6],
      [7, 8],
    ]);
    expect(errors.map(({ message }) => message)).toEqual(["not yet", "not yet"]);
  });

  it("drops the rest after a seek", async () => {
    const { lane, orders, handled, collect } = await laneAtFive();
    await lane.take(fetched(5, 9), async (records, isStale) => {
      await collect(records);
      lane.seek(20);
      expect(isStale()).toBe(true);
    });
    expect(handled).toEqual([[5, 6]]);
    expect(orders.findLast((order) => typeof order === "number")).toBe(20);
  });

  it("asks again where to begin until it is told", async () => {
    let asked = 0;
    const { errors } = await laneAtFive(async () => {
      if (asked++ === 0) throw new Error("store is away");
      return 5;
    });
    expect(errors.map(({ message }) => message)).toEqual(["store is away"]);
  });

  it("waits at stop for the slice in hand and leaves the rest", async () => {
    const { lane, handled, collect } = await laneAtFive();
    const release = Promise.withResolvers<void>();
    void lane.take(fetched(5, 9), async (records) => {
      await release.promise;
      await collect(records);
    });
    const stopped = lane.stop();
    release.resolve();
    await stopped;
    expect(handled).toEqual([[5, 6]]);
  });
});
