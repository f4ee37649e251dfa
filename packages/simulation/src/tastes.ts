/**
 * What kinds of film lovers there are. A viewer blends two of them. Weights add up: genres and keywords that a film
 * has, how far its year lies from the era, its language.
 */
export type Taste = Readonly<{
  name: string;
  genres: Readonly<Record<string, number>>;
  keywords?: Readonly<Record<string, number>>;
  /** Preferred years; films further away than `spread` lose appeal. */
  era: Readonly<{ around: number; spread: number }>;
  /** Liking for films that are not in English, and for those that few know. */
  worldCinema: number;
  obscurity: number;
}>;

export const tastes: readonly Taste[] = [
  {
    name: "space and machines",
    genres: { "Science Fiction": 2.2, Adventure: 0.6, Action: 0.5, Thriller: 0.3 },
    keywords: { space: 1, robot: 0.8, "artificial intelligence": 0.8, future: 0.6, alien: 0.8, "time travel": 0.8 },
    era: { around: 1994, spread: 25 },
    worldCinema: -0.3,
    obscurity: 0,
  },
  {
    name: "crime and shadows",
    genres: { Crime: 2, Thriller: 1, Mystery: 0.9, Drama: 0.3 },
    keywords: { "film noir": 1, heist: 0.7, detective: 0.8, gangster: 0.8, mafia: 0.8 },
    era: { around: 1980, spread: 35 },
    worldCinema: 0,
    obscurity: 0.1,
  },
  {
    name: "drawn worlds",
    genres: { Animation: 2.6, Family: 1, Fantasy: 0.6 },
    keywords: { childhood: 0.4, magic: 0.4, friendship: 0.4 },
    era: { around: 2002, spread: 22 },
    worldCinema: 0.2,
    obscurity: 0,
  },
  {
    name: "masters of the world",
    genres: { Drama: 1.2, Romance: 0.3, History: 0.3 },
    keywords: { poverty: 0.4, memory: 0.4, loneliness: 0.4, "coming of age": 0.3 },
    era: { around: 1965, spread: 25 },
    worldCinema: 1.6,
    obscurity: 0.5,
  },
  {
    name: "new voices of the world",
    genres: { Drama: 1.1, Thriller: 0.4, Romance: 0.3 },
    keywords: { family: 0.4, class: 0.4, immigration: 0.4 },
    era: { around: 2012, spread: 14 },
    worldCinema: 1.5,
    obscurity: 0.3,
  },
  {
    name: "laughter",
    genres: { Comedy: 2, Romance: 0.6, Family: 0.2 },
    keywords: { satire: 0.6, friendship: 0.4 },
    era: { around: 1988, spread: 35 },
    worldCinema: -0.2,
    obscurity: 0,
  },
  {
    name: "love stories",
    genres: { Romance: 2.2, Drama: 0.6, Comedy: 0.4, Music: 0.4 },
    keywords: { love: 0.8, marriage: 0.5, paris: 0.4 },
    era: { around: 1998, spread: 30 },
    worldCinema: 0.2,
    obscurity: 0,
  },
  {
    name: "fear",
    genres: { Horror: 2.6, Mystery: 0.6, Thriller: 0.7 },
    keywords: { slasher: 0.6, supernatural: 0.8, haunting: 0.6, vampire: 0.6, zombie: 0.6 },
    era: { around: 1992, spread: 28 },
    worldCinema: 0,
    obscurity: 0.1,
  },
  {
    name: "big screens",
    genres: { Action: 1.8, Adventure: 1.4, Fantasy: 0.7, "Science Fiction": 0.4 },
    keywords: { superhero: 0.8, spy: 0.6, revenge: 0.3, quest: 0.6 },
    era: { around: 2005, spread: 16 },
    worldCinema: -0.6,
    obscurity: -0.5,
  },
  {
    name: "frontiers and battles",
    genres: { Western: 2.4, War: 1.8, History: 1, Adventure: 0.3 },
    keywords: { soldier: 0.5, "world war ii": 0.6, outlaw: 0.6 },
    era: { around: 1968, spread: 28 },
    worldCinema: 0,
    obscurity: 0,
  },
  {
    name: "what really happened",
    genres: { Documentary: 2.8, History: 1, Music: 0.6, War: 0.2 },
    keywords: { politics: 0.6, journalism: 0.6, "true story": 0.5, music: 0.4 },
    era: { around: 2004, spread: 25 },
    worldCinema: 0.3,
    obscurity: 0.4,
  },
  {
    name: "golden age",
    genres: { Drama: 0.5, Comedy: 0.8, Romance: 0.6, Music: 0.6, Mystery: 0.5 },
    era: { around: 1948, spread: 16 },
    worldCinema: 0,
    obscurity: 0.2,
  },
];
