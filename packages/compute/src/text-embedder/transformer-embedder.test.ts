import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createReadStream, existsSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, normalize, resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import { textEmbedderContract } from "@projectionist/recsys/text-embedder.contract";
import { afterAll, describe, expect, test } from "vitest";
import { findNative } from "../native.ts";
import { parseSemanticModel } from "./semantic-model.ts";
import { openTransformerEmbedder } from "./transformer-embedder.ts";

const model = parseSemanticModel(process.env.SEMANTIC_MODEL);
const missing = [
  ...(findNative("@huggingface/transformers") ? [] : ["@huggingface/transformers: npm run setup:native"]),
  ...(model?.from === "folder" && existsSync(model.path) ? [] : ["a model: SEMANTIC_MODEL=minilm:<folder>"]),
];

describe.skipIf(missing.length > 0)(`a transformer (needs ${missing.join(" and ") || "nothing more"})`, () => {
  textEmbedderContract("a transformer", async () => {
    const embedder = await openTransformerEmbedder(model!);
    return { embedder, close: () => embedder.close() };
  });

  test("a query comes before documents that wait, and closing ends what waits", async () => {
    const embedder = await openTransformerEmbedder(model!);
    const order: string[] = [];
    const documents = Array.from({ length: 40 }, (_, number) => `A film about the number ${number}.`);
    const background = embedder.embed(documents).then(
      () => order.push("documents"),
      (error: Error) => order.push(error.message),
    );
    await embedder.embed(["sea"]);
    order.push("query");
    await embedder.close();
    await background;
    expect(order).toEqual(["query", "The text embedder is closed."]);
    await expect(embedder.embed(["late"])).rejects.toThrow("closed");
  });

  test("closing in the middle of a text leaves the process running", async () => {
    const embedder = await openTransformerEmbedder(model!);
    const texts = Array.from({ length: 20 }, (_, number) => `${number} `.repeat(1_000));
    const embedding = expect(embedder.embed(texts)).rejects.toThrow("closed");
    await embedder.embed(["a query that comes before them"]);
    await setTimeout(30);
    await embedder.close();
    await embedding;
  });
});

describe.skipIf(missing.length > 0)("a hub", () => {
  /** Where the library keeps what it has fetched of them. */
  afterAll(() => {
    const library = findNative("@huggingface/transformers");
    if (library) rmSync(new URL("../.cache/mirrored", library), { recursive: true, force: true });
  });

  /** Has the files of the model at hand under the name of another each time, so that no cache knows them. */
  async function serveModel() {
    const folder = model?.from === "folder" ? resolve(model.path) : "";
    const id = `mirrored/${randomUUID()}`;
    const server = createServer((request, reply) => {
      const prefix = `/${id}/resolve/main/`;
      const file = join(folder, normalize(request.url?.slice(prefix.length) ?? ""));
      const isThere = request.url?.startsWith(prefix) === true && file.startsWith(folder) && existsSync(file);
      reply.writeHead(isThere ? 200 : 404, isThere ? { "content-length": statSync(file).size } : {});
      if (isThere && request.method === "GET") createReadStream(file).pipe(reply);
      else reply.end();
    }).listen(0);
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    return { id, url: `http://localhost:${port}`, close: () => server.close() };
  }

  test("of another address has the model, which is the same as that of a folder", async () => {
    const { id, url, close } = await serveModel();
    const [one, other] = [
      await openTransformerEmbedder({ from: "hub", id, url }),
      await openTransformerEmbedder(model!),
    ];
    try {
      const texts = ["A mouse cooks in Paris."];
      expect(await one.embed(texts)).toEqual(await other.embed(texts));
      expect([one.name, one.fingerprint, one.dimensions]).toEqual([id, id, other.dimensions]);
    } finally {
      await Promise.all([one.close(), other.close()]);
      close();
    }
  });

  test("that does not have the model says so", async () => {
    const { url, close } = await serveModel();
    await expect(openTransformerEmbedder({ from: "hub", id: "nobody/nothing", url })).rejects.toThrow("nobody/nothing");
    close();
  });
});

test("says what is missing", async () => {
  const opening = openTransformerEmbedder({ from: "folder", path: tmpdir() });
  await expect(opening).rejects.toThrow(/not installed: run `npm run setup:native`|There is no model in/);
});

test.each([
  [undefined, undefined],
  ["static", undefined],
  ["minilm:/models/minilm", { from: "folder", path: "/models/minilm" }],
  ["hub:owner/model", { from: "hub", id: "owner/model", url: "https://huggingface.co" }],
])("SEMANTIC_MODEL=%s", (text, expected) => expect(parseSemanticModel(text)).toEqual(expected));

test.each(["minilm", "minilm:", "hub:model", "word2vec:x"])("SEMANTIC_MODEL=%s is refused with what to write", (text) =>
  expect(() => parseSemanticModel(text)).toThrow(/SEMANTIC_MODEL is ".*": write static, minilm:/),
);
