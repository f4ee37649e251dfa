import { makeSmallDisk, type SmallDisk } from "@projectionist/engines";
import { describeWithEngines } from "@projectionist/engines/suite";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startDistributedSystem, type DistributedSystem } from "../system/distributed-system.ts";
import { refusedOtherwise, runOutage, summaryOf } from "./outage.ts";

const KAFKA_UID = 1000;
const ROOM_MIB = 512;
const LASTS_MS = 20_000;
const TEST_MS = 300_000;

describeWithEngines("a full disk while 200 signals a second arrive", () => {
  const disks: SmallDisk[] = [];
  let system: DistributedSystem;
  beforeAll(async () => {
    for (const uid of [KAFKA_UID, 0]) disks.push(await makeSmallDisk(ROOM_MIB, uid));
    const [kafka, redis] = disks as [SmallDisk, SmallDisk];
    system = await startDistributedSystem({ kafka, redis });
  });
  afterAll(async () => {
    await system?.stop();
    for (const disk of disks) await disk.remove();
  });

  it("of Kafka: what cannot be written is answered 503, never 202", { timeout: TEST_MS }, async () => {
    const [disk] = disks as [SmallDisk];
    const report = await runOutage(system, {
      begin: disk.fill,
      async end() {
        await disk.free();
        // A broker that cannot write ends itself.
        await system.kafka.kill().catch(() => {});
        await system.kafka.start();
      },
      lastsMs: LASTS_MS,
    });
    console.log(summaryOf("Kafka's disk is full", report));
    expect(report.refused + report.unknown).toBeGreaterThan(0);
    expect(report.sent).toEqual({ missing: [], repeated: [], foreign: [] });
    expect(report.counts).toMatchObject({ onlyCounted: [], onlyRecounted: [] });
    expect(refusedOtherwise(report)).toEqual([]);
  });

  it("of Redis: signals are taken, and counted when there is room again", { timeout: TEST_MS }, async () => {
    const [, disk] = disks as [SmallDisk, SmallDisk];
    const report = await runOutage(system, { begin: disk.fill, end: disk.free, lastsMs: LASTS_MS });
    console.log(summaryOf("Redis' disk is full", report));
    expect(await system.redis.cli("info persistence")).toContain("aof_last_write_status:ok");
    expect(report.refused + report.unknown).toBe(0);
    expect(report.sent).toEqual({ missing: [], repeated: [], foreign: [] });
    expect(report.counts).toMatchObject({ onlyCounted: [], onlyRecounted: [] });
  });
});
