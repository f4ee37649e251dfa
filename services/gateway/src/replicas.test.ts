import { afterEach, expect, it } from "vitest";
import { createReplicas, type Replicas, type ReplicasOptions } from "./replicas.ts";

const opened: Replicas[] = [];
afterEach(() => opened.splice(0).forEach(({ stop }) => stop()));

function follow(options: Partial<ReplicasOptions>): Replicas {
  const replicas = createReplicas({ url: "http://recommender:8080", isReady: async () => true, ...options });
  opened.push(replicas);
  return replicas;
}

it("gives every instance its turn, the others after it", async () => {
  const replicas = follow({ resolve: async () => ["http://a", "http://b", "http://c"] });
  await expect.poll(() => replicas.inTurn().length).toBe(3);
  const turns = Array.from({ length: 6 }, () => replicas.inTurn());
  for (const turn of turns) expect(turn.toSorted()).toEqual(["http://a", "http://b", "http://c"]);
  const firsts = turns.map(([first]) => first);
  expect(new Set(firsts.slice(0, 3)).size).toBe(3);
  expect(firsts.slice(3)).toEqual(firsts.slice(0, 3));
});

it("leaves out instances that are not ready, follows those that come and go, and keeps them while the name is unknown", async () => {
  let running: readonly string[] | undefined = ["http://a", "http://b"];
  let failures = 0;
  const replicas = follow({
    resolve: async () => {
      if (running) return running;
      failures++;
      throw new Error("ENOTFOUND");
    },
    isReady: async (origin) => origin !== "http://b",
  });
  await expect.poll(() => replicas.inTurn(), { timeout: 5_000 }).toEqual(["http://a"]);
  running = ["http://b", "http://c"];
  await expect.poll(() => replicas.inTurn(), { timeout: 5_000 }).toEqual(["http://c"]);
  running = undefined;
  await expect.poll(() => failures, { timeout: 5_000 }).toBeGreaterThan(1);
  expect(replicas.inTurn()).toEqual(["http://c"]);
});

it("answers all where none is ready, and does not ask the only one", async () => {
  const several = follow({ resolve: async () => ["http://a", "http://b"], isReady: async () => false });
  await expect.poll(() => several.inTurn().toSorted()).toEqual(["http://a", "http://b"]);
  const asked: string[] = [];
  const one = follow({
    resolve: async () => ["http://only"],
    isReady: async (origin) => asked.push(origin) < 0,
  });
  await expect.poll(() => one.inTurn()).toEqual(["http://only"]);
  expect(asked).toEqual([]);
});

it("begins with the name itself, finds the addresses behind it, and takes addresses and TLS names as they are", async () => {
  const named = follow({ url: "http://localhost:8080/", isReady: async () => true });
  expect(named.inTurn()).toEqual(["http://localhost:8080"]);
  await expect.poll(() => named.inTurn()[0]).toMatch(/^http:\/\/(127\.0\.0\.1|\[::1\]):8080$/);
  for (const url of ["http://127.0.0.1:8080", "http://[::1]:8080", "https://recommender:8443"]) {
    expect(follow({ url }).inTurn()).toEqual([url]);
  }
});
