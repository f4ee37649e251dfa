import { matrixOf, type Matrix } from "../linear-algebra/linear-algebra.ts";
import { contentDocument, documentFields, type DocumentField, type FilmContent } from "./content-document.ts";
import { fitTfIdf, type TermVector, type TfIdf } from "./tf-idf.ts";

export type ContentKernelOptions = Readonly<{
  /** How much the likeness in each field counts, against the sum of all. */
  weights: Readonly<Record<DocumentField, number>>;
  /** How fast likeness falls off; 0 makes all films alike. */
  sharpness: number;
}>;

/** How alike films are by what they are. */
export interface ContentKernel {
  readonly filmCount: number;
  /** How alike this film, which may be a new one, is to each of the films that were learned from; in (0, 1]. */
  row(film: FilmContent): Float32Array;
  /** How alike the films that were learned from are, with 1 on the diagonal: symmetric, positive semidefinite. */
  matrix(): Matrix;
}

/** The films that have each term of a field, and how much. */
type Postings = Readonly<{ tfIdf: TfIdf; weight: number; films: Int32Array[]; amounts: Float32Array[] }>;

/**
 * `exp(sharpness · (Σ_f w_f · cos_f / Σ_f w_f − 1))` with `cos_f` the cosine of two films' TF-IDF vectors of field `f`: a
 * Gaussian kernel over the fields' unit vectors put side by side. Cost of a row: the postings of the film's terms.
 */
export function fitContentKernel(
  films: readonly FilmContent[],
  { weights, sharpness }: ContentKernelOptions,
): ContentKernel {
  const documents = films.map(contentDocument);
  const total = documentFields.reduce((sum, field) => sum + weights[field], 0);
  const fields = documentFields.map((field) => {
    const texts = documents.map((document) => document[field]);
    const tfIdf = fitTfIdf(texts);
    const vectors = texts.map((text) => tfIdf.vectorOf(text));
    return { field, tfIdf, weight: weights[field] / total, ...postingsOf(vectors, tfIdf.termCount) };
  });

  const row = (film: FilmContent) => {
    const document = contentDocument(film);
    const likeness = new Float32Array(films.length);
    for (const { field, ...postings } of fields) addCosines(postings, document[field], likeness);
    return likeness.map((cosine) => Math.exp(sharpness * (cosine - 1)));
  };

  return {
    filmCount: films.length,
    row,
    matrix() {
      const matrix = matrixOf(films.length, films.length);
      for (const [i, film] of films.entries()) {
        matrix.data.set(row(film), i * films.length);
        matrix.data[i * films.length + i] = 1;
      }
      return matrix;
    },
  };
}

function addCosines(
  { tfIdf, weight, films, amounts }: Postings,
  text: readonly string[],
  likeness: Float32Array,
): void {
  const { terms, weights } = tfIdf.vectorOf(text);
  for (let t = 0; t < terms.length; t++) {
    const [having, amount, own] = [films[terms[t]!]!, amounts[terms[t]!]!, weight * weights[t]!];
    for (let i = 0; i < having.length; i++) likeness[having[i]!]! += own * amount[i]!;
  }
}

function postingsOf(vectors: readonly TermVector[], termCount: number): Pick<Postings, "films" | "amounts"> {
  const entries = Array.from({ length: termCount }, () => ({ films: [] as number[], amounts: [] as number[] }));
  for (const [film, { terms, weights }] of vectors.entries())
    for (let t = 0; t < terms.length; t++) {
      entries[terms[t]!]!.films.push(film);
      entries[terms[t]!]!.amounts.push(weights[t]!);
    }
  return {
    films: entries.map((entry) => Int32Array.from(entry.films)),
    amounts: entries.map((entry) => Float32Array.from(entry.amounts)),
  };
}
