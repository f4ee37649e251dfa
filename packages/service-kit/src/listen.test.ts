import Fastify from "fastify";
import { afterEach, expect, test } from "vitest";
import { listen, ListenError } from "./listen.ts";

const apps = [Fastify(), Fastify()] as const;
afterEach(() => Promise.all(apps.map((app) => app.close())));

test("resolves with the URL, and tells the operator of a busy port", async () => {
  const url = await listen(apps[0], { host: "127.0.0.1", port: 0 });
  const port = Number(new URL(url).port);
  expect(port).toBeGreaterThan(0);
  const failure = listen(apps[1], { host: "127.0.0.1", port });
  await expect(failure).rejects.toBeInstanceOf(ListenError);
  await expect(failure).rejects.toThrow(
    `cannot listen on 127.0.0.1:${port}: the port is in use; stop what listens there, or set PORT to another`,
  );
});
