import { createStaticEmbedder } from "@projectionist/recsys";
import { textEmbedderContract } from "@projectionist/recsys/text-embedder.contract";
import { readEmbeddingTable } from "./read-table.ts";

textEmbedderContract("the bundled table", async () => ({
  embedder: createStaticEmbedder(await readEmbeddingTable()),
  close: async () => {},
}));
