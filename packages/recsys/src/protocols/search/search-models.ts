import { createDocumentSearch, type DocumentSearchOptions } from "../../search/document-search.ts";
import { filmText } from "../../search/film-text.ts";
import { createStaticEmbedder } from "../../search/meaning/static-embedder.ts";
import type { EmbeddingTable } from "../../search/meaning/embedding-table.ts";
import { relatedWordsOf } from "../../search/meaning/related-words.ts";
import type { TextEmbedder } from "../../search/text-embedder.ts";
import type { SearchFilm, SearchModel } from "./search.ts";

const fields = { title: 1, genres: 1, description: 1 };
const BY_MEANING_ALONE = 1e6;
const AT_ONCE = 32;

type Options = Omit<DocumentSearchOptions<keyof typeof fields>, "fields">;
/** The embedder for these films' texts. */
type OpenEmbedder = (texts: readonly string[]) => TextEmbedder;

/** Search by words, by meaning, and by both, with the table and whatever other embedder there is. */
export function searchModels(table: EmbeddingTable, transformer?: TextEmbedder): SearchModel[] {
  const related = relatedWordsOf(table);
  const fromTable: OpenEmbedder = (texts) => {
    const embedder = createStaticEmbedder(table);
    for (const text of texts) embedder.learn(text);
    return embedder;
  };
  const byTable = [
    modelOf("words", "BM25 over title, genres and plot", {}),
    modelOf("words+related", "the same, and with less weight words that mean nearly the same", { related }),
    modelOf("static", `${table.name} alone`, { meaningWeight: BY_MEANING_ALONE }, fromTable),
    modelOf("words+static", "BM25 and the static embeddings", {}, fromTable),
    modelOf("default", "BM25 with related words, and the static embeddings: what is served", { related }, fromTable),
  ];
  if (!transformer) return byTable;
  const open = () => transformer;
  return [
    ...byTable,
    modelOf("transformer", `${transformer.name} alone`, { meaningWeight: BY_MEANING_ALONE }, open),
    modelOf("words+transformer", "BM25 and the transformer", { meaningWeight: 1 }, open),
    modelOf(
      "best",
      "BM25 with related words, and the transformer: what is served where it is installed",
      { related, meaningWeight: 1 },
      open,
    ),
  ];
}

function modelOf(name: string, summary: string, options: Options, openEmbedder?: OpenEmbedder): SearchModel {
  return {
    name,
    summary,
    async open(films, onProgress) {
      const texts = films.map(filmText);
      const embedder = openEmbedder?.(texts);
      const search = createDocumentSearch({ fields, ...options, ...(embedder && { dimensions: embedder.dimensions }) });
      for (const [number, film] of films.entries()) search.put(number, String(number), fieldsOf(film));
      if (embedder)
        for (let from = 0; from < texts.length; from += AT_ONCE) {
          onProgress(from);
          const vectors = await embedder.embed(texts.slice(from, from + AT_ONCE));
          for (const [at, vector] of vectors.entries()) search.setVector(from + at, vector);
        }
      return async (text) => {
        const [vector] = embedder ? await embedder.embed([text]) : [];
        return [...search.scores({ text, ...(vector && { vector }) }).subarray(0, films.length)];
      };
    },
  };
}

function fieldsOf({ title, genres, description }: SearchFilm) {
  return { title, genres: genres.join(", "), description };
}
