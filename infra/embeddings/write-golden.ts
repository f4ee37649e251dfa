/**
 * Renews infra/embeddings/tokenizer.golden.jsonl, which says how the library splits a thousand made-up texts:
 * `node infra/embeddings/write-golden.ts <model folder>`. Needs `npm run setup:native`.
 */
import { writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { goldenTexts } from "./golden-texts.ts";
import { openLibrary } from "./model.ts";

const TEXTS = 1_000;

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error("Say where the model lies: node infra/embeddings/write-golden.ts <model folder>");
  process.exit(1);
}
const { AutoTokenizer } = await openLibrary(folder);
const tokenizer = await AutoTokenizer.from_pretrained(basename(resolve(folder)));
const lines = goldenTexts(TEXTS).map((text) => JSON.stringify([text, tokenizer.tokenize(text).join(" ")]));
const file = join(import.meta.dirname, "tokenizer.golden.jsonl");
writeFileSync(file, `${lines.join("\n")}\n`);
console.log(`${file}: ${lines.length} texts`);
