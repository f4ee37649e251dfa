import { getContainerRuntimeClient, type StartedTestContainer } from "testcontainers";

/** Where an engine runs, for tests that break it. It keeps its address and its data until it is removed. */
export type Machine = Readonly<{
  /** Every process stops where it is: connections stay open and nothing is answered. */
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

/** The container as a machine, whose engine is the container's first process; `untilServing` resolves when that one serves. */
export async function machineOf(container: StartedTestContainer, untilServing: () => Promise<void>): Promise<Machine> {
  const engine = (await getContainerRuntimeClient()).container.getById(container.getId());
  return {
    freeze: async () => void (await engine.pause()),
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
