import { setTimeout as sleep } from "node:timers/promises";
import { getContainerRuntimeClient, type StartedTestContainer } from "testcontainers";

/** Where an engine runs, for tests that break it. It keeps its address and its data until it is removed. */
export type Machine = Readonly<{
  /** Every process stops where it is, once none waits for its disk: connections stay open and nothing is answered. */
  freeze: () => Promise<void>;
  thaw: () => Promise<void>;
  /** Ends the engine in order (SIGTERM); resolves when it is gone. */
  stop: () => Promise<void>;
  /** Ends it at once (SIGKILL). */
  kill: () => Promise<void>;
  /** Starts it again; resolves when it serves. */
  start: () => Promise<void>;
  /**
   * Runs a line of shell on the machine and answers its output.
   * @throws {Error} it ended with another status than 0
   */
  run: (line: string) => Promise<string>;
  /** Removes it with its data, whatever state it is in. Nothing else does. */
  remove: () => Promise<void>;
}>;

/** Seconds that an engine has for an orderly end. */
const GRACE_S = 60;

/** How long the freezing of a machine is tried, and how often. */
const FREEZE = { withinMs: 60_000, everyMs: 50 };

/** The container as a machine, whose engine is the container's first process; `untilServing` resolves when that one serves. */
export async function machineOf(container: StartedTestContainer, untilServing: () => Promise<void>): Promise<Machine> {
  const engine = (await getContainerRuntimeClient()).container.getById(container.getId());
  return {
    freeze: () => freeze(engine),
    thaw: async () => void (await engine.unpause()),
    stop: async () => void (await engine.stop({ t: GRACE_S })),
    kill: async () => {
      await engine.kill();
      await engine.wait();
    },
    start: async () => {
      await engine.start();
      await untilServing();
    },
    run: async (line) => {
      const { exitCode, output } = await container.exec(["sh", "-c", line]);
      if (exitCode !== 0) throw new Error(`${line}: exit status ${exitCode}: ${output}`);
      return output;
    },
    remove: async () => void (await engine.remove({ force: true, v: true })),
  };
}

/** Pauses the container. The runtime gives up (runc: "unable to freeze") where one of its processes waits for the disk. */
async function freeze(container: { pause: () => Promise<unknown> }): Promise<void> {
  const until = Date.now() + FREEZE.withinMs;
  for (;;) {
    try {
      return void (await container.pause());
    } catch (error) {
      if (!String(error).includes("unable to freeze") || Date.now() > until) throw error;
      await sleep(FREEZE.everyMs);
    }
  }
}
