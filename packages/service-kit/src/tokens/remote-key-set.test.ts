import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { remoteKeySet } from "./remote-key-set.ts";

const replies: Record<string, [number, string, Record<string, string>?]> = {
  "/good": [200, '{"keys":[{"kid":"one"},null,5]}'],
  "/junk": [200, '{"keys":"none"}'],
  "/null": [200, "null"],
  "/down": [503, "{}"],
  "/moved": [302, "", { location: "/good" }],
};
const server = createServer(({ url = "" }, response) => {
  const [status, body, headers = {}] = replies[url] ?? [404, ""];
  response.writeHead(status, headers).end(body);
});
let at: string;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

test("reads the keys and leaves out what is none", async () => {
  expect(await remoteKeySet(`${at}/good`)()).toEqual({ keys: [{ kid: "one" }] });
});

test.each(["/junk", "/null", "/down", "/moved"])("rejects %s", async (path) => {
  await expect(remoteKeySet(`${at}${path}`)()).rejects.toThrow();
});
