import { createTally } from "../tally.ts";
import type { ModelFigures, ProtocolOptions, ProtocolReport } from "../protocol.ts";
import { queryKinds, queryOf, type QueryKind, type SearchCase } from "./queries.ts";

/** A film as it is found: its title, genres and plot, and what it is known by where it comes from. */
export type SearchFilm = Readonly<{ id: string; title: string; genres: readonly string[]; description: string }>;

/** Scores every film for a text, by number; higher is better. */
export type AskFilms = (text: string) => Promise<ArrayLike<number>>;

export type SearchModel = Readonly<{
  name: string;
  summary: string;
  /** Told now and then how many films are ready. */
  open(films: readonly SearchFilm[], onProgress: (done: number) => void): Promise<AskFilms>;
}>;

export type SearchOptions = Pick<ProtocolOptions, "onProgress" | "now"> & Readonly<{ models: readonly SearchModel[] }>;

const K = 10;

/**
 * Protocol S: a film is to be found among all by another text about it, without its names: a description that somebody else
 * wrote, its first sentence, a few keywords. Ties count against the model. Weights are tuned on one half of the films, by their
 * ids, and reported on the other; `all` are both.
 */
export async function searchProtocol(
  films: readonly SearchFilm[],
  cases: readonly SearchCase[],
  options: SearchOptions,
): Promise<ProtocolReport> {
  const figures: ModelFigures[] = [];
  for (const model of options.models) figures.push(await evaluate(model, films, cases, options));
  const count = (kind: QueryKind) => cases.filter((one) => queryOf(kind, one) !== undefined).length;
  return {
    protocol: "search",
    description:
      "A film is to be found among all by another text about it, without its names; a document is title, genres and plot. " +
      "Reported on the half of the films that nothing was tuned on, and on all.",
    facts: {
      films: films.length,
      "films asked for": cases.length,
      "of the reported half": cases.filter(({ film }) => !isForTuning(films[film]!.id)).length,
      ...Object.fromEntries(queryKinds.map((kind) => [`${kind} queries`, count(kind)])),
    },
    backend: "none",
    figures,
  };
}

async function evaluate(
  { name, summary, open }: SearchModel,
  films: readonly SearchFilm[],
  cases: readonly SearchCase[],
  { now, onProgress }: SearchOptions,
): Promise<ModelFigures> {
  const started = now();
  const ask = await open(films, (done) => onProgress({ stage: `${name}: films`, done, total: films.length }));
  const opened = now();
  const tallies = queryKinds.map((kind) => ({ kind, reported: createTally(), all: createTally() }));
  for (const [done, one] of cases.entries()) {
    onProgress({ stage: name, done, total: cases.length });
    for (const { kind, reported, all } of tallies) {
      const text = queryOf(kind, one);
      if (text === undefined) continue;
      const rank = rankOf(one.film, await ask(text));
      all.add(figuresOf(`all: ${kind}`, rank));
      if (!isForTuning(films[one.film]!.id)) reported.add(figuresOf(kind, rank));
    }
  }
  const parts = [...tallies.map(({ reported }) => reported), ...tallies.map(({ all }) => all)];
  return {
    model: name,
    summary,
    metrics: inOrder(Object.assign({}, ...parts.map((part) => part.means()))),
    errors: Object.assign({}, ...parts.map((part) => part.errors())),
    fitSeconds: (opened - started) / 1000,
    scoreSeconds: (now() - opened) / 1000,
  };
}

function figuresOf(prefix: string, rank: number): Record<string, number> {
  return {
    [`${prefix} R@10`]: rank <= K ? 1 : 0,
    [`${prefix} MRR@10`]: rank <= K ? 1 / rank : 0,
    [`${prefix} R@1`]: rank === 1 ? 1 : 0,
  };
}

/** What the protocol is known by comes first. */
function inOrder(metrics: Record<string, number>): Record<string, number> {
  const names = Object.keys(metrics);
  const ordered = ["R@10", "MRR@10", "R@1"].flatMap((metric) => names.filter((name) => name.endsWith(` ${metric}`)));
  return Object.fromEntries(ordered.map((name) => [name, metrics[name]!]));
}

function rankOf(film: number, scores: ArrayLike<number>): number {
  let rank = 1;
  for (let other = 0; other < scores.length; other++) if (other !== film && scores[other]! >= scores[film]!) rank++;
  return rank;
}

/** Half of all ids, by FNV-1a (Fowler, Noll & Vo) with a step of MurmurHash3's finisher. */
export function isForTuning(id: string): boolean {
  let hash = 2_166_136_261;
  for (const letter of id) hash = Math.imul(hash ^ letter.codePointAt(0)!, 16_777_619);
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  return ((hash ^ (hash >>> 13)) & 1) === 0;
}
