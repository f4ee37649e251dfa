import { describeWithEngines } from "@projectionist/engines/suite";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startDistributedSystem, type DistributedSystem } from "../system/distributed-system.ts";
import { refusedOtherwise, runOutage, summaryOf, type Outage } from "./outage.ts";

const LASTS_MS = 60_000;
const TEST_MS = 400_000;
/** The gateway's deadline is 7 s; the rest is what a loaded machine needs to say so. */
const ANSWERED_WITHIN_MS = 15_000;
const MAY_GROW_MIB = 150;

describeWithEngines("an outage while 200 signals a second arrive", () => {
  let system: DistributedSystem;
  beforeAll(async () => {
    system = await startDistributedSystem();
  });
  afterAll(() => system?.stop());

  const outages: Readonly<Record<string, () => Outage>> = {
    "Kafka is stopped": () => ({ begin: system.kafka.stop, end: system.kafka.start, lastsMs: LASTS_MS }),
    "Kafka freezes": () => ({ begin: system.kafka.freeze, end: system.kafka.thaw, lastsMs: LASTS_MS }),
    "Redis is killed": () => ({ begin: system.redis.kill, end: system.redis.start, lastsMs: 20_000 }),
    "MongoDB is stopped": () => ({ begin: system.mongo.stop, end: system.mongo.start, lastsMs: 20_000 }),
    "MongoDB freezes": () => ({ begin: system.mongo.freeze, end: system.mongo.thaw, lastsMs: 30_000 }),
  };

  it.each(Object.keys(outages))(
    "%s: nothing answered 202 is lost, and everything goes on by itself",
    { timeout: TEST_MS },
    async (name) => {
      const outage = outages[name]?.() as Outage;
      const report = await runOutage(system, outage);
      console.log(summaryOf(name, report));
      expect(report.sent).toEqual({ missing: [], repeated: [], foreign: [] });
      expect(report.counts).toMatchObject({ onlyCounted: [], onlyRecounted: [] });
      expect(refusedOtherwise(report)).toEqual([]);
      expect(report.calls.filter(({ ms }) => ms > ANSWERED_WITHIN_MS)).toEqual([]);
      for (const [service, { before, peak }] of report.memory) {
        expect(peak - before, `growth of ${service} in MiB`).toBeLessThan(MAY_GROW_MIB);
      }
      if (name.startsWith("Kafka")) expect(report.refused + report.unknown).toBeGreaterThan(1_000);
      else expect(report.during.filter(({ status }) => status !== 202)).toEqual([]);
    },
  );
});
