import { activityOperations } from "@projectionist/contracts";
import type { Upstream, UpstreamReply } from "../upstream.ts";

/**
 * Adds to the receipt of an erased account what went of the viewer's history: activity waits for it, a second at most.
 * Where it is not to be had, the receipt is handed on as it is, with the id that it can be asked for by.
 */
export async function withErasedHistory(
  upstream: Pick<Upstream, "send">,
  answer: UpstreamReply,
  headers: Readonly<Record<string, string>>,
): Promise<UpstreamReply> {
  const { method, path } = activityOperations.getErasure;
  try {
    const receipt = JSON.parse(answer.body.toString()) as { receiptId: string };
    const found = await upstream.send("activity", {
      method,
      path: path.replace(":receiptId", encodeURIComponent(receipt.receiptId)),
      headers,
    });
    if (found.status !== 200) return answer;
    const history: unknown = JSON.parse(found.body.toString());
    return { ...answer, body: Buffer.from(JSON.stringify({ ...receipt, history })) };
  } catch {
    return answer;
  }
}
