import type { ServiceName } from "@projectionist/contracts";
import { createHealth } from "@projectionist/service-kit";
import { beforeEach, expect, it } from "vitest";
import { checkReadiness } from "./readiness.ts";

const services: ServiceName[] = ["auth", "catalog", "activity", "recommender"];
let down: Set<ServiceName>;
let keys: boolean;

beforeEach(() => {
  down = new Set();
  keys = true;
});

async function report() {
  const health = createHealth();
  const upstream = {
    send: async (service: ServiceName) => {
      if (down.has(service)) throw new Error("nobody is there");
      return { status: 200, headers: {}, body: Buffer.from("{}") };
    },
  };
  checkReadiness(
    health,
    { keysKnown: async () => (keys ? undefined : Promise.reject(new Error("no keys yet"))) },
    upstream,
  );
  const { status, checks } = await health.report();
  return { status, failing: checks.filter(({ ok }) => !ok).map(({ name }) => name) };
}

it("is ready with every service there", async () => {
  expect(await report()).toEqual({ status: "ready", failing: [] });
});

it.each(services)("stays ready, and says so, while %s is down", async (service) => {
  down.add(service);
  expect(await report()).toEqual({ status: "ready", failing: [service] });
});

it("is not ready while no service can be reached", async () => {
  down = new Set(services);
  expect(await report()).toMatchObject({ status: "not-ready" });
});

it("is not ready before it has auth's keys", async () => {
  keys = false;
  expect(await report()).toEqual({ status: "not-ready", failing: ["keys"] });
});
