import type { HeldBytes } from "./held-bytes.ts";

/** How much there is, or is to come. */
export type Scale = Readonly<{
  signals: number;
  films: number;
  signalsPerViewer: number;
  /** With how many films before it a film of a history is paired. */
  window: number;
}>;

/** How many pairs of films there can be: each signal adds as many as the window at most, and no pair is counted twice. */
export function mostPairs({ signals, films, window }: Scale): number {
  return Math.min(signals * window, films * (films - 1));
}

/** How many bytes a store holds at most. */
export function mostBytes({ signal, viewer, film, pair }: HeldBytes, scale: Scale): number {
  const { signals, films, signalsPerViewer } = scale;
  return signals * signal + (signals / signalsPerViewer) * viewer + films * film + mostPairs(scale) * pair;
}

const units = ["B", "KiB", "MiB", "GiB", "TiB"];

/** Bytes with three digits at most: `1.4 GiB`. */
export function bytesText(bytes: number): string {
  let unit = 0;
  let value = bytes;
  for (; value >= 1000 && unit < units.length - 1; unit++) value /= 1024;
  return `${value >= 10 || unit === 0 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}
