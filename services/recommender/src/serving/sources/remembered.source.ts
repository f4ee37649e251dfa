import type { Strategy } from "@projectionist/contracts";
import { LRUCache } from "lru-cache";
import type { Catalog } from "../../catalog-copy/catalog-copy.ts";
import type { Weighted } from "../../signal-state/signal-state.ts";
import { candidateOf, type Candidate } from "../candidate.ts";
import type { ServingContext } from "../context.ts";
import { runPipeline, type Pipeline, type Source } from "../pipeline.ts";

/** About 40 kB each. */
const FILMS = 2_000;
/** Numbers of viewers, of which what is remembered is made too, may be so old. */
const MAX_AGE_MS = 60_000;

type Found = Readonly<{
  from: Pick<ServingContext, "model" | "newFilms"> & Readonly<{ revision: number; neighbours: readonly Weighted[] }>;
  candidates: readonly Candidate[];
}>;

const found = new WeakMap<Catalog, LRUCache<string, Found>>();

/**
 * What a pipeline finds of the viewer's one baseline. The films that rows are named after are those that many like: it is
 * remembered until what came after the film, the catalog or the model changes. So nothing in the pipeline may be the
 * viewer's own.
 */
export function remembered(strategy: Strategy, pipeline: Pipeline): Source {
  return (context) => {
    const { viewer, catalog, model, newFilms, neighbours } = context;
    const [about] = viewer.baselines;
    if (!about) return [];
    const { movieId } = about;
    const films = found.get(catalog) ?? new LRUCache<string, Found>({ max: FILMS, ttl: MAX_AGE_MS });
    found.set(catalog, films);
    const key = `${strategy} ${movieId}`;
    const from = { model, newFilms, revision: catalog.revision(), neighbours: neighbours.get(movieId) ?? [] };
    const known = films.get(key);
    if (known && isSame(known.from, from)) return known.candidates;
    const candidates = runPipeline(pipeline, context).map(({ movieId: id, evidence }) => candidateOf(id, evidence));
    films.set(key, { from, candidates });
    return candidates;
  };
}

function isSame(one: Found["from"], other: Found["from"]): boolean {
  return (
    one.model === other.model &&
    one.newFilms === other.newFilms &&
    one.revision === other.revision &&
    areSame(one.neighbours, other.neighbours)
  );
}

function areSame(some: readonly Weighted[], others: readonly Weighted[]): boolean {
  if (some === others) return true;
  return (
    some.length === others.length &&
    some.every(([id, weight], at) => others[at]![0] === id && others[at]![1] === weight)
  );
}
