import { randomUUID } from "node:crypto";

/** The rankings of the latest searches, so that their further pages stay as they were while films come and go. */
export type KeptRankings<Ranking> = Readonly<{
  /** Keeps a ranking, and answers the name that its further pages ask for. */
  keep(ranking: Ranking): string;
  /** Undefined once too many others were kept, and in other instances. */
  get(name: string): Ranking | undefined;
}>;

export function keepRankings<Ranking>(most: number): KeptRankings<Ranking> {
  const kept = new Map<string, Ranking>();
  return {
    keep(ranking) {
      const name = randomUUID();
      kept.set(name, ranking);
      const [oldest] = kept.keys();
      if (kept.size > most && oldest !== undefined) kept.delete(oldest);
      return name;
    },
    get: (name) => kept.get(name),
  };
}
