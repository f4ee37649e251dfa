import { readEmbeddingTable } from "@projectionist/compute";
import { createStaticEmbedder, relatedWordsOf } from "@projectionist/recsys";
import { createFilmTexts, type FilmTexts } from "./film-texts.ts";

/** Texts of films with the static embeddings that come with Projectionist. */
export async function openFilmTexts(): Promise<FilmTexts> {
  const table = await readEmbeddingTable();
  return createFilmTexts({ embedder: createStaticEmbedder(table), related: relatedWordsOf(table) });
}
