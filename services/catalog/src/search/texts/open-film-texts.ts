import { openByteRows, openTextEmbedder, readEmbeddingTable, type SemanticModel } from "@projectionist/compute";
import { relatedWordsOf } from "@projectionist/recsys";
import type { Documents } from "@projectionist/stores";
import { embedByJob, type EmbeddingByJob } from "./embed-by-job.ts";
import { embedInBackground } from "./embed-in-background.ts";
import { createFilmTexts, type FilmTexts } from "./film-texts.ts";
import { keepVectors, vectorCollection } from "./kept-vectors.ts";

export type OpenFilmTexts = Readonly<{
  texts: FilmTexts;
  /** Whether the model's language has the word, as `words` folds it: more than any catalog's texts have. */
  isWord(word: string): boolean;
  /** What the job `embed` does; undefined where there is nothing for it to do. */
  byJob: Pick<EmbeddingByJob, "embedMissing"> | undefined;
  /** Throws what keeps search from the embeddings that were asked for. */
  check(): void;
  close(): Promise<void>;
}>;

/** What nearness counts beside words: measured for both kinds of embeddings (`evaluate --protocol search`). */
const meaningWeights = { static: 0.7, transformer: 1 } as const;

/**
 * Texts of films, with the embeddings of the model; with the static ones that come along where it cannot be opened. What a
 * model takes long to make is kept in the documents and made by a job, which is begun by `askForVectors`.
 */
export async function openFilmTexts(
  model: SemanticModel | undefined,
  documents: Pick<Documents, "collection">,
  askForVectors: () => Promise<boolean>,
): Promise<OpenFilmTexts> {
  const table = await readEmbeddingTable();
  const opened = await openTextEmbedder(model, table);
  const { embedder } = opened;
  const vectors = opened.kind === "transformer" ? await documents.collection(vectorCollection) : undefined;
  let byJob: EmbeddingByJob | undefined;
  const texts = createFilmTexts({
    embedder,
    embedFilms(take) {
      if (opened.kind === "static") return embedInBackground(opened.embedder, take);
      const kept = keepVectors(vectors!, opened.embedder.fingerprint);
      return (byJob = embedByJob(embedder, { kept, take, ask: askForVectors }));
    },
    related: relatedWordsOf(table),
    meaningWeight: meaningWeights[opened.kind],
    rows: openByteRows,
  });

  function check(): void {
    if (opened.kind === "static") {
      if (opened.insteadOf === undefined) return;
      throw new Error(`SEMANTIC_MODEL cannot be used, and static embeddings serve instead: ${opened.insteadOf}`);
    }
    const [failure, { embedded, films }] = [texts.failure(), texts.progress()];
    if (embedded < films) {
      const why = failure ? `: ${failure.message}` : "";
      throw new Error(`${embedded} of ${films} films are embedded; the others are found by their words alone${why}`);
    }
    if (failure) throw failure;
  }

  async function close(): Promise<void> {
    byJob?.close();
    if (opened.kind === "transformer") await opened.embedder.close();
  }

  const tokens = new Set(table.tokens);
  return { texts, isWord: (word) => tokens.has(word), byJob, check, close };
}
