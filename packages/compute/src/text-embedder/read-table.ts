import { readFile } from "node:fs/promises";
import { decodeTable, type EmbeddingTable } from "@projectionist/recsys";

const BUNDLED = new URL("../../../../data/embeddings/minilm-l6-static.bin", import.meta.url);

/** The table of static embeddings that comes with Projectionist. @throws {Error} it is not there or damaged */
export async function readEmbeddingTable(): Promise<EmbeddingTable> {
  return decodeTable(await readFile(BUNDLED));
}
