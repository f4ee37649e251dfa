import { openLinearAlgebra } from "@projectionist/compute";
import {
  coldTransferOptions,
  contentKernelOptions,
  fitColdTransfer,
  fitContentKernel,
  matrixOf,
  type ColdTransfer,
  type ContentKernel,
  type FilmContent,
} from "@projectionist/recsys";
import { answerCalls } from "../../training/thread-calls.ts";

let fitted: Readonly<{ kernel: ContentKernel; transfer: ColdTransfer }> | undefined;

const handlers = {
  /** Learns what each film says for films like another; `weights` has a row and a column for each of the films. */
  async fit(films: readonly FilmContent[], weights: Float32Array<ArrayBuffer>): Promise<void> {
    const kernel = fitContentKernel(films, contentKernelOptions);
    const algebra = await openLinearAlgebra();
    try {
      const matrix = matrixOf(films.length, films.length, weights);
      fitted = { kernel, transfer: await fitColdTransfer(matrix, kernel.matrix(), coldTransferOptions, algebra) };
    } finally {
      await algebra.close();
    }
  },

  /** What each of the films that were learned from says for this one, which is none of them. */
  column(film: FilmContent): Float32Array {
    if (!fitted) throw new Error("nothing is fitted yet");
    return fitted.transfer.column(fitted.kernel.row(film));
  },
};

/** The thread that carries what is known of films over to new ones. */
export type TransferCalls = typeof handlers;

answerCalls(handlers);
