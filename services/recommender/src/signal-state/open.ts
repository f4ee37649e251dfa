import { EngineOpenError } from "@projectionist/bus";
import type { MemorySignalStateOptions } from "./memory/open-memory-signal-state.ts";
import type { SignalState } from "./signal-state.ts";

export type SignalStateOptions = MemorySignalStateOptions;

type Opener = (url: string, options: SignalStateOptions) => Promise<SignalState>;

const engines: Readonly<Record<string, Opener>> = {
  sqlite: async (url, options) => {
    const { openMemorySignalState } = await import("./memory/open-memory-signal-state.ts");
    return openMemorySignalState(url.slice("sqlite:".length), options);
  },
};

/**
 * Opens the state that the URL's scheme names: `sqlite:<path of the file>`, kept in memory with snapshots in that file,
 * which is made with its folder when missing.
 *
 * @throws {EngineOpenError} for an unknown scheme, or when the engine cannot be opened.
 */
export async function openSignalState(url: string, options: SignalStateOptions = {}): Promise<SignalState> {
  const scheme = url.slice(0, Math.max(0, url.indexOf(":")));
  const open = Object.hasOwn(engines, scheme) ? engines[scheme] : undefined;
  if (open === undefined) {
    const known = Object.keys(engines).map((name) => `${name}:`);
    throw new EngineOpenError(`no signal state for the URL "${url}": it must begin with ${known.join(" or ")}`);
  }
  return open(url, options);
}
