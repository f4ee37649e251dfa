/** What is asked for, and whose token asks. */
export type TimedCall = Readonly<{ path: string; viewer: string }>;

/** The milliseconds until each reply is read whole, the calls one after the other. */
export async function timeCalls({
  url,
  calls,
}: Readonly<{ url: string; calls: readonly TimedCall[] }>): Promise<number[]> {
  const times: number[] = [];
  for (const { path, viewer } of calls) {
    const began = performance.now();
    const reply = await fetch(`${url}${path}`, { headers: { authorization: `Bearer viewer:${viewer}` } });
    const text = await reply.text();
    if (!reply.ok) throw new Error(`${path}: ${reply.status} ${text}`);
    times.push(performance.now() - began);
  }
  return times;
}
