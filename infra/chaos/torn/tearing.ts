/** What damages a state, again and again, while signals arrive. */
export interface Tearing {
  /** How often each thing has happened so far. */
  readonly faults: Readonly<Record<string, number>>;
  /** Goes on until the signals are over. */
  until(over: AbortSignal): Promise<void>;
}
