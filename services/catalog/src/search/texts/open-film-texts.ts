import { openByteRows, openTextEmbedder, readEmbeddingTable, type SemanticModel } from "@projectionist/compute";
import { relatedWordsOf } from "@projectionist/recsys";
import { createFilmTexts, type FilmTexts } from "./film-texts.ts";

export type OpenFilmTexts = Readonly<{
  texts: FilmTexts;
  /** Throws what keeps search from the embeddings that were asked for. */
  check(): void;
  close(): Promise<void>;
}>;

/** What nearness counts beside words: measured for both kinds of embeddings (`evaluate --protocol search`). */
const meaningWeights = { static: 0.7, transformer: 1 } as const;

/** Texts of films, with the embeddings of the model; with the static ones that come along where it cannot be opened. */
export async function openFilmTexts(model?: SemanticModel): Promise<OpenFilmTexts> {
  const table = await readEmbeddingTable();
  const opened = await openTextEmbedder(model, table);
  const { kind, embedder } = opened;
  const texts = createFilmTexts({
    embedder,
    related: relatedWordsOf(table),
    meaningWeight: meaningWeights[kind],
    rows: openByteRows,
  });
  return {
    texts,
    check() {
      if (opened.kind === "static" && opened.insteadOf !== undefined) {
        throw new Error(`static embeddings serve instead: ${opened.insteadOf}`);
      }
      const failure = texts.failure();
      if (failure) throw failure;
    },
    close: async () => (opened.kind === "transformer" ? opened.embedder.close() : undefined),
  };
}
