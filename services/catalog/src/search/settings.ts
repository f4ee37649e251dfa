import { parseSemanticModel, type SemanticModel } from "@projectionist/compute";
import { Type, type Static } from "typebox";

/** The settings of what search embeds films and queries with. */
export const searchSettings = {
  SEMANTIC_MODEL: Type.Optional(
    Type.String({
      pattern: "^(static|minilm:.+|hub:[\\w.-]+/[\\w.-]+)$",
      description:
        "what search embeds with: static (comes along), minilm:<folder of the model>, or hub:<owner>/<model>",
    }),
  ),
  HF_ENDPOINT: Type.Optional(
    Type.String({
      format: "uri",
      description: "where hub:<owner>/<model> is fetched; https://huggingface.co unless told",
    }),
  ),
};

/** The model that is named; undefined for the static embeddings. */
export function semanticModelOf(
  config: Static<ReturnType<typeof Type.Object<typeof searchSettings>>>,
): SemanticModel | undefined {
  return parseSemanticModel(config.SEMANTIC_MODEL, config.HF_ENDPOINT);
}
