import { personIdOf } from "@projectionist/contracts";
import { fold, type Range, type Wish } from "@projectionist/recsys";
import type { FilmTest } from "../../index/film-filter.ts";
import type { MovieIndex } from "../../index/movie-index.ts";

/** Whether a film is as a wish that filters asks; for a title it is what goes on from it, too. Unknown facts meet no wish, and no film meets one of an unknown value. */
export function wishTest(wish: Wish, index: MovieIndex): FilmTest {
  const { genres, keywords, languages, countries } = index.vocabulary;
  switch (wish.kind) {
    case "genre": {
      const genre = genres.find(wish.value);
      return (film) => genre !== undefined && film.genres.includes(genre);
    }
    case "keyword": {
      const keyword = keywords.find(wish.value);
      return (film) => keyword !== undefined && film.keywords.includes(keyword);
    }
    case "title": {
      const title = fold(wish.value);
      const isOf = (name: string) => name === title || name.startsWith(`${title} `);
      return ({ titleNames, originalTitleNames }) => titleNames.some(isOf) || originalTitleNames.some(isOf);
    }
    case "language": {
      const language = languages.find(wish.value);
      return (film) => language !== undefined && film.language === language;
    }
    case "country": {
      const wanted = wish.value.map((code) => countries.find(code)).filter((country) => country !== undefined);
      return (film) => wanted.some((country) => film.countries.includes(country));
    }
    case "person": {
      const known = index.person(personIdOf(wish.value));
      if (!known) return () => false;
      const { directed, acted } = known;
      if (wish.role) return (film) => (wish.role === "director" ? directed : acted).has(film);
      return (film) => directed.has(film) || acted.has(film);
    }
    case "year":
      return ({ year }) => isWithin(year, wish.value);
    case "runtime":
      return ({ runtime }) => isWithin(runtime, wish.value);
    default:
      return () => false;
  }
}

function isWithin(number: number | null, { from = -Infinity, to = Infinity }: Range): boolean {
  return number !== null && number >= from && number <= to;
}
