import { describe, expect, test } from "vitest";
import { interactionsOf } from "../interactions.ts";
import { plainLinearAlgebra } from "../linear-algebra/plain.ts";
import { coldModels } from "./cold-models.ts";
import { filmContent, filmsOfTwoGenres } from "./content-films.fixture.ts";

const PER_GENRE = 30;
const viewers = Array.from({ length: 60 }, (_, user) => ({
  items: Array.from({ length: 10 }, (_, i) => (user % 2) * PER_GENRE + ((user + 7 * i) % PER_GENRE)),
}));
const [noir, farce] = [2 * PER_GENRE, 2 * PER_GENRE + 1];
const films = [...filmsOfTwoGenres(PER_GENRE), filmContent({ genres: ["Noir"] }), filmContent({ genres: ["Farce"] })];

describe.each(coldModels)("$name: a film that nobody has", ({ fit }) => {
  test("is recommended to those whose films it is like", async () => {
    const model = await fit(interactionsOf(viewers, films.length), films, { algebra: plainLinearAlgebra });
    const scores = new Float32Array(films.length);
    model.score([0, 1, 2], scores);
    expect(scores[noir]).toBeGreaterThan(scores[farce]!);
    model.score([30, 31, 32], scores);
    expect(scores[farce]).toBeGreaterThan(scores[noir]!);
  });
});
