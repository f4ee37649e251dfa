import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

/** What is used of `@huggingface/transformers`. */
export type Library = Readonly<{
  env: { localModelPath: string; allowRemoteModels: boolean };
  AutoTokenizer: { from_pretrained(model: string): Promise<Readonly<{ tokenize(text: string): string[] }>> };
  AutoModel: { from_pretrained(model: string, options: Readonly<{ dtype: string }>): Promise<Model> };
  Tensor: new (type: "int64", data: BigInt64Array, shape: readonly number[]) => unknown;
}>;

type Model = (
  inputs: Readonly<Record<string, unknown>>,
) => Promise<Readonly<{ last_hidden_state: { data: Float32Array } }>>;

/** Where `npm run setup:native` installs the library. */
const installed = createRequire(new URL("../../packages/compute/native/package.json", import.meta.url));

/** The library, set to models of the folder that `modelFolder` lies in. @throws {Error} it is not installed */
export async function openLibrary(modelFolder: string): Promise<Library> {
  let entry: string;
  try {
    entry = installed.resolve("@huggingface/transformers");
  } catch (error) {
    throw new Error("@huggingface/transformers is not installed: run `npm run setup:native`.", { cause: error });
  }
  const library = ((await import(pathToFileURL(entry).href)) as { default: Library }).default;
  library.env.localModelPath = `${dirname(resolve(modelFolder))}/`;
  library.env.allowRemoteModels = false;
  return library;
}

/** The tokens of a model's tokenizer by number. */
export function vocabularyOf(modelFolder: string): string[] {
  const { model } = JSON.parse(readFileSync(join(modelFolder, "tokenizer.json"), "utf8")) as {
    model: { vocab: Record<string, number> };
  };
  const tokens: string[] = [];
  for (const [token, number] of Object.entries(model.vocab)) tokens[number] = token;
  return tokens;
}

const AT_ONCE = 128;

/** For each token the mean of the model's last layer over `[CLS] token [SEP]`, row by row. */
export async function tokenVectors(
  modelFolder: string,
  numbers: readonly number[],
  onProgress: (done: number) => void,
): Promise<{ vectors: Float32Array; width: number }> {
  const { AutoModel, Tensor } = await openLibrary(modelFolder);
  const model = await AutoModel.from_pretrained(basename(resolve(modelFolder)), { dtype: "q8" });
  const vocabulary = vocabularyOf(modelFolder);
  const [first, last] = [vocabulary.indexOf("[CLS]"), vocabulary.indexOf("[SEP]")];
  const tensor = (values: readonly number[]) =>
    new Tensor("int64", BigInt64Array.from(values, BigInt), [values.length / 3, 3]);
  let vectors = new Float32Array(0);
  let width = 0;
  for (let from = 0; from < numbers.length; from += AT_ONCE) {
    const ids = numbers.slice(from, from + AT_ONCE).flatMap((number) => [first, number, last]);
    const { last_hidden_state: output } = await model({
      input_ids: tensor(ids),
      attention_mask: tensor(ids.map(() => 1)),
      token_type_ids: tensor(ids.map(() => 0)),
    });
    if (width === 0) {
      width = output.data.length / ids.length;
      vectors = new Float32Array(numbers.length * width);
    }
    for (let row = 0; row < ids.length / 3; row++)
      for (let i = 0; i < width; i++) {
        const at = row * 3 * width + i;
        vectors[(from + row) * width + i] =
          (output.data[at]! + output.data[at + width]! + output.data[at + 2 * width]!) / 3;
      }
    onProgress(Math.min(numbers.length, from + AT_ONCE));
  }
  return { vectors, width };
}
