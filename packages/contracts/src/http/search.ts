import { Type, type Static, type TInteger, type TSchema } from "typebox";
import { Closed, Id, Limit, OneOf } from "./common.ts";
import { MOST_CANDIDATES, standing } from "./rank.ts";
import { degraded, ReasonSchema } from "./recommender.ts";
import { Country, Language, MovieCardSchema, PersonReference, Text, Year } from "./movie.ts";

export const searchModes = ["auto", "title", "meaning"] as const;
export type SearchMode = (typeof searchModes)[number];

/** Where a chip was read, and whether it is not wanted; a client's own chips need neither. */
const read = {
  text: Type.Optional(Type.String({ maxLength: 1000, description: "What was read as the chip." })),
  span: Type.Optional(
    Type.Array(Type.Integer({ minimum: 0 }), {
      minItems: 2,
      maxItems: 2,
      description: "Where `text` stands in `q`, or in `corrected`.",
    }),
  ),
  negated: Type.Optional(Type.Boolean({ description: "Films of which it is not so." })),
  soft: Type.Optional(
    Type.Boolean({
      description: "Read from within a story: it raises films and decides of none. Leave it out to decide.",
    }),
  ),
};
const chip = <const Kind extends string, V extends TSchema>(kind: Kind, value: V) =>
  Closed({ kind: OneOf([kind]), value, ...read });
const rangeOf = (end: TInteger) => Closed({ from: Type.Optional(end), to: Type.Optional(end) }, { minProperties: 1 });

/** What each kind of chip holds. */
export const chipSchemas = {
  title: chip("title", Text(300)),
  like: chip("like", Type.String({ ...Id, description: "A film's id: films like it." })),
  genre: chip("genre", Text(200)),
  keyword: chip("keyword", Text(200)),
  mood: chip("mood", Type.String({ maxLength: 40, description: "One of the moods that suggestions name." })),
  quality: chip("quality", OneOf(["underrated", "classic", "acclaimed"])),
  person: Closed({
    kind: OneOf(["person"]),
    value: Text(200),
    role: Type.Optional(OneOf(["director", "cast"])),
    ...read,
  }),
  language: chip("language", Language),
  country: chip("country", Type.Array(Country, { minItems: 1, maxItems: 40, description: "Any of these." })),
  year: chip("year", rangeOf(Year)),
  runtime: chip("runtime", rangeOf(Type.Integer({ minimum: 1, maximum: 6000 }))),
} as const;

export const ChipSchema = Type.Union(
  [
    chipSchemas.title,
    chipSchemas.like,
    chipSchemas.genre,
    chipSchemas.keyword,
    chipSchemas.mood,
    chipSchemas.quality,
    chipSchemas.person,
    chipSchemas.language,
    chipSchemas.country,
    chipSchemas.year,
    chipSchemas.runtime,
  ],
  {
    description:
      "A part of the query that was understood. genre, person, language, country, year and runtime decide which films " +
      "are answered, unless they are soft; keyword, mood, quality and like raise films; those of a title come first.",
  },
);
export type ChipInput = Static<typeof ChipSchema>;
export const MOST_CHIPS = 30;

/** The query string of a search, beside the filters of lists. */
export const searchQuery = {
  q: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 1000,
      description: "A title as far as it was typed, or what the film is to be like, in the viewer's own words.",
      examples: ["dark 80s thriller, not Hitchcock"],
    }),
  ),
  mode: Type.Optional(
    OneOf(searchModes, {
      default: "auto",
      description: "title: by title, people and keywords; meaning: by what the words wish for; auto: whichever fits.",
    }),
  ),
  chips: Type.Optional(
    Type.String({
      minLength: 2,
      maxLength: 8000,
      description: `Chips of a reply, perhaps edited, as JSON: a list of at most ${MOST_CHIPS}. \`q\`, if there, is not read for chips then.`,
      examples: ['[{"kind":"genre","value":"Thriller"},{"kind":"year","value":{"from":1980,"to":1989}}]'],
    }),
  ),
  limit: Limit(20, 100),
};

const whyFound = {
  words: Type.Array(Type.String(), { description: "The words that were found, as the index holds them." }),
  chips: Type.Array(Type.Integer(), { description: "Which of the reply's `chips` the film meets, by place." }),
  nearness: Type.Optional(Type.Number({ description: "How near the film's text is in meaning, -1 to 1." })),
};
const found = {
  score: Type.Number({ description: "0 to 1; tells nothing across searches." }),
  matched: Type.Array(Type.String(), { description: "Where words of the query were found." }),
};
const FoundSchema = Type.Object({
  movie: MovieCardSchema,
  ...found,
  reasons: Type.Object({
    ...whyFound,
    taste: Type.Optional(
      Type.Array(ReasonSchema, { description: "Why the film is further ahead for you than for others." }),
    ),
  }),
});

/** What is understood of words. */
export const understoodReply = {
  chips: Type.Array(ChipSchema, { description: "What was understood of the query, in its order." }),
  rest: Type.String({ description: "The words of the query that the films' texts were asked for." }),
  corrected: Type.Optional(
    Type.String({
      description:
        "The query as it was read, where words that no film's text has were taken for mistyped: chips stand in it.",
    }),
  ),
  relaxed: Type.Boolean({ description: "No film met all chips: those that meet most of them are answered." }),
};
/** What is found, whoever asks. */
const foundReply = {
  total: Type.Integer({ description: "How many films were found." }),
  mode: OneOf(["title", "meaning"], { description: "How the films were found." }),
  ...understoodReply,
};

/** What a search answers beside facets. */
export const searchReply = {
  items: Type.Array(FoundSchema),
  nextCursor: Type.Optional(Type.String()),
  ...foundReply,
  personal: Type.Optional(
    Type.Boolean({
      description:
        `Whether your taste is in the order of the first ${MOST_CANDIDATES}. False while nothing is known of it, or the recommender ` +
        "cannot be asked; absent without a viewer's token.",
    }),
  ),
  degraded,
};

/** The same for who would put films in another order: the best films by id, and how each stands. */
export const candidatesReply = {
  candidates: Type.Array(
    Type.Object({ id: Id, ...found, reasons: Type.Object(whyFound), standing: Type.Object(standing) }),
    { description: `At most ${MOST_CANDIDATES}.` },
  ),
  nextCursor: Type.Optional(Type.String({ description: "The public search's, behind the candidates." })),
  ...foundReply,
};

export const suggestReply = {
  movies: Type.Array(MovieCardSchema),
  people: Type.Array(PersonReference),
  genres: Type.Array(Type.String()),
  moods: Type.Array(Type.String()),
};
