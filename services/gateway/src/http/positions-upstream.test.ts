import type { Positions, ServiceName } from "@projectionist/contracts";
import { ProblemError } from "@projectionist/service-kit";
import { expect, test } from "vitest";
import { gatherPositions } from "./positions-upstream.ts";

const shares: Record<"activity" | "recommender", Positions> = {
  activity: {
    groups: [{ group: "activity.users", service: "activity", topic: "auth.users", partitions: [] }],
    findings: [],
  },
  recommender: {
    groups: [{ group: "recommender.projector", service: "recommender", topic: "activity.signals", partitions: [] }],
    findings: [
      {
        severity: "error",
        group: "recommender.projector",
        topic: "activity.signals",
        partition: 3,
        what: "w",
        cure: "c",
      },
    ],
    keyspaces: { active: "live.1", previous: null, building: null, heldUntil: null },
  },
};

async function gather(answer: (service: "activity" | "recommender") => object) {
  const send = async (service: ServiceName) => {
    const body = answer(service as "activity");
    const { status } = { status: 200, ...body };
    return { status, headers: {}, body: Buffer.from(JSON.stringify(body)) };
  };
  const reply = await gatherPositions({ send }, { method: "GET", path: "/v1/ops/positions" });
  return { status: reply.status, body: JSON.parse(reply.body.toString()) as Positions };
}

test("what the services tell is one answer", async () => {
  const { groups, findings, keyspaces, degraded } = (await gather((service) => shares[service])).body;
  expect(groups.map(({ group }) => group)).toEqual(["activity.users", "recommender.projector"]);
  expect(findings).toHaveLength(1);
  expect(keyspaces?.active).toBe("live.1");
  expect(degraded).toBeUndefined();
});

test("a service that cannot be asked is named, and when none can the fault is told", async () => {
  const away = () => {
    throw new ProblemError("unavailable");
  };
  const { body } = await gather((service) => (service === "recommender" ? away() : shares[service]));
  expect(body).toEqual({ ...shares.activity, degraded: ["recommender"] });
  await expect(gather(away)).rejects.toMatchObject({ code: "unavailable" });
});

test("a refusal is handed on", async () => {
  expect(await gather(() => ({ status: 403, code: "forbidden" }))).toMatchObject({
    status: 403,
    body: { code: "forbidden" },
  });
});
