import { setImmediate } from "node:timers/promises";

const maxHoldMs = 2;

/** Spreads synchronous work over turns of the event loop: about 2 ms of it in each. */
export function createTurns(): <T>(work: () => T) => Promise<T> {
  let spent = 0;
  let nextTurn: Promise<void> | undefined;

  const isOver = () => spent > maxHoldMs;

  async function endTurn(): Promise<void> {
    await setImmediate();
    spent = 0;
    nextTurn = undefined;
  }

  return async (work) => {
    while (isOver()) await nextTurn;
    nextTurn ??= endTurn();
    const begun = performance.now();
    try {
      return work();
    } finally {
      spent += performance.now() - begun;
    }
  };
}
