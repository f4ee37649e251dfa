import type { EventLog } from "@projectionist/bus";
import { topicDefinitions } from "@projectionist/contracts";
import type { Inspect } from "@projectionist/service-kit";
import type { Catalog } from "../catalog-copy/catalog-copy.ts";
import { DEFAULT_WINDOW } from "../ledger/pair-weight.ts";
import type { SignalState } from "../signal-state/signal-state.ts";

export type InspectOptions = Readonly<{
  log: EventLog;
  state: SignalState;
  /** Which keyspace serves. */
  keyspace: () => string;
  catalog: Pick<Catalog, "films">;
  window: number | undefined;
}>;

/** What the log's and the state's engines are set to wrongly, and how much is held. */
export function createInspect({ log, state, keyspace, catalog, window = DEFAULT_WINDOW }: InspectOptions): Inspect {
  return async () => {
    const [ofLog = [], ofState = [], ends, settings] = await Promise.all([
      log.faults?.(topicDefinitions),
      state.faults?.(),
      log.ends("activity.signals"),
      state.settings(keyspace(), { window }),
    ]);
    const signals = ends.reduce((sum, end) => sum + end, 0);
    const films = [...catalog.films()].length;
    return { faults: [...ofLog, ...ofState], held: { signals, films, window: settings.window } };
  };
}
