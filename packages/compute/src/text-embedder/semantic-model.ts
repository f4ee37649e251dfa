/**
 * A sentence embedding model: of a local folder in the layout of `@huggingface/transformers`, or of the Hugging Face hub, which
 * may be a mirror at `url`.
 */
export type SemanticModel =
  | Readonly<{ from: "folder"; path: string }>
  | Readonly<{ from: "hub"; id: string; url: string }>;

/** Where the hub is, unless `HF_ENDPOINT` says otherwise. */
export const HUB_URL = "https://huggingface.co";

/**
 * What `SEMANTIC_MODEL` names: undefined for `static` (and nothing), else `minilm:<folder>` or `hub:<owner>/<model>`.
 * @throws {Error} it is none of these
 */
export function parseSemanticModel(text: string | undefined, hubUrl = HUB_URL): SemanticModel | undefined {
  if (text === undefined || text === "" || text === "static") return undefined;
  const [, from, where] = /^(minilm|hub):(.+)$/.exec(text) ?? [];
  if (from === "minilm" && where !== undefined) return { from: "folder", path: where };
  if (from === "hub" && where !== undefined && /^[\w.-]+\/[\w.-]+$/.test(where))
    return { from: "hub", id: where, url: hubUrl };
  throw new Error(`SEMANTIC_MODEL is "${text}": write static, minilm:<folder of the model>, or hub:<owner>/<model>.`);
}
