import { expect, test } from "vitest";
import { candidateOf } from "../candidate.ts";
import { contextOf, liked } from "../testing/context.ts";
import { catalogOf, film } from "../testing/films.ts";
import { calibrated } from "./calibrated.selector.ts";

const noir = (id: string) => film(id, { genres: ["Noir"], directors: [id] });
const farce = (id: string) => film(id, { genres: ["Farce"], directors: [id] });
const [noirs, farces] = ["a b c d e f", "u v w x y z"].map((ids) => ids.split(" "));
const films = noirs!.map(noir).concat(farces!.map(farce), noir("seen noir"), farce("seen farce"));
const catalog = catalogOf(films);

/** Noirs have a little more that speaks for them than farces. */
const candidates = films
  .filter(({ id }) => id.length === 1)
  .map(({ id }, place) => candidateOf(id, [{ kind: "trained", baseline: null, amount: 1 - place / 1000 }]));

test("who sees both genres gets both, though one has more that speaks for it", () => {
  const chosen = calibrated(4)(candidates, contextOf({ catalog, history: liked("seen noir", "seen farce") }));
  expect(chosen.map(({ movieId }) => movieId).filter((id) => farces!.includes(id))).toHaveLength(2);
});

test("who sees one gets that one", () => {
  const chosen = calibrated(4)(candidates, contextOf({ catalog, history: liked("seen noir") }));
  expect(chosen.map(({ movieId }) => movieId)).toEqual(["a", "b", "c", "d"]);
});
