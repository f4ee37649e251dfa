import { expect, test } from "vitest";
import { candidateOf } from "../candidate.ts";
import { contextOf } from "../testing/context.ts";
import { catalogOf, film } from "../testing/films.ts";
import { diversified } from "./diversified.selector.ts";

const sixOf = ["a", "b", "c", "d", "e", "f"];
const byOne = (id: string) => film(id, { directors: ["One"], keywords: [id] });
const ofSaga = (id: string) => film(id, { series: "Saga", keywords: [id] });
const alone = (id: string) => film(id, { directors: [`of ${id}`], keywords: [id] });

/** What is chosen where the films called x and y have much less that speaks for them than all others. */
function chosen(count: number, films: readonly ReturnType<typeof film>[]): string[] {
  const candidates = films.map(({ id }, place) =>
    candidateOf(id, [{ kind: "popular", baseline: null, amount: "xy".includes(id) ? 1 : 100 - place }]),
  );
  return diversified(count)(candidates, contextOf({ catalog: catalogOf(films) })).map(({ movieId }) => movieId);
}

test.each([
  ["director", byOne],
  ["series", ofSaga],
])("a list has no more than three films of one %s while there are others", (_, one) => {
  const list = chosen(5, sixOf.map(one).concat([alone("x"), alone("y")]));
  expect(list.length).toBe(5);
  expect(list).toEqual(expect.arrayContaining(["x", "y"]));
  expect(list.filter((id) => sixOf.includes(id))).toHaveLength(3);
});

test("where there are no others it is full all the same", () => {
  expect(chosen(5, sixOf.map(byOne)).toSorted()).toHaveLength(5);
});

test("likeness counts against a film that is as good as another", () => {
  const twins = ["a", "b"].map((id) => film(id, { genres: ["Noir"], keywords: ["heist"] }));
  expect(chosen(2, [...twins, film("c", { genres: ["Farce"] })])).toEqual(["a", "c"]);
});
