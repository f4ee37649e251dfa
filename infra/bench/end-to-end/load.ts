import type { SignalInput } from "@projectionist/contracts";
import type { HttpCaller } from "./http-caller.ts";

export type Load = Readonly<{
  /** Signals of a request; 1 is posted by itself, more as a batch. */
  batch: number;
  /** Requests under way at once. */
  inFlight: number;
  seconds: number;
  /** Whether the client chooses the event ids, as one that repeats what failed must. */
  ids: boolean;
}>;

export type LoadResult = Readonly<{
  signalsPerSecond: number;
  signals: number;
  /** Of each request, in milliseconds. */
  times: readonly number[];
  /** The position of the last reply. */
  position: string;
}>;

/** Posts signals with a service key for some seconds; throws for any answer but a 202 with everything accepted. */
export async function postSignals(
  caller: HttpCaller,
  apiKey: string,
  signals: (count: number, options: { ids: boolean }) => SignalInput[],
  { batch, inFlight, seconds, ids }: Load,
): Promise<LoadResult> {
  const times: number[] = [];
  let position = "";
  const begun = performance.now();
  const until = begun + seconds * 1000;
  const lane = async () => {
    while (performance.now() < until) {
      const items = signals(batch, { ids });
      const body = JSON.stringify(batch === 1 ? items[0] : { signals: items });
      const sent = performance.now();
      const answer = await caller.post("/v1/signals", body, { "x-api-key": apiKey });
      times.push(performance.now() - sent);
      if (answer.status !== 202 || /"outcome":"(?!accepted)/.test(answer.body)) {
        throw new Error(`POST /v1/signals: ${answer.status} ${answer.body.slice(0, 300)}`);
      }
      ({ position } = JSON.parse(answer.body) as { position: string });
    }
  };
  await Promise.all(Array.from({ length: inFlight }, lane));
  const signalCount = times.length * batch;
  return {
    signalsPerSecond: (signalCount / (performance.now() - begun)) * 1000,
    signals: signalCount,
    times,
    position,
  };
}
