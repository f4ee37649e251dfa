import type { Wish } from "../chip.ts";
import type { Phrases } from "./phrases.ts";

const genre = (value: string): Wish => ({ kind: "genre", value });
const keyword = (value: string): Wish => ({ kind: "keyword", value });
const country = (...value: string[]): Wish => ({ kind: "country", value });
const runtime = (value: Readonly<{ from?: number; to?: number }>): Wish => ({ kind: "runtime", value });

/** Kinds of film that are several wishes at once, or a keyword of the catalog by another name. */
export const kindsOfFilm: readonly Readonly<{ said: Phrases; wishes: readonly Wish[] }>[] = [
  {
    said: {
      en: "romantic comedy|romantic comedies|romcom|romcoms|rom com|rom coms",
      de: "liebeskomödie|liebeskomödien|romantische komödie|romantische komödien",
      fr: "comédie romantique|comédies romantiques",
    },
    wishes: [genre("Romance"), genre("Comedy")],
  },
  {
    said: {
      en: "tragicomedy|tragicomedies|dramedy|dramedies",
      de: "tragikomödie|tragikomödien",
      fr: "comédie dramatique|comédies dramatiques|tragicomédie",
    },
    wishes: [genre("Comedy"), genre("Drama")],
  },
  {
    said: { en: "dark comedy|dark comedies|black comedy|black comedies", de: "schwarze komödie", fr: "comédie noire" },
    wishes: [genre("Comedy"), keyword("black comedy")],
  },
  {
    said: {
      en: "black humour|black humor|dark humour|dark humor",
      de: "schwarzer humor|schwarzem humor|schwarzen humor",
      fr: "humour noir",
    },
    wishes: [keyword("black comedy"), { kind: "mood", value: "funny" }],
  },
  { said: { en: "anime", de: "animes", fr: "animés japonais" }, wishes: [genre("Animation"), country("JP")] },
  {
    said: {
      en: "spaghetti western|spaghetti westerns",
      de: "italowestern",
      fr: "western spaghetti|westerns spaghetti",
    },
    wishes: [genre("Western"), country("IT")],
  },
  {
    said: { en: "period drama|costume drama", de: "kostümfilm|historiendrama", fr: "drame historique" },
    wishes: [genre("Drama"), genre("History")],
  },
  {
    said: {
      en: "heist|heists|robbery|bank robbery|caper",
      de: "raubüberfall|bankraub|banküberfall",
      fr: "braquage|casse",
    },
    wishes: [keyword("heist")],
  },
  {
    said: {
      en: "world war 2|world war two|second world war|wwii|ww2",
      de: "zweiter weltkrieg|zweiten weltkrieg|2 weltkrieg",
      fr: "seconde guerre mondiale|deuxième guerre mondiale",
    },
    wishes: [keyword("world war ii")],
  },
  {
    said: {
      en: "in black and white|black and white film|black and white films|black and white movie|black and white movies",
      de: "schwarzweiß|schwarz weiß|in schwarzweiß|in schwarz weiß",
      fr: "noir et blanc|en noir et blanc|film noir et blanc|films noir et blanc",
    },
    wishes: [keyword("black and white")],
  },
  { said: { en: "zombies|undead", de: "untote", fr: "morts vivants" }, wishes: [keyword("zombie")] },
  {
    said: { en: "aliens|extraterrestrials", de: "außerirdische|außerirdischen", fr: "extraterrestres" },
    wishes: [keyword("alien")],
  },
  { said: { en: "vampires", de: "vampire|vampir", fr: "vampires" }, wishes: [keyword("vampire")] },
  { said: { en: "ghosts|haunted", de: "geister|gespenster|spuk", fr: "fantôme|fantômes" }, wishes: [keyword("ghost")] },
  { said: { en: "robots", de: "roboter", fr: "robot|robots" }, wishes: [keyword("robot")] },
  { said: { en: "revenge|vengeance", de: "rache", fr: "vengeance" }, wishes: [keyword("revenge")] },
  {
    said: { en: "kung fu|karate|martial arts", de: "kampfkunst|kampfsport", fr: "arts martiaux" },
    wishes: [keyword("martial arts")],
  },
  { said: { en: "musical|musicals", fr: "comédie musicale|comédies musicales" }, wishes: [keyword("musical")] },
  {
    said: { en: "superheroes|superhero|comic book", de: "superhelden|superheld", fr: "super héros" },
    wishes: [keyword("superhero")],
  },
  {
    said: { en: "spies|espionage|secret agent", de: "spion|spione|spionage|agenten", fr: "espion|espions|espionnage" },
    wishes: [keyword("spy")],
  },
  { said: { en: "gangsters|mob", de: "gangster", fr: "gangsters|truands" }, wishes: [keyword("gangster")] },
  {
    said: {
      en: "time travel|time travels",
      de: "zeitreise|zeitreisen",
      fr: "voyage dans le temps|voyages dans le temps",
    },
    wishes: [keyword("time travel")],
  },
  {
    said: { en: "serial killers", de: "serienmörder|serienkiller", fr: "tueur en série|tueurs en série" },
    wishes: [keyword("serial killer")],
  },
  {
    said: { en: "silent movie|silent movies|silent films|silents", de: "stumm", fr: "film muet|films muets|muet" },
    wishes: [keyword("silent film")],
  },
  { said: { en: "films noirs|noir", fr: "films noirs" }, wishes: [keyword("film noir")] },
  {
    said: { en: "coming of age", de: "erwachsenwerden", fr: "passage à l âge adulte" },
    wishes: [keyword("coming of age")],
  },
  { said: { en: "road movie|road movies", de: "roadmovie", fr: "road movie" }, wishes: [keyword("road trip")] },
  {
    said: { en: "biopic|biopics", de: "filmbiografie|filmbiographie", fr: "film biographique" },
    wishes: [keyword("biography")],
  },
  { said: { en: "friendship", de: "freundschaft", fr: "amitié" }, wishes: [keyword("friendship")] },
  { said: { de: "weihnachten|weihnachts", fr: "noël" }, wishes: [keyword("christmas")] },
  { said: { en: "dogs", de: "hund|hunde", fr: "chien|chiens" }, wishes: [keyword("dog")] },
  {
    said: {
      en: "directed by a woman|directed by women|by a woman|by women|female director|female directors|by female directors|women directors|woman director",
      de: "von einer frau|von frauen|regisseurin|regisseurinnen|von einer regisseurin",
      fr: "réalisé par une femme|réalisée par une femme|réalisés par des femmes|réalisatrice|réalisatrices|de réalisatrices",
    },
    wishes: [keyword("women directors")],
  },
  {
    said: { en: "short film|short films", de: "kurzfilm|kurzfilme", fr: "court métrage|courts métrages" },
    wishes: [runtime({ to: 40 })],
  },
  {
    said: {
      en: "not too long|not very long|not so long|not long",
      de: "nicht zu lang|nicht zu lange|nicht so lang|nicht lang|nicht allzu lang",
      fr: "pas trop long|pas trop longs|pas trop longue|pas long",
    },
    wishes: [runtime({ to: 120 })],
  },
];

/** Words of length, which are wishes only beside words that show it: "short movies", but not "a short man". */
export const weakLengths: typeof kindsOfFilm = [
  {
    said: { en: "short|shorter|quick", de: "kurz~|kürzer~", fr: "court|courte|courts|courtes" },
    wishes: [runtime({ to: 90 })],
  },
  {
    said: { en: "long|longer", de: "lang~|länger~", fr: "long|longue|longs|longues" },
    wishes: [runtime({ from: 150 })],
  },
];
