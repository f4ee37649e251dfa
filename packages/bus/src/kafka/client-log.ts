import kafkajs from "kafkajs";
import type { LogEntry, logCreator } from "kafkajs";
import type { ClientLine } from "../client-line.ts";

const REPEAT_MS = 30_000;
const MOST_KNOWN = 1_000;

/** What comes and goes with a group's rebalance, and while topics and coordinators are being found. */
const PASSING =
  /rebalanc|REBALANCE_IN_PROGRESS|UNKNOWN_MEMBER_ID|ILLEGAL_GENERATION|COORDINATOR|coordinator|rejoin|does not host this topic|UNKNOWN_TOPIC|leadership election|LEADER_NOT_AVAILABLE|not the leader/;
const TOLD = ["broker", "error", "groupId", "memberId", "retryCount", "retryTime", "topic", "partition"] as const;

/**
 * kafkajs's log as lines. What it calls an error it tries again, and what it cannot mend it throws: so errors are warnings
 * here, what passes by itself is for debugging, and a line that repeats itself comes each half minute, with how often it
 * was left out.
 */
export function createClientLog(onLine: (line: ClientLine) => void, now: () => number = Date.now): logCreator {
  const known = new Map<string, { toldAt: number; times: number }>();

  function repetitions(key: string): number | undefined {
    const last = known.get(key);
    if (last && now() - last.toldAt < REPEAT_MS) {
      last.times++;
      return undefined;
    }
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(key, { toldAt: now(), times: 0 });
    return last?.times ?? 0;
  }

  return () =>
    ({ level, namespace, log }: LogEntry) => {
      const text = `${log.message} ${String(log["error"] ?? "")}`;
      const isError = level === kafkajs.logLevel.ERROR && !PASSING.test(text);
      const times = isError ? repetitions(`${namespace} ${text} ${String(log["broker"] ?? "")}`) : 0;
      if (times === undefined) return;
      const told = TOLD.flatMap((name) => (log[name] === undefined ? [] : [[name, log[name]] as const]));
      const fields = {
        client: "kafkajs",
        part: namespace,
        ...Object.fromEntries(told),
        ...(times > 0 ? { repeated: times } : {}),
      };
      onLine({ level: isError ? "warn" : "debug", message: log.message, fields });
    };
}
