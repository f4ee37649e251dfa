import type { Progress } from "@projectionist/import";
import { textOf } from "./table.ts";

type Stream = Readonly<{ isTTY?: boolean | undefined; write(text: string): unknown }>;

const WIDTH = 24;

/**
 * Shows how a step comes on, now and then, with rows a second and the time left: a bar that is redrawn on a terminal, a line every ten
 * seconds elsewhere. The rate is that since the total has been known: what was done before that was quicker. `now` answers
 * milliseconds.
 */
export function createProgress(stream: Stream, label: string, now: () => number = Date.now): Progress {
  const started = now();
  const every = stream.isTTY ? 100 : 10_000;
  let shown = started;
  let first: Readonly<{ done: number; time: number }> | undefined;
  let last: string | undefined;

  const draw = (text: string) => stream.write(stream.isTTY ? `\r\u001B[K${text}` : `${text}\n`);
  return {
    update(done, total) {
      const time = now();
      if (total !== undefined) first ??= { done, time };
      const rate = (1000 * (done - (first?.done ?? 0))) / Math.max(1, time - (first?.time ?? started));
      last = describe(label, done, total, rate, stream.isTTY === true);
      if (time - shown < every) return;
      shown = time;
      draw(last);
      if (!stream.isTTY) last = undefined;
    },
    end() {
      if (last !== undefined && (stream.isTTY || now() - started >= every)) draw(last);
      if (stream.isTTY && last !== undefined) stream.write("\n");
    },
  };
}

function describe(label: string, done: number, total: number | undefined, rate: number, bar: boolean): string {
  const speed = `${textOf(Math.round(rate))} rows/s`;
  if (!total) return `${label}  ${textOf(done)} rows  ${speed}`;
  const share = Math.min(1, done / total);
  const full = Math.round(share * WIDTH);
  const left = rate > 0 ? `${timeText((total - done) / rate)} left` : "";
  const picture = bar ? `${"█".repeat(full)}${"░".repeat(WIDTH - full)} ` : "";
  return `${label}  ${picture}${Math.floor(share * 100)} %  ${textOf(done)} of ${textOf(total)}  ${speed}  ${left}`.trimEnd();
}

/** `0:07`, `12:30`, `1:02:03`. */
function timeText(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const parts = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  const [hours = 0, minutes = 0, rest = 0] = parts;
  const end = `${hours > 0 ? String(minutes).padStart(2, "0") : minutes}:${String(rest).padStart(2, "0")}`;
  return hours > 0 ? `${hours}:${end}` : end;
}
