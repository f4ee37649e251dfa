import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { openEventLog } from "@projectionist/bus";
import type { Positions } from "@projectionist/contracts";
import { keyspaceOf } from "@projectionist/recommender";
import { openSignalState } from "@projectionist/recommender/signal-state";
import { afterAll, expect, it } from "vitest";
import { openDataFolder } from "./data-folder.ts";
import { projectionist } from "./testing/command-line.ts";
import { startSystem, temporaryFolder } from "./testing/system.ts";

const PARTITION = 2;
const folder = temporaryFolder();
afterAll(() => folder.remove());

/** As if the log had lost the tail of a partition: the state reflects offset 7 of one that is empty. */
async function reflectMore(): Promise<void> {
  const files = openDataFolder(folder.path, false);
  const log = await openEventLog(files.engine("log"));
  const epoch = await log.epoch("activity.signals");
  await log.close();
  const state = await openSignalState(files.engine("signal-state"));
  const source = { epoch, partition: PARTITION };
  const batch = { keyspace: keyspaceOf(epoch), source, expectedPrevious: -1, batchEnd: 7, deltas: [] };
  await state.apply({ ...batch, shard: "f0" });
  await state.close();
}

it(
  "positions, and the doctor, name a partition that stands still, with the cure, and exit with 1",
  { timeout: 120_000 },
  async () => {
    // As if the simulated viewers had been there: nothing here needs them.
    writeFileSync(join(folder.path, "demo-history.done"), "");
    const sound = await startSystem({ folder: folder.path });
    const fine = await projectionist(sound, "positions");
    expect(fine).toMatchObject({ code: 0, stderr: "", stdout: expect.stringContaining("Nothing stands still.") });
    const { groups } = JSON.parse((await projectionist(sound, "positions", "--json")).stdout) as Positions;
    expect(groups.map(({ group }) => group).toSorted()).toEqual([
      "activity.projections",
      "activity.users",
      "recommender.projector",
    ]);
    expect(await projectionist(sound, "doctor")).toMatchObject({
      code: 0,
      stderr: "",
      stdout: expect.stringMatching(/recommender +ready[\s\S]*100 million signals[\s\S]*Nothing is wrong\.\n$/),
    });
    await sound.stop("SIGTERM");
    await reflectMore();

    const system = await startSystem({ folder: folder.path });
    const { code, stdout, stderr } = await projectionist(system, "positions");
    expect({ code, stderr }).toEqual({ code: 1, stderr: "Something stands still.\n" });
    expect(stdout).toContain(`ERROR  activity.signals/${PARTITION} (recommender.projector)`);
    expect(stdout).toContain("reflects offset 7");
    expect(stdout).toContain("Restore the log");
    expect(await projectionist(system, "doctor")).toMatchObject({
      code: 1,
      stderr: "1 error.\n",
      stdout: expect.stringContaining("reflects offset 7"),
    });
    await system.stop("SIGTERM");
  },
);
