/**
 * Builds the table of static embeddings that search uses, from a local copy of all-MiniLM-L6-v2 in the layout of
 * `@huggingface/transformers`: `node infra/embeddings/build.ts <model folder> [file]`, by default
 * data/embeddings/minilm-l6-static.bin. Needs `npm run setup:native`.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { basicTokens, encodeTable } from "@projectionist/recsys";
import { tokenVectors, vocabularyOf } from "./model.ts";
import { centre, project, principalComponents } from "./principal-components.ts";
import { quantise } from "./quantise.ts";
import { relatedTokens } from "./related.ts";

const DIMENSIONS = 240;
/** The direction in which tokens differ most says how frequent they are, not what they mean (Mu & Viswanath 2018). */
const WITHOUT = 1;
const NOTE = "Derived from sentence-transformers/all-MiniLM-L6-v2, Apache License 2.0; see data/embeddings/README.md";

const [folder, file = join(import.meta.dirname, "../../data/embeddings/minilm-l6-static.bin")] = process.argv.slice(2);
if (folder === undefined) {
  console.error("Say where the model lies: node infra/embeddings/build.ts <model folder> [file]");
  process.exit(1);
}
const show = (stage: string) => (done: number, total?: number) =>
  process.stderr.write(`\r${stage} ${done}${total === undefined ? "" : ` of ${total}`}   `);

const vocabulary = vocabularyOf(folder);
const numbers = Array.from(vocabulary.keys()).filter(canOccur);
const tokens = numbers.map((number) => vocabulary[number]!);
const { vectors, width } = await tokenVectors(folder, numbers, show("tokens"));
centre(vectors, width);
const components = principalComponents(vectors, width, WITHOUT + DIMENSIONS).slice(WITHOUT);
const reduced = project(vectors, width, components);
const table = {
  name: `minilm-l6-static-${DIMENSIONS}`,
  dimensions: DIMENSIONS,
  tokens,
  ...quantise(reduced, DIMENSIONS),
  ...relatedTokens(tokens, reduced, show("related words")),
};
const bytes = encodeTable(table, NOTE);
writeFileSync(file, bytes);
console.log(`\n${file}: ${tokens.length} tokens, ${table.related.length} related words, ${bytes.length} bytes`);

/** Whether any text has the token: it is not kept for special use and nothing in it would be folded or split. */
function canOccur(number: number): boolean {
  const token = vocabulary[number]!;
  const within = token.startsWith("##") && token.length > 2;
  const pieces = basicTokens(within ? token.slice(2) : token);
  return pieces.length === 1 && pieces[0] === (within ? token.slice(2) : token);
}
