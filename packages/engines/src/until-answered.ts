import { once } from "node:events";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

const PAUSE_MS = 100;
const ATTEMPT_MS = 2_000;
const PATIENCE_MS = 90_000;

/**
 * Asks a port until it answers with anything. That a container's port takes connections says nothing: Docker takes them.
 * @throws {Error} no answer in 90 s
 */
export async function untilAnswered(port: number, question: Uint8Array): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await isAnswered(port, question))) {
    if (Date.now() > deadline) throw new Error(`port ${port} did not answer in ${PATIENCE_MS / 1_000} s`);
    await sleep(PAUSE_MS);
  }
}

async function isAnswered(port: number, question: Uint8Array): Promise<boolean> {
  const socket = connect(port, "127.0.0.1");
  const signal = AbortSignal.timeout(ATTEMPT_MS);
  try {
    socket.write(question);
    await Promise.race([
      once(socket, "data", { signal }),
      once(socket, "close", { signal }).then(() => Promise.reject()),
    ]);
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
