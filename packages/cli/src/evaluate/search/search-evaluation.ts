import { openTransformerEmbedder, parseSemanticModel, readEmbeddingTable } from "@projectionist/compute";
import { searchModels, searchProtocol, type TextEmbedder } from "@projectionist/recsys";
import { CommandError } from "../../command-error.ts";
import type { Protocol } from "../protocols.ts";
import { readSearchData } from "./read-search-data.ts";

const byTable = ["words", "words+related", "static", "words+static", "default"];
const byTransformer = ["transformer", "words+transformer", "best"];

/** Protocol S, with every embedder that there is: the table always, a transformer where one is named. */
export const searchEvaluation: Protocol = {
  summary: "search: a film is to be found by another text about it; needs --content, takes --semantic-model",
  models: [...byTable, ...byTransformer],
  async open({ dataPath, contentPath, semanticModel, hubUrl }, onProgress) {
    onProgress({ stage: "reading films", done: 0, total: 0 });
    const { films, cases } = await readSearchData(dataPath, contentPath);
    const transformer = await openTransformer(semanticModel, hubUrl);
    const models = searchModels(await readEmbeddingTable(), transformer && remembering(transformer));
    return {
      models: models.map(({ name }) => name),
      run(name) {
        const chosen = models.filter((model) => model.name === name);
        if (chosen.length === 0)
          throw new CommandError(`"${name}" needs a transformer: name one with --semantic-model minilm:<folder>.`);
        return searchProtocol(films, cases, { models: chosen, onProgress, now: () => performance.now() });
      },
      close: async () => transformer?.close(),
    };
  },
};

/** The same embedder, which embeds a text once for all models. */
function remembering(embedder: TextEmbedder): TextEmbedder {
  const known = new Map<string, Float32Array>();
  return {
    name: embedder.name,
    dimensions: embedder.dimensions,
    async embed(texts) {
      const fresh = [...new Set(texts)].filter((text) => !known.has(text));
      for (const [at, vector] of (await embedder.embed(fresh)).entries()) known.set(fresh[at]!, vector);
      return texts.map((text) => known.get(text)!);
    },
  };
}

async function openTransformer(named: string | undefined, hubUrl: string | undefined) {
  try {
    const model = parseSemanticModel(named, hubUrl);
    return model && (await openTransformerEmbedder(model));
  } catch (error) {
    throw new CommandError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}
