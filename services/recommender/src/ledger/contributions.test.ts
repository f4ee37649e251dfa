import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LedgerEntry } from "../signal-state/signal-state.ts";
import { contributions } from "./contributions.ts";
import { ledgerOf, without } from "./testing/ledger-of.ts";

const window = 10;

function pairsOf(entries: readonly LedgerEntry[], width = window): Record<string, number> {
  const pairs = contributions(entries, width).filter((contribution) => contribution.kind === "pair");
  return Object.fromEntries(pairs.map(({ movieId, next, amount }) => [`${movieId}>${next}`, amount]));
}

function totalsOf(entries: readonly LedgerEntry[]): Record<string, number> {
  const totals = contributions(entries, window).filter((contribution) => contribution.kind === "total");
  return Object.fromEntries(totals.map(({ movieId, total, amount }) => [`${movieId} ${total}`, amount]));
}

function trendingOf(entries: readonly LedgerEntry[]): string[] {
  const trending = contributions(entries, window).filter((contribution) => contribution.kind === "trending");
  return trending.map(({ movieId, occurredAt, amount }) => `${movieId}@${occurredAt / 3_600_000} ${amount}`);
}

describe("co-occurrence", () => {
  it("pairs a joining film with those before it, 0.8 to the power of the gap less one, in millionths", () => {
    expect(pairsOf(ledgerOf("liked a", "liked b", "liked c", "liked d"))).toEqual({
      "a>b": 1_000_000,
      "b>c": 1_000_000,
      "a>c": 800_000,
      "c>d": 1_000_000,
      "b>d": 800_000,
      "a>d": 640_000,
    });
  });

  it("reaches back over the window and no further", () => {
    const entries = ledgerOf(...Array.from({ length: 8 }, (_, index) => `liked m${index}`));
    const pairs = pairsOf(entries, 5);
    expect(pairs["m2>m7"]).toBe(Math.round(0.8 ** 4 * 1e6));
    expect(pairs["m1>m7"]).toBeUndefined();
  });

  it("counts a film where it first counted, and once", () => {
    expect(pairsOf(ledgerOf("liked a", "liked b", "viewed a 1", "rated a 5"))).toEqual({ "a>b": 1_000_000 });
  });

  const joins = ["viewed x 1", "viewed x 0.7", "rated x 3", "rated x 5", "liked x", "reviewed x", "reviewed x 3"];
  const doesNot = [
    "viewed x 0.69",
    "rated x 2.5",
    "disliked x",
    "notInterested x",
    "watchlisted x",
    "unwatchlisted x",
    "unliked x",
    "clicked x",
    "reviewed x 2.5",
  ];
  it.each(joins)("joins the history by: %s", (signal) => {
    expect(pairsOf(ledgerOf("liked a", signal))).toEqual({ "a>x": 1_000_000 });
  });
  it.each(doesNot)("does not join the history by: %s", (signal) => {
    expect(pairsOf(ledgerOf("liked a", signal))).toEqual({});
  });

  it("lets a like count only after it was last taken back", () => {
    expect(pairsOf(ledgerOf("liked x", "liked a", "unliked x"))).toEqual({});
    expect(pairsOf(ledgerOf("liked x", "liked a", "unliked x", "liked x"))).toEqual({ "a>x": 1_000_000 });
    expect(pairsOf(ledgerOf("unliked x", "liked a", "liked x"))).toEqual({ "a>x": 1_000_000 });
    expect(pairsOf(without(ledgerOf("liked x", "liked a", "unliked x"), 2))).toEqual({ "x>a": 1_000_000 });
  });

  it("lets a film's ratings count only while the current one is 3 stars or more", () => {
    expect(pairsOf(ledgerOf("rated x 5", "liked a", "rated x 2"))).toEqual({});
    expect(pairsOf(ledgerOf("rated x 5", "liked a", "rated x 2", "rated x 3"))).toEqual({ "x>a": 1_000_000 });
    expect(pairsOf(ledgerOf("rated x 2", "liked a", "rated x 3"))).toEqual({ "a>x": 1_000_000 });
    expect(pairsOf(ledgerOf("rated x 5", "liked a", "reviewed x 1"))).toEqual({});
    expect(pairsOf(without(ledgerOf("rated x 5", "liked a", "rated x 2"), 2))).toEqual({ "x>a": 1_000_000 });
  });

  it("lets other signals of a film count whatever its rating is", () => {
    expect(pairsOf(ledgerOf("rated x 5", "liked a", "viewed x 1", "rated x 1"))).toEqual({ "a>x": 1_000_000 });
    expect(pairsOf(ledgerOf("liked x", "liked a", "disliked x"))).toEqual({ "x>a": 1_000_000 });
  });

  it("closes the gap that a retracted film leaves", () => {
    expect(pairsOf(without(ledgerOf("liked a", "liked b", "liked c"), 1))).toEqual({ "a>c": 1_000_000 });
  });
});

describe("totals", () => {
  it("counts a viewer once per film and total, and the current rating in halves", () => {
    const entries = ledgerOf("viewed x 0.9", "viewed x 1", "liked x", "liked x", "rated x 4.5", "reviewed x 2.5");
    expect(totalsOf(entries)).toEqual({
      "x history": 1,
      "x views": 1,
      "x likes": 1,
      "x ratingCount": 1,
      "x ratingHalves": 5,
    });
  });

  it("counts low ratings too, and neither begun views nor likes taken back", () => {
    const entries = ledgerOf("rated x 0.5", "viewed y 0.2", "liked z", "unliked z", "reviewed w");
    expect(totalsOf(entries)).toEqual({ "x ratingCount": 1, "x ratingHalves": 1, "w history": 1 });
  });

  it("gives the former rating back when the later one is retracted", () => {
    expect(totalsOf(without(ledgerOf("rated x 2", "rated x 1"), 1))).toEqual({
      "x ratingCount": 1,
      "x ratingHalves": 4,
    });
  });
});

describe("trending", () => {
  it("follows the table", () => {
    const entries = ledgerOf("viewed a 0.7", "viewed b 0.5", "rated c 3", "rated d 2.5", "liked e", "disliked f");
    expect(trendingOf(entries)).toEqual(["a@0 1", "c@2 1", "e@4 1"]);
    expect(trendingOf(ledgerOf("watchlisted a", "clicked b", "reviewed c", "reviewed d 1", "notInterested e"))).toEqual(
      ["a@0 1", "b@1 1", "c@2 1"],
    );
  });

  it("does not see late signals, nor what was taken back", () => {
    expect(trendingOf(ledgerOf("liked a").map((entry) => ({ ...entry, late: true })))).toEqual([]);
    expect(trendingOf(ledgerOf("liked a", "unliked a", "watchlisted b", "unwatchlisted b"))).toEqual([]);
  });

  it("counts a viewer, film and type once an hour, where it was first", () => {
    const within = ledgerOf("clicked a", "clicked a", "liked a", "clicked a").map((entry, index) => ({
      ...entry,
      occurredAt: [0.25, 0.5, 0.75, 1][index]! * 3_600_000,
    }));
    expect(trendingOf(within)).toEqual(["a@0.25 1", "a@0.75 1", "a@1 1"]);
    expect(trendingOf(without(within, 0))).toEqual(["a@0.5 1", "a@0.75 1", "a@1 1"]);
  });
});

describe("the limit of a ledger", () => {
  it("leaves entries beyond the first 50,000 out, retracted ones counted", () => {
    const clicks = Array.from({ length: 49_999 }, () => "clicked a");
    const entries = ledgerOf(...clicks, "liked b", "liked c");
    expect(totalsOf(without(entries, 3))).toEqual({ "b history": 1, "b likes": 1 });
  });
});

it("depends on the order of a viewer's films only through the pairs", () => {
  const signals = ["liked a", "rated b 4", "viewed c 1", "clicked d", "rated e 1", "disliked f"];
  const shuffled = fc.shuffledSubarray(signals, { minLength: signals.length });
  fc.assert(
    fc.property(shuffled, (order) => {
      expect(totalsOf(ledgerOf(...order))).toEqual(totalsOf(ledgerOf(...signals)));
    }),
  );
});
