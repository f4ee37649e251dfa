import { openByteRows, openTextEmbedder, readEmbeddingTable, type SemanticModel } from "@projectionist/compute";
import { relatedWordsOf } from "@projectionist/recsys";
import type { Documents } from "@projectionist/stores";
import { createFilmTexts, type FilmTexts } from "./film-texts.ts";
import { keepVectors, vectorCollection } from "./kept-vectors.ts";

export type OpenFilmTexts = Readonly<{
  texts: FilmTexts;
  /** Throws what keeps search from the embeddings that were asked for. */
  check(): void;
  close(): Promise<void>;
}>;

/** What nearness counts beside words: measured for both kinds of embeddings (`evaluate --protocol search`). */
const meaningWeights = { static: 0.7, transformer: 1 } as const;

/**
 * Texts of films, with the embeddings of the model; with the static ones that come along where it cannot be opened. What a
 * model takes long to make is kept in the documents, so that a start takes it up where the last one was.
 */
export async function openFilmTexts(
  model: SemanticModel | undefined,
  documents: Pick<Documents, "collection">,
): Promise<OpenFilmTexts> {
  const table = await readEmbeddingTable();
  const opened = await openTextEmbedder(model, table);
  const { kind, embedder } = opened;
  const texts = createFilmTexts({
    embedder,
    related: relatedWordsOf(table),
    meaningWeight: meaningWeights[kind],
    rows: openByteRows,
    kept:
      opened.kind === "transformer"
        ? keepVectors(await documents.collection(vectorCollection), opened.embedder.fingerprint)
        : undefined,
  });

  function check(): void {
    if (opened.kind === "static") {
      if (opened.insteadOf === undefined) return;
      throw new Error(`SEMANTIC_MODEL cannot be used, and static embeddings serve instead: ${opened.insteadOf}`);
    }
    const failure = texts.failure();
    if (failure) throw failure;
    const { embedded, films } = texts.progress();
    if (embedded === films) return;
    throw new Error(`${embedded} of ${films} films are embedded; the others are found by their words alone`);
  }

  return { texts, check, close: async () => (opened.kind === "transformer" ? opened.embedder.close() : undefined) };
}
