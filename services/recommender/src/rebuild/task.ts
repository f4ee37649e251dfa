/** What a long piece of work tells while it goes on, and the wish that it ends. */
export type Task = Readonly<{
  signal: AbortSignal;
  /** The share done, 0 to 1, and what it is at. */
  progress(share: number, note: string): void;
  /** A line for its log. */
  log(line: string): void;
}>;

/** Of thousands, as people read it. */
export const shown = (count: number) => Math.round(count).toLocaleString("en");
