import type { ProjectionistClient } from "@projectionist/client";
import type { SendLog, SendOutcome } from "./send-log.ts";

const CLIENT_PATIENCE_MS = 20_000;

/** A signal as it is posted, and the id by which the send log knows it. */
export type PostedSignal = Readonly<{ eventId: string; userId: string; body: object }>;

/** Posts signals in one call, one alone without a batch around it; notes and answers what became of each. */
export async function postSignals(
  client: ProjectionistClient,
  signals: readonly PostedSignal[],
  sendLog: SendLog,
): Promise<readonly SendOutcome[]> {
  const bodies = signals.map(({ body }) => body);
  const body = bodies.length === 1 ? bodies[0] : { signals: bodies };
  const begin = performance.now();
  const sentAt = Date.now();
  const note = (status: number, code: string | undefined, retryAfter: string | null, outcomes: SendOutcome[]) => {
    sendLog.note(
      { sentAt, ms: performance.now() - begin, status, code, retryAfter },
      signals.map(({ eventId, userId }, index) => ({
        eventId,
        userId,
        sentAt,
        outcome: outcomes[index] ?? "unknown",
      })),
    );
    return outcomes;
  };
  const unknown = () => signals.map((): SendOutcome => "unknown");
  try {
    const { response, data, error } = await client.POST("/v1/signals", {
      body: body as never,
      signal: AbortSignal.timeout(CLIENT_PATIENCE_MS),
    });
    const { code } = (error ?? {}) as { code?: string };
    const outcomes = signals.map((_, index): SendOutcome => {
      if (data !== undefined) return data.results[index]?.outcome === "rejected" ? "refused" : "acked";
      return isRefusal(response.status, code) ? "refused" : "unknown";
    });
    return note(response.status, code, response.headers.get("retry-after"), outcomes);
  } catch {
    return note(0, undefined, null, unknown());
  }
}

/** Whether the answer says that nothing was recorded. */
function isRefusal(status: number, code: string | undefined): boolean {
  return (status >= 400 && status < 500) || (status === 503 && code === "unavailable");
}
