/** What a long piece of work tells while it goes on, and the wish that it ends. */
export type Task = Readonly<{
  signal: AbortSignal;
  /** The share done, 0 to 1, and what it is at. */
  progress(share: number, note: string): void;
  /** A line for its log. */
  log(line: string): void;
}>;

/** How long something takes, as people read it. */
export function durationText(seconds: number): string {
  if (seconds < 100) return `${Math.ceil(seconds)} s`;
  return seconds < 6_000 ? `${Math.ceil(seconds / 60)} min` : `${Math.ceil(seconds / 3_600)} h`;
}

/** Of thousands, as people read it. */
export const shown = (count: number) => Math.round(count).toLocaleString("en");
