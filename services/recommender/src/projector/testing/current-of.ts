import type { SignalState } from "../../signal-state/signal-state.ts";

/** Each method of the state that is the current one when it is called. */
export function currentOf(current: () => SignalState): SignalState {
  return {
    capabilities: current().capabilities,
    shardCounts: current().shardCounts,
    apply: (...args) => current().apply(...args),
    settings: (...args) => current().settings(...args),
    fences: (...args) => current().fences(...args),
    shardFences: (...args) => current().shardFences(...args),
    ledgers: (...args) => current().ledgers(...args),
    ledgerVersion: (...args) => current().ledgerVersion(...args),
    neighbours: (...args) => current().neighbours(...args),
    totals: (...args) => current().totals(...args),
    top: (...args) => current().top(...args),
    scan: (...args) => current().scan(...args),
    control: (...args) => current().control(...args),
    setControl: (...args) => current().setControl(...args),
    has: (...args) => current().has(...args),
    drop: (...args) => current().drop(...args),
    close: () => current().close(),
  };
}
