import type { FilmContent } from "@projectionist/recsys";
import { createTrouble, type Logger } from "@projectionist/service-kit";
import type { Catalog } from "../../catalog-copy/catalog-copy.ts";
import type { Film } from "../../catalog-copy/film.ts";
import { startThread, type Thread } from "../../training/thread-calls.ts";
import { weightsOf, type ServedModel } from "../served-model.ts";
import type { TransferCalls } from "./transfer-thread.ts";

/** Per new film, what each film of the model, by its number, says for it. */
export type NewFilmColumns = ReadonlyMap<string, Float32Array>;

/** Films that the trained model has never met, known to it by what they are. */
export interface NewFilms {
  /** Those that are there for this model now, none without one; to be called often, for it is where a new model is noticed. */
  columns(model: ServedModel | undefined): NewFilmColumns;
  /** Looks for films that came or changed. */
  look(): void;
  stop(): Promise<void>;
}

type Column = Readonly<{ film: Film; numbers: Float32Array }>;
type Transfer = Readonly<{ model: ServedModel; thread: Thread<TransferCalls>; columns: Map<string, Column> }>;

/** Of a catalog with more films that nobody met, these came last. */
const MOST_FILMS = 500;

const none: NewFilmColumns = new Map();

/**
 * Keeps a column for each film of the catalog that the model does not know, the latest {@link MOST_FILMS} of them: as soon as a model serves, a thread learns what its
 * weights owe to likeness by content; from then on a film that comes is there after some milliseconds. Where a model has no such
 * weights there are none, and likeness alone speaks for new films.
 */
export function createNewFilms({ catalog, logger }: Readonly<{ catalog: Catalog; logger: Logger }>): NewFilms {
  const trouble = createTrouble(logger);
  let current: Transfer | undefined;
  let wanted: ServedModel | undefined;
  /** Of this model there are no columns, and it is no use to try again. */
  let without: ServedModel | undefined;
  let shown = none;
  let working: Promise<void> | undefined;
  let isAsked = false;
  const stopping = new AbortController();

  /** One after the other: the model that serves, then the films that it does not know. */
  async function work(): Promise<void> {
    if (!wanted) await forget();
    else if (wanted !== without && current?.model !== wanted) await learn(wanted);
    if (!current) return;
    const { thread, columns } = current;
    for (let film = missing(current); film; film = missing(current)) {
      const numbers = await thread.call("column", contentOf(film));
      if (catalog.film(film.id) === film) columns.set(film.id, { film, numbers });
      show(current);
    }
    show(current);
  }

  async function learn(model: ServedModel): Promise<void> {
    const weights = weightsOf(model);
    await forget();
    without = model;
    if (!weights) return;
    const thread = startThread<TransferCalls>(new URL("./transfer-thread.ts", import.meta.url));
    try {
      const films = model.items.map((id) => contentOf(catalog.film(id)));
      // A view would be sent with the whole artefact that it is a view of.
      await thread.call("fit", films, weights.data.slice());
      current = { model, thread, columns: new Map() };
      without = undefined;
    } catch (error) {
      await thread.end();
      throw error;
    }
  }

  async function forget(): Promise<void> {
    await current?.thread.end();
    current = undefined;
    without = undefined;
    shown = none;
  }

  /** The latest film that has no column yet; columns of films that changed or went are given up. */
  function missing({ model, columns }: Transfer): Film | undefined {
    const unknown = Array.from(catalog.films()).filter((film) => !model.numberOf.has(film.id) && isTold(film));
    const latest = unknown.slice(-MOST_FILMS);
    const kept = new Set(latest);
    for (const [id, { film }] of columns) if (!kept.has(film)) columns.delete(id);
    return latest.findLast(({ id }) => !columns.has(id));
  }

  function show({ columns }: Transfer): void {
    shown = new Map(Array.from(columns, ([id, { numbers }]) => [id, numbers]));
  }

  function begin(): void {
    isAsked = true;
    working ??= workAsAsked().finally(() => {
      working = undefined;
      if (isAsked && !stopping.signal.aborted) begin();
    });
  }

  async function workAsAsked(): Promise<void> {
    while (isAsked && !stopping.signal.aborted) {
      isAsked = false;
      await work().catch((err: unknown) => {
        if (!stopping.signal.aborted)
          trouble.failed("new films", { err }, "films that the model does not know are told by likeness alone");
      });
    }
  }

  return {
    columns(model) {
      if (model && current?.model === model) return shown;
      if (wanted !== model) {
        wanted = model;
        begin();
      }
      return none;
    },
    look: begin,
    async stop() {
      stopping.abort();
      await current?.thread.end();
      await working;
    },
  };
}

/** Of a film without any of these, likeness tells too little. */
function isTold({ description, keywords, directors, cast }: Film): boolean {
  return (description ?? "") !== "" || [keywords, directors, cast].some((names) => names.length > 0);
}

function contentOf(film: Film | undefined): FilmContent {
  return {
    title: film?.title ?? "",
    description: film?.description ?? "",
    year: film?.year ?? null,
    genres: film?.genres ?? [],
    language: film?.language ?? null,
    directors: film?.directors ?? [],
    cast: film?.cast ?? [],
    keywords: film?.keywords ?? [],
    series: film?.series ?? null,
  };
}
