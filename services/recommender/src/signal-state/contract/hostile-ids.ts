import { describe, expect, it } from "vitest";
import type { FilmDelta, ViewerDelta } from "../signal-state.ts";
import { entryAt } from "./events.ts";
import type { Event } from "./events.ts";
import type { Fixture } from "./fixture.ts";

const ids = [
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

export function hostileIds(t: Fixture): void {
  describe("hostile ids", () => {
    it.each(ids)("are ids like any other: %j", async (id) => {
      const keyspace = `${t.space} ${id}`;
      const other = `${id}!`;
      const of = (films: FilmDelta[], viewers: ViewerDelta[]): Event[] => [{ offset: 0, films, viewers }];
      await t.applyAll(
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
      expect([...(await t.state.neighbours(keyspace, [id, other], 5))]).toEqual([
        [id, [[other, 2]]],
        [other, [[id, 3]]],
      ]);
      expect([...(await t.state.totals(keyspace, [id])).keys()]).toEqual([id]);
      expect(await t.state.top(keyspace, { window: "1h", now: 0 }, 5)).toEqual([[id, 1]]);
      expect([...(await t.state.ledgers(keyspace, [id, other]))]).toEqual([
        [id, [entryAt(0, { eventId: id, movieId: id })]],
      ]);
      expect(await t.scanned(keyspace)).toHaveLength(7);
    });
  });
}
