import type { Progress } from "@projectionist/import";
import { createStatusLine, shareText, type Stream } from "./status-line.ts";
import { textOf } from "./table.ts";

/**
 * Shows how a step comes on, now and then, with rows a second and the time left. The rate is that since the total has been
 * known: what was done before that was quicker. `now` answers milliseconds.
 */
export function createProgress(stream: Stream, label: string, now: () => number = Date.now): Progress {
  const started = now();
  const line = createStatusLine(stream, now);
  let first: Readonly<{ done: number; time: number }> | undefined;

  function describe(done: number, total: number | undefined, rate: number): string {
    const speed = `${textOf(Math.round(rate))} rows/s`;
    if (!total) return `${label}  ${textOf(done)} rows  ${speed}`;
    const share = shareText(stream, Math.min(1, done / total));
    const left = rate > 0 ? `${timeText((total - done) / rate)} left` : "";
    return `${label}  ${share}  ${textOf(done)} of ${textOf(total)}  ${speed}  ${left}`.trimEnd();
  }

  return {
    update(done, total) {
      const time = now();
      if (total !== undefined) first ??= { done, time };
      const rate = (1000 * (done - (first?.done ?? 0))) / Math.max(1, time - (first?.time ?? started));
      line.show(describe(done, total, rate));
    },
    end: () => line.end(),
  };
}

/** `0:07`, `12:30`, `1:02:03`. */
function timeText(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const parts = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  const [hours = 0, minutes = 0, rest = 0] = parts;
  const end = `${hours > 0 ? String(minutes).padStart(2, "0") : minutes}:${String(rest).padStart(2, "0")}`;
  return hours > 0 ? `${hours}:${end}` : end;
}
