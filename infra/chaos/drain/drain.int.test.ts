import { setTimeout as sleep } from "node:timers/promises";
import { describeWithEngines } from "@projectionist/engines/suite";
import { afterAll, beforeAll, expect, it } from "vitest";
import { historiesOf } from "../load/applied.ts";
import { compareWithRecount } from "../load/recount.ts";
import { compareWithApplied, SendLog } from "../load/send-log.ts";
import { startSteadyLoad } from "../load/steady-load.ts";
import { signUpViewers } from "../load/viewers.ts";
import { startDistributedSystem, type DistributedSystem, type ServiceName } from "../system/distributed-system.ts";

const PER_SECOND = 200;
const BETWEEN_MS = 3_000;
const TEST_MS = 300_000;

/** The steps of each service's stop, in their order, and the groups that it leaves. */
const drains: Readonly<Record<ServiceName, Readonly<{ steps: readonly string[]; groups: readonly string[] }>>> = {
  activity: { steps: ["readiness", "HTTP", "projections", "log"], groups: ["activity.projections"] },
  recommender: { steps: ["readiness", "HTTP", "projector", "log"], groups: ["recommender.projector"] },
  catalog: { steps: ["readiness", "HTTP", "log"], groups: [] },
  auth: { steps: ["readiness", "HTTP", "log"], groups: [] },
  gateway: { steps: ["readiness", "HTTP"], groups: [] },
};

describeWithEngines("SIGTERM while 200 signals a second arrive", () => {
  let system: DistributedSystem;
  beforeAll(async () => {
    system = await startDistributedSystem();
  });
  afterAll(() => system?.stop());

  it(
    "each service drains in order, leaves its groups and ends with 0; nothing is lost",
    { timeout: TEST_MS },
    async () => {
      const viewers = await signUpViewers(system.url, 10);
      const sendLog = new SendLog();
      const load = startSteadyLoad({ viewers, movieIds: system.movieIds, perSecond: PER_SECOND, sendLog });
      for (const [name, { steps, groups }] of Object.entries(drains) as [ServiceName, (typeof drains)[ServiceName]][]) {
        await sleep(BETWEEN_MS);
        const service = system.services[name];
        const stoppedAt = Date.now();
        expect(await service.stop("SIGTERM"), `exit code of ${name}`).toBe(0);
        const taken = stepsIn(service.output());
        expect(
          taken.filter((step) => steps.includes(step)),
          `steps of ${name}`,
        ).toEqual(steps);
        for (const group of groups) expect(await membersOf(group)).toBe(0);
        const before = sendLog.calls.filter(({ sentAt }) => sentAt < stoppedAt);
        expect(
          before.filter(({ status }) => status === 0),
          `calls that ${name} left without an answer`,
        ).toEqual([]);
        await service.start();
      }
      await sleep(BETWEEN_MS);
      await load.stop();
      expect(sendLog.count("acked")).toBeGreaterThan(1_000);
      const applied = await historiesOf(viewers, system.movieIds[0] ?? "");
      expect(compareWithApplied(sendLog, applied)).toEqual({ missing: [], repeated: [], foreign: [] });
      const counts = await compareWithRecount(system.kafka.url, system.redis.url);
      expect(counts).toMatchObject({ onlyCounted: [], onlyRecounted: [] });
    },
  );

  /** How many members the broker knows: without a leave it would keep them for the session's 30 s. */
  async function membersOf(group: string): Promise<number> {
    const table = await system.kafka.tool(`kafka-consumer-groups.sh --describe --members --group ${group}`);
    return table.split("\n").filter((line) => line.startsWith(group)).length;
  }
});

/** The steps that a service's stop has logged, in order. */
function stepsIn(output: string): string[] {
  return output
    .split("\n")
    .filter((line) => line.includes('"msg":"stopped"'))
    .map((line) => (JSON.parse(line) as { step: string }).step);
}
