import type { Interactions } from "../interactions.ts";
import type { ItemModel } from "../item-model.ts";
import { matrixOf, type Matrix } from "../linear-algebra/linear-algebra.ts";
import type { FitEnvironment } from "../protocols/protocol.ts";
import { fitColdItemModel, type CarryOver } from "./cold-item-model.ts";
import { fitColdTransfer } from "./cold-transfer.ts";
import type { FilmContent } from "./content-document.ts";
import { fitContentKernel, type ContentKernelOptions } from "./content-kernel.ts";
import { contentSimilarity } from "./content-similarity.ts";

/** A model that also knows films which nobody has seen, as the evaluation knows it. */
export type ColdModelSpec = Readonly<{
  /** As `--models` names it, such as `cold-transfer`. */
  name: string;
  /** One line for the report: what it is, with its constants. */
  summary: string;
  /** `films` has the content of every film of `train` by number; those that nobody has are scored by it. */
  fit(train: Interactions, films: readonly FilmContent[], env: FitEnvironment): Promise<ItemModel>;
}>;

/**
 * Constants of content, tuned on films hidden within the training parts of ML-1M with plots and people (seed 1) and of
 * ml-latest-small with TMDB (seeds 1 and 2); one setting for both.
 */
export const contentKernelOptions: ContentKernelOptions = {
  weights: {
    description: 1,
    title: 0.5,
    people: 2,
    director: 1,
    genre: 1,
    keyword: 1,
    series: 1,
    language: 0.3,
    years: 0.5,
  },
  sharpness: 3,
};
export const coldTransferOptions = { self: 0.3, ridge: 0.2 };
const RIDGE_PER_USER = 0.125;
const NEIGHBOURS = 20;

/** The models of new films that the evaluation compares. */
export const coldModels: readonly ColdModelSpec[] = [
  {
    name: "content-similarity",
    summary: "likeness by content to the viewer's films, summed",
    fit: async (_train, films) => contentSimilarity(fitContentKernel(films, contentKernelOptions)),
  },
  {
    name: "nearest-columns",
    summary: `what EASE has for the ${NEIGHBOURS} films nearest by content, summed`,
    fit: withEase(({ weights, likenessToNew }, algebra) => algebra.multiply(weights, nearest(likenessToNew))),
  },
  {
    name: "cold-transfer",
    summary: `kernel ridge regression from content to EASE: ridge ${coldTransferOptions.ridge}, self ${coldTransferOptions.self}`,
    fit: withEase(async ({ weights, likeness, likenessToNew }, algebra) => {
      const transfer = await fitColdTransfer(weights, likeness, coldTransferOptions, algebra);
      return transfer.columns(likenessToNew);
    }),
  },
];

function withEase(carryOver: CarryOver): ColdModelSpec["fit"] {
  return (train, films, { algebra }) =>
    fitColdItemModel(train, films, algebra, { kernel: contentKernelOptions, ridgePerUser: RIDGE_PER_USER, carryOver });
}

/** Per column 1 at its greatest rows, else 0. */
function nearest({ rows, columns, data }: Matrix): Matrix {
  const marks = matrixOf(rows, columns);
  for (let column = 0; column < columns; column++) {
    const order = Array.from({ length: rows }, (_, row) => row).sort(
      (a, b) => data[b * columns + column]! - data[a * columns + column]! || a - b,
    );
    for (const row of order.slice(0, NEIGHBOURS)) marks.data[row * columns + column] = 1;
  }
  return marks;
}
