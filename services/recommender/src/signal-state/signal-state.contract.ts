import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { shardOf } from "./shard-of.ts";
import type {
  FilmDelta,
  LedgerEntry,
  ShardId,
  SignalState,
  SignalStateCapabilities,
  StateDelta,
  ViewerDelta,
} from "./signal-state.ts";

export type SignalStateContract = Readonly<{
  name: string;
  /** Opens the same, at first empty, store each time. */
  open: () => Promise<SignalState>;
  capabilities: SignalStateCapabilities;
}>;

const source = { epoch: "e1", partition: 0 };
const hostileIds = [
  "{tag}",
  "{",
  "*",
  "a b",
  "a\r\nb",
  "__proto__",
  "constructor",
  "ж-電影-🎬",
  "é",
  "e\u0301",
  ":",
  "%s",
  "'",
  "",
  "x".repeat(128),
];

type Event = Readonly<{ offset: number; films?: readonly FilmDelta[]; viewers?: readonly ViewerDelta[] }>;

/** What every engine of the signal state must do; `state` of each test has a keyspace of its own, named `space`. */
export function signalStateContract({ name, open, capabilities }: SignalStateContract): void {
  describe(`${name} as a signal state`, () => {
    let state: SignalState;
    let space: string;
    let spaces = 0;
    beforeAll(async () => {
      state = await open();
    });
    beforeEach(() => {
      space = `space-${++spaces}`;
    });
    afterAll(() => state.close());

    const filmShard = (movieId: string): ShardId => `f${shardOf(movieId, state.shardCounts.films)}`;
    const viewerShard = (userId: string): ShardId => `v${shardOf(userId, state.shardCounts.viewers)}`;
    const allShards = (): ShardId[] => [
      ...Array.from({ length: state.shardCounts.films }, (_, index) => `f${index}` as const),
      ...Array.from({ length: state.shardCounts.viewers }, (_, index) => `v${index}` as const),
    ];

    /** Applies events to the shards (all unless told) as one batch from `previous` (exclusive) to the last offset. */
    async function applyAll(
      events: readonly Event[],
      more: { previous?: number; end?: number; shards?: ShardId[]; in?: string } = {},
    ) {
      const deltas = new Map<ShardId, StateDelta[]>(allShards().map((shard) => [shard, []]));
      for (const { films = [], viewers = [] } of events) {
        for (const delta of films) deltas.get(filmShard(delta.movieId))!.push(delta);
        for (const delta of viewers) deltas.get(viewerShard(delta.userId))!.push(delta);
      }
      const batchEnd = more.end ?? events.at(-1)!.offset;
      const outcomes = (more.shards ?? allShards()).map((shard) =>
        state.apply({
          keyspace: more.in ?? space,
          source,
          shard,
          expectedPrevious: more.previous ?? -1,
          batchEnd,
          deltas: deltas.get(shard)!,
        }),
      );
      return [...new Set(await Promise.all(outcomes))];
    }

    async function scanned(keyspace = space): Promise<unknown[]> {
      const entries: unknown[] = [];
      for await (const entry of state.scan(keyspace)) entries.push(entry);
      return entries;
    }

    const pair = (offset: number, movieId: string, next: string, amount = 10): Event => ({
      offset,
      films: [{ kind: "pair", offset, movieId, next, amount }],
    });
    const history = (offset: number, movieId: string, amount = 1): Event => ({
      offset,
      films: [{ kind: "total", offset, movieId, total: "history", amount }],
    });
    const trending = (offset: number, movieId: string, occurredAt: number, amount = 1): Event => ({
      offset,
      films: [{ kind: "trending", offset, movieId, occurredAt, amount }],
    });
    const entryAt = (offset: number, more: Partial<LedgerEntry> = {}): LedgerEntry => ({
      eventId: `e${offset}`,
      offset,
      movieId: "alien",
      type: "rated",
      value: 4.5,
      occurredAt: 1_700_000_000_123,
      late: false,
      retractedAt: null,
      ...more,
    });
    const append = (offset: number, userId: string, more: Partial<LedgerEntry> = {}): Event => ({
      offset,
      viewers: [{ kind: "append", offset, userId, entry: entryAt(offset, more) }],
    });
    const retract = (offset: number, userId: string, eventId: string): Event => ({
      offset,
      viewers: [{ kind: "retract", offset, userId, eventId }],
    });
    const erase = (offset: number, userId: string): Event => ({ offset, viewers: [{ kind: "erase", offset, userId }] });

    describe("fences", () => {
      it("are -1 for every shard to begin with, and move to the batch's end in every shard", async () => {
        expect(await state.fences(space, source)).toEqual(new Map(allShards().map((shard) => [shard, -1])));
        expect(await applyAll([history(3, "alien")], { end: 7 })).toEqual(["applied"]);
        expect(await state.fences(space, source)).toEqual(new Map(allShards().map((shard) => [shard, 7])));
      });

      it("are kept per partition and per epoch", async () => {
        await applyAll([history(3, "alien")]);
        const shard = viewerShard("u1");
        const ofPartition2 = { epoch: "e1", partition: 2 };
        await state.apply({
          keyspace: space,
          source: ofPartition2,
          shard,
          expectedPrevious: -1,
          batchEnd: 9,
          deltas: [],
        });
        expect((await state.fences(space, { epoch: "e2", partition: 0 })).get(shard)).toBe(-1);
        expect((await state.fences(space, ofPartition2)).get(shard)).toBe(9);
        expect(await state.shardFences(space, "e1", shard)).toEqual(
          new Map([
            [0, 3],
            [2, 9],
          ]),
        );
        expect(await state.shardFences(space, "e2", shard)).toEqual(new Map());
      });

      it("skip what was applied, also when a redelivery has other batch boundaries", async () => {
        const events = [history(0, "alien"), history(1, "alien"), history(2, "alien"), history(3, "alien")];
        await applyAll(events.slice(0, 2));
        await applyAll(events.slice(0, 2));
        await applyAll(events.slice(1, 3));
        await applyAll(events);
        await applyAll(events.slice(0, 1));
        expect((await state.totals(space, ["alien"])).get("alien")?.history).toBe(4);
        expect((await state.fences(space, source)).get(filmShard("alien"))).toBe(3);
      });

      it("answer a gap, and change nothing, when they are behind what the writer expects", async () => {
        await applyAll([history(0, "alien"), append(0, "u1")]);
        const before = await scanned();
        expect(await applyAll([history(5, "alien"), append(5, "u1")], { previous: 4 })).toEqual(["gap"]);
        expect(await scanned()).toEqual(before);
        expect(new Set((await state.fences(space, source)).values())).toEqual(new Set([0]));
        expect(await applyAll([history(5, "alien")], { previous: 0 })).toEqual(["applied"]);
      });

      it("may be ahead of what the writer expects", async () => {
        await applyAll([history(8, "alien")]);
        expect(await applyAll([history(9, "alien")], { previous: 4 })).toEqual(["applied"]);
        expect((await state.totals(space, ["alien"])).get("alien")?.history).toBe(2);
      });

      it("of shards are independent", async () => {
        await applyAll([history(0, "alien")], { shards: [filmShard("alien")] });
        const fences = await state.fences(space, source);
        expect(fences.get(filmShard("alien"))).toBe(0);
        expect(fences.get(viewerShard("u1"))).toBe(-1);
      });
    });

    describe("ledgers", () => {
      const events = [
        append(0, "u1"),
        append(1, "u1", { movieId: "heat", type: "liked", value: null, late: true }),
        retract(2, "u1", "e0"),
      ];
      const read = async (userId: string, offset?: number) =>
        (await state.ledgers(space, [userId], offset === undefined ? undefined : { ...source, offset })).get(userId);

      it("come back whole, in log order, for the viewers who have one", async () => {
        await applyAll(events);
        const ledgers = await state.ledgers(space, ["u1", "nobody"]);
        expect([...ledgers.keys()]).toEqual(["u1"]);
        expect(ledgers.get("u1")).toEqual([
          entryAt(0, { retractedAt: 2 }),
          entryAt(1, { movieId: "heat", type: "liked", value: null, late: true }),
        ]);
      });

      it("stand as of an offset as if nothing from there on had been applied", async () => {
        await applyAll(events);
        expect(await read("u1", 0)).toBeUndefined();
        expect(await read("u1", 1)).toEqual([entryAt(0)]);
        expect((await read("u1", 2))?.map(({ retractedAt }) => retractedAt)).toEqual([null, null]);
        expect((await read("u1", 3))?.map(({ retractedAt }) => retractedAt)).toEqual([2, null]);
      });

      it("are refused as of an offset that the viewer's shard has not reached", async () => {
        await applyAll(events);
        await expect(read("u1", 4)).rejects.toMatchObject({ name: "StateBehindError" });
        await expect(state.ledgers("another", ["u1"], { ...source, offset: 1 })).rejects.toMatchObject({
          name: "StateBehindError",
        });
        await expect(state.ledgers(space, ["u1"], { epoch: "e2", partition: 0, offset: 1 })).rejects.toThrow(
          "reflects offsets up to -1",
        );
      });

      it("are gone once erased, and begin anew", async () => {
        await applyAll([...events, erase(3, "u1")]);
        expect(await read("u1")).toBeUndefined();
        expect(await read("u1", 4)).toBeUndefined();
        await applyAll([append(4, "u1")]);
        expect(await read("u1")).toEqual([entryAt(4)]);
        expect(await read("u1", 5)).toEqual([entryAt(4)]);
        expect(await read("u1", 4)).toBeUndefined();
      });

      it("still answer as of offsets before the erasure while some shard has not passed it", async () => {
        await applyAll([...events, erase(3, "u1"), append(4, "u1"), erase(5, "u1"), append(6, "u1")], {
          shards: [viewerShard("u1")],
        });
        expect(await read("u1", 1)).toEqual([entryAt(0)]);
        expect((await read("u1", 3))?.map(({ eventId, retractedAt }) => [eventId, retractedAt])).toEqual([
          ["e0", 2],
          ["e1", null],
        ]);
        expect(await read("u1", 4)).toBeUndefined();
        expect(await read("u1", 5)).toEqual([entryAt(4)]);
        expect(await read("u1", 6)).toBeUndefined();
        expect(await read("u1")).toEqual([entryAt(6)]);
        expect(await scanned()).toEqual([
          { shard: viewerShard("u1"), kind: "ledger", userId: "u1", entries: [entryAt(6)] },
        ]);
      });

      it("hold 50,000 entries", async () => {
        const many = Array.from({ length: 50_000 }, (_, offset) =>
          append(offset, "u1", { movieId: `m${offset % 7000}` }),
        );
        for (let at = 0; at < many.length; at += 1000) {
          await applyAll(many.slice(at, at + 1000), { shards: [viewerShard("u1")], previous: at - 1 });
        }
        await applyAll([retract(50_000, "u1", "e25000")], { shards: [viewerShard("u1")] });
        const ledger = (await read("u1"))!;
        expect(ledger).toHaveLength(50_000);
        expect(ledger.every((entry, index) => entry.offset === index && entry.movieId === `m${index % 7000}`)).toBe(
          true,
        );
        expect(ledger.filter(({ retractedAt }) => retractedAt !== null)).toEqual([ledger[25_000]]);
        expect(await read("u1", 3)).toHaveLength(3);
      });
    });

    describe("neighbours", () => {
      it("come by weight descending, ties by id, at most so many, in the direction of viewing", async () => {
        const pairs = [
          pair(0, "alien", "heat", 5),
          pair(1, "alien", "jaws", 7),
          pair(2, "alien", "aliens", 5),
          pair(3, "alien", "heat", 0),
          pair(4, "jaws", "alien", 3),
        ];
        await applyAll(pairs);
        const answer = await state.neighbours(space, ["alien", "jaws", "heat", "unknown"], 2);
        expect([...answer]).toEqual([
          [
            "alien",
            [
              ["jaws", 7],
              ["aliens", 5],
            ],
          ],
          ["jaws", [["alien", 3]]],
        ]);
        expect((await state.neighbours(space, ["alien"], 10)).get("alien")).toEqual([
          ["jaws", 7],
          ["aliens", 5],
          ["heat", 5],
        ]);
      });

      it("add up exactly beyond 32 bits, and vanish at 0", async () => {
        await applyAll([pair(0, "a", "b", 9_000_000_000_000), pair(1, "a", "b", 1), pair(2, "a", "c", 4)]);
        expect((await state.neighbours(space, ["a"], 5)).get("a")).toEqual([
          ["b", 9_000_000_000_001],
          ["c", 4],
        ]);
        await applyAll([pair(3, "a", "b", -9_000_000_000_001), pair(4, "a", "c", -4)]);
        expect((await state.neighbours(space, ["a"], 5)).size).toBe(0);
        expect(await scanned()).toEqual([]);
      });

      it("of a film with thousands are exact", async () => {
        const many = Array.from({ length: 5000 }, (_, offset) =>
          pair(offset, "a", `m${offset}`, 1 + ((offset * 7919) % 5000)),
        );
        await applyAll(many);
        const top = (await state.neighbours(space, ["a"], 3)).get("a");
        expect(top?.map(([, amount]) => amount)).toEqual([5000, 4999, 4998]);
      });
    });

    describe("totals", () => {
      it("come for films that have any", async () => {
        const total = (offset: number, name: "likes" | "ratingHalves", amount: number): Event => ({
          offset,
          films: [{ kind: "total", offset, movieId: "alien", total: name, amount }],
        });
        await applyAll([total(0, "likes", 1), total(1, "ratingHalves", 9), history(2, "heat"), history(3, "heat", -1)]);
        expect(await state.totals(space, ["alien", "heat", "unknown"])).toEqual(
          new Map([["alien", { history: 0, views: 0, likes: 1, ratingCount: 0, ratingHalves: 9 }]]),
        );
      });

      it("tell the leaders", async () => {
        await applyAll([
          history(0, "b", 2),
          history(1, "a", 2),
          history(2, "c", 5),
          history(3, "gone"),
          history(4, "gone", -1),
        ]);
        expect(await state.top(space, { total: "history" }, 2)).toEqual([
          ["c", 5],
          ["a", 2],
        ]);
        expect(await state.top(space, { total: "history" }, 9)).toEqual([
          ["c", 5],
          ["a", 2],
          ["b", 2],
        ]);
        expect(await state.top(space, { total: "likes" }, 9)).toEqual([]);
      });
    });

    describe("trending windows", () => {
      const minute = 60_000;
      const hour = 60 * minute;
      const now = 500_000 * 6 * hour + 5 * hour + 57 * minute;
      const windowTop = (window: "1h" | "24h" | "7d", at = now) => state.top(space, { window, now: at }, 10);

      it("hold the current bucket and those before it, and nothing else", async () => {
        const current = now - 2 * minute;
        await applyAll([
          trending(0, "at-the-start", current - 55 * minute),
          trending(1, "just-before", current - 55 * minute - 1),
          trending(2, "now", now),
          trending(3, "next-bucket", current + 5 * minute),
        ]);
        expect((await windowTop("1h")).map(([id]) => id)).toEqual(["at-the-start", "now"]);
        expect((await windowTop("1h", now + 5 * minute)).map(([id]) => id)).toEqual(["next-bucket", "now"]);
      });

      it("of a day and of a week have coarser buckets", async () => {
        await applyAll([
          trending(0, "in-24h", now - 57 * minute - 23 * hour),
          trending(1, "not-in-24h", now - 57 * minute - 23 * hour - 1),
          trending(2, "in-7d", now - 57 * minute - 5 * hour - 27 * 6 * hour),
          trending(3, "not-in-7d", now - 57 * minute - 5 * hour - 27 * 6 * hour - 1),
        ]);
        expect((await windowTop("24h")).map(([id]) => id)).toEqual(["in-24h"]);
        expect((await windowTop("7d")).map(([id]) => id)).toEqual(["in-24h", "in-7d", "not-in-24h"]);
      });

      it("add up, and lose what is taken back", async () => {
        await applyAll([
          trending(0, "a", now),
          trending(1, "a", now - 9 * minute),
          trending(2, "b", now),
          trending(3, "b", now, -1),
        ]);
        expect(await windowTop("1h")).toEqual([["a", 2]]);
        expect((await scanned()).length).toBe(4);
      });
    });

    describe("scan", () => {
      it("tells every entry, under its shard", async () => {
        await applyAll([pair(0, "a", "b", 3), history(1, "a"), trending(2, "a", 3_600_000 * 13), append(3, "u1")]);
        const shard = filmShard("a");
        const totals = { history: 1, views: 0, likes: 0, ratingCount: 0, ratingHalves: 0 };
        const entries = await scanned();
        expect(entries).toHaveLength(6);
        expect(entries).toEqual(
          expect.arrayContaining([
            { shard, kind: "pair", movieId: "a", next: "b", amount: 3 },
            { shard, kind: "totals", movieId: "a", totals },
            { shard, kind: "trending", movieId: "a", window: "1h", bucket: 156, amount: 1 },
            { shard, kind: "trending", movieId: "a", window: "24h", bucket: 13, amount: 1 },
            { shard, kind: "trending", movieId: "a", window: "7d", bucket: 2, amount: 1 },
            { shard: viewerShard("u1"), kind: "ledger", userId: "u1", entries: [entryAt(3)] },
          ]),
        );
      });
    });

    describe("keyspaces", () => {
      it("are independent of each other", async () => {
        const other = `${space}-other`;
        await applyAll([history(0, "a"), append(1, "u1")]);
        expect(await scanned(other)).toEqual([]);
        expect(new Set((await state.fences(other, source)).values())).toEqual(new Set([-1]));
        await applyAll([history(0, "a", 5)], { in: other });
        expect(await state.top(space, { total: "history" }, 5)).toEqual([["a", 1]]);
        expect(await state.top(other, { total: "history" }, 5)).toEqual([["a", 5]]);
        expect((await state.ledgers(other, ["u1"])).size).toBe(0);
      });

      it("keep the settings that they were made with", async () => {
        expect(await state.settings(space, { window: 7 })).toEqual({ window: 7 });
        expect(await state.settings(space, { window: 12 })).toEqual({ window: 7 });
        expect(await state.settings(`${space}-other`, { window: 12 })).toEqual({ window: 12 });
      });
    });

    describe("hostile ids", () => {
      it.each(hostileIds)("are ids like any other: %j", async (id) => {
        const keyspace = `${space} ${id}`;
        const other = `${id}!`;
        const of = (films: FilmDelta[], viewers: ViewerDelta[]): Event[] => [{ offset: 0, films, viewers }];
        await applyAll(
          of(
            [
              { kind: "pair", offset: 0, movieId: id, next: other, amount: 2 },
              { kind: "pair", offset: 0, movieId: other, next: id, amount: 3 },
              { kind: "total", offset: 0, movieId: id, total: "likes", amount: 1 },
              { kind: "trending", offset: 0, movieId: id, occurredAt: 0, amount: 1 },
            ],
            [{ kind: "append", offset: 0, userId: id, entry: entryAt(0, { eventId: id, movieId: id }) }],
          ),
          { in: keyspace },
        );
        expect([...(await state.neighbours(keyspace, [id, other], 5))]).toEqual([
          [id, [[other, 2]]],
          [other, [[id, 3]]],
        ]);
        expect([...(await state.totals(keyspace, [id])).keys()]).toEqual([id]);
        expect(await state.top(keyspace, { window: "1h", now: 0 }, 5)).toEqual([[id, 1]]);
        expect([...(await state.ledgers(keyspace, [id, other]))]).toEqual([
          [id, [entryAt(0, { eventId: id, movieId: id })]],
        ]);
        expect(await scanned(keyspace)).toHaveLength(7);
      });
    });

    it.skipIf(!capabilities.persistent)("goes on where it was when it is opened again", async () => {
      const events = [
        pair(0, "a", "b", 3),
        history(1, "a"),
        trending(2, "a", 0),
        append(3, "u1"),
        append(4, "ж"),
        retract(5, "u1", "e3"),
      ];
      await state.settings(space, { window: 9 });
      await applyAll(events);
      await applyAll([erase(6, "ж"), append(7, "ж")], { shards: [viewerShard("ж")] });
      const before = await scanned();
      const fences = await state.fences(space, source);
      const { shardCounts } = state;
      await state.close();
      state = await open();
      expect(state.shardCounts).toEqual(shardCounts);
      expect(await state.settings(space, { window: 10 })).toEqual({ window: 9 });
      expect(new Set(await scanned())).toEqual(new Set(before));
      expect(await state.fences(space, source)).toEqual(fences);
      expect((await state.ledgers(space, ["ж"], { ...source, offset: 5 })).get("ж")).toEqual([entryAt(4)]);
      expect(await applyAll([pair(8, "a", "b", 1), pair(9, "a", "new", 9)], { previous: 5 })).toEqual(["applied"]);
      expect((await state.neighbours(space, ["a"], 5)).get("a")).toEqual([
        ["new", 9],
        ["b", 4],
      ]);
    });
  });
}
