import { MemorySignalState } from "../signal-state/memory/memory-signal-state.ts";
import { createCrashableStore } from "../signal-state/memory/testing/in-thread-store.ts";
import { currentOf } from "../projector/testing/current-of.ts";
import type { SignalState } from "../signal-state/signal-state.ts";

/** A signal state that can lose its tail. */
export interface TestedStore {
  readonly state: SignalState;
  /** What is applied now survives. */
  save(): Promise<void>;
  /** The state becomes what it was when last saved. */
  lose(): Promise<void>;
  close(): Promise<void>;
}

/** The embedded engine; what it loses is what came behind its last snapshot. */
export async function openEmbeddedStore(): Promise<TestedStore> {
  const store = createCrashableStore({ films: 2, viewers: 2 });
  let memory = await MemorySignalState.load(store.next());
  return {
    state: currentOf(() => memory),
    save: () => memory.snapshot(),
    async lose() {
      memory = await MemorySignalState.load(store.next());
    },
    async close() {
      await memory.close();
      store.close();
    },
  };
}
