import { describe, expect, it } from "vitest";
import { foldLedger } from "./fold-ledger.ts";
import { ledgerOf, without } from "./testing/ledger-of.ts";

const films = (...happened: string[]) => foldLedger(ledgerOf(...happened)).history.map(({ movieId }) => movieId);

describe("history", () => {
  it("is in the order in which films first counted", () => {
    expect(films("viewed a 1", "rated b 4", "disliked c", "liked a", "clicked d")).toEqual(["a", "b"]);
  });

  it("tells each film's liking by a like, else stars, else a review, else a view; the latest of its kind", () => {
    const happened = ["viewed a 1", "reviewed a", "rated a 4", "rated a 5", "liked a", "viewed a 0.8"];
    const because = (end: number) => {
      const [item] = foldLedger(ledgerOf(...happened.slice(0, end))).history;
      return [item?.because, item?.value, item?.offset];
    };
    expect([1, 2, 3, 4, 5, 6].map(because)).toEqual([
      ["viewed", 1, 0],
      ["reviewed", null, 1],
      ["rated", 4, 2],
      ["rated", 5, 3],
      ["liked", null, 4],
      ["liked", null, 4],
    ]);
  });

  it("does not tell by stars that were replaced", () => {
    const [item] = foldLedger(ledgerOf("rated a 5", "reviewed a 3.5")).history;
    expect(item).toMatchObject({ because: "reviewed", value: 3.5 });
  });
});

describe("seen", () => {
  it("follows the table, and keeps a film whose like was taken back", () => {
    const { seen } = foldLedger(
      ledgerOf(
        "viewed a 0.7",
        "viewed b 0.6",
        "rated c 1",
        "liked d",
        "unliked d",
        "watchlisted e",
        "clicked f",
        "reviewed g",
      ),
    );
    expect([...seen]).toEqual(["a", "c", "d", "g"]);
  });

  it("forgets what was retracted", () => {
    expect(foldLedger(without(ledgerOf("disliked a"), 0)).seen.size).toBe(0);
  });
});

describe("excluded", () => {
  it("holds films whose last explicit statement is against them", () => {
    const { excluded } = foldLedger(
      ledgerOf(
        "disliked a",
        "notInterested b",
        "rated c 2.5",
        "rated d 3",
        "disliked e",
        "liked e",
        "rated f 1",
        "viewed f 1",
      ),
    );
    expect([...excluded]).toEqual(["a", "b", "c", "f"]);
  });

  it("is not lifted by taking back a like, which only ends the like", () => {
    expect([...foldLedger(ledgerOf("liked a", "disliked a", "unliked a")).excluded]).toEqual(["a"]);
  });
});

it("keeps what is on the watchlist, liked and rated now", () => {
  const profile = foldLedger(
    ledgerOf(
      "watchlisted a",
      "watchlisted b",
      "unwatchlisted a",
      "liked c",
      "liked d",
      "unliked c",
      "rated e 2",
      "reviewed e 4",
    ),
  );
  expect([...profile.watchlist]).toEqual(["b"]);
  expect([...profile.liked]).toEqual(["d"]);
  expect([...profile.ratings]).toEqual([["e", 4]]);
});

it("keeps the last progress of films that are not finished", () => {
  const { unfinished } = foldLedger(
    ledgerOf("viewed a 0.2", "viewed a 0.5", "viewed b 0.89", "viewed c 0.3", "viewed c 0.9"),
  );
  expect([...unfinished]).toEqual([
    ["a", 0.5],
    ["b", 0.89],
  ]);
});

it("tells a film's taste by the last statement, explicit ones before hints", () => {
  const { taste } = foldLedger(
    ledgerOf(
      "rated a 5",
      "rated b 0.5",
      "rated c 3",
      "liked d",
      "disliked e",
      "notInterested f",
      "watchlisted g",
      "viewed h 0.8",
      "rated i 1",
      "viewed i 1",
      "reviewed j",
      "clicked k",
      "viewed l 0.1",
    ),
  );
  expect(Object.fromEntries(taste)).toEqual({
    a: 1,
    b: -1,
    c: 0,
    d: 1,
    e: -1,
    f: -0.5,
    g: 0.3,
    h: 0.5,
    i: -0.8,
    j: 0.5,
  });
});
