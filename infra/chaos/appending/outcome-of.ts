import { openEventLog } from "@projectionist/bus";
import { decodeEvent, type SignalEvent } from "@projectionist/contracts";
import type { Outcome } from "../experiment.ts";
import { readAll } from "../load/read-all.ts";
import { compareWithApplied } from "../load/send-log.ts";
import type { Appending } from "./appenders.ts";

/** Holds what is in the log against what was sent. That something is there more than once is for event ids to mend. */
export async function outcomeOf(
  { sendLog }: Appending,
  logUrl: string,
  faults: Readonly<Record<string, number>>,
): Promise<Outcome> {
  const log = await openEventLog(logUrl);
  const logged = new Map<string, string[]>();
  try {
    for (const { value } of await readAll(log, "activity.signals")) {
      const { userId, eventId } = decodeEvent(value) as SignalEvent;
      logged.set(userId, [...(logged.get(userId) ?? []), eventId]);
    }
  } finally {
    await log.close();
  }
  const { missing, foreign } = compareWithApplied(sendLog, logged);
  return {
    faults,
    sent: [...sendLog.signals()].length,
    acked: sendLog.count("acked"),
    unknown: sendLog.count("unknown"),
    differences: [
      ...missing.map((signal) => `${signal} was acked and is not in the log`),
      ...foreign.map((signal) => `${signal} is in the log and was refused`),
    ],
  };
}
