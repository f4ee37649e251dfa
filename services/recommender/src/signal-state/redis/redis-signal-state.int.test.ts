import { afterAll, beforeAll, describe } from "vitest";
import { openSignalState } from "../open.ts";
import { signalStateContract } from "../signal-state.contract.ts";
import { RedisMachine, reasonToSkip } from "./testing/redis-machine.ts";

const reason = await reasonToSkip();

describe.skipIf(reason !== undefined)(`Redis ${reason ?? ""}`, () => {
  let machine: RedisMachine;
  beforeAll(async () => {
    machine = await RedisMachine.start(1);
    await machine.startServer(machine.ports[0]!);
  }, 120_000);
  afterAll(() => machine?.stop());

  signalStateContract({
    name: "one server",
    open: () => openSignalState(`redis://127.0.0.1:${machine.ports[0]}`),
    capabilities: { persistent: true },
  });
});

describe.skipIf(reason !== undefined)(`Redis Cluster ${reason ?? ""}`, () => {
  let machine: RedisMachine;
  beforeAll(async () => {
    machine = await RedisMachine.start(3);
    await machine.startCluster();
  }, 120_000);
  afterAll(() => machine?.stop());

  signalStateContract({
    name: "a cluster of three",
    open: () => openSignalState(`redis-cluster://${machine.ports.map((port) => `127.0.0.1:${port}`).join(",")}`),
    capabilities: { persistent: true },
  });
});
