export type Stream = Readonly<{
  isTTY?: boolean | undefined;
  columns?: number | undefined;
  write(text: string): unknown;
}>;

/** A text that changes while something goes on. */
export type StatusLine = Readonly<{
  /** Shows this from now on. */
  show(text: string): void;
  /** Prints a line that stays. */
  say(line: string): void;
  /** Leaves what was shown last. */
  end(): void;
  /** Leaves nothing of what was shown. */
  clear(): void;
}>;

const CLEAR = "\r\u001B[K";
const WIDTH = 24;

/**
 * A line that is redrawn in place on a terminal; elsewhere a line every ten seconds, and nothing of what is over sooner. `now`
 * answers milliseconds.
 */
export function createStatusLine(stream: Stream, now: () => number = Date.now): StatusLine {
  const isTerminal = stream.isTTY === true;
  const every = isTerminal ? 100 : 10_000;
  const started = now();
  let drawn = started;
  let waiting: string | undefined;

  const draw = (text: string) => {
    const fitting = isTerminal && stream.columns ? text.slice(0, stream.columns - 1) : text;
    stream.write(isTerminal ? `${CLEAR}${fitting}` : `${text}\n`);
  };
  return {
    show(text) {
      waiting = text;
      if (now() - drawn < every) return;
      drawn = now();
      draw(text);
      if (!isTerminal) waiting = undefined;
    },
    say(line) {
      stream.write(isTerminal ? `${CLEAR}${line}\n` : `${line}\n`);
      if (isTerminal && waiting !== undefined) draw(waiting);
    },
    end() {
      if (waiting === undefined) return;
      if (isTerminal || now() - started >= every) draw(waiting);
      if (isTerminal) stream.write("\n");
      waiting = undefined;
    },
    clear() {
      if (isTerminal) stream.write(CLEAR);
      waiting = undefined;
    },
  };
}

/** A share from 0 to 1 as a picture, on a terminal, and in percent. */
export function shareText(stream: Stream, share: number): string {
  const full = Math.round(share * WIDTH);
  const picture = stream.isTTY ? `${"█".repeat(full)}${"░".repeat(WIDTH - full)} ` : "";
  return `${picture}${Math.floor(share * 100)} %`;
}
