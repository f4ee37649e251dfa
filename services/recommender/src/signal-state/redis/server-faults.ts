import type { Fault } from "@projectionist/contracts";

const NEARLY_FULL = 0.8;

/** What of a Redis server's settings endangers the signal state, read from its `INFO`. */
export function serverFaults(info: string, name: string): Fault[] {
  const field = (key: string) => new RegExp(`^${key}:(.*?)\\r?$`, "m").exec(info)?.[1];
  const faults: Fault[] = [];
  const policy = field("maxmemory_policy");
  const most = Number(field("maxmemory") ?? 0);
  if (policy !== undefined && policy !== "noeviction")
    faults.push({
      severity: most > 0 && policy.startsWith("allkeys") ? "error" : "warning",
      what: `${name} has maxmemory-policy ${policy}, which drops counts once its memory is full`,
      cure: "Set maxmemory-policy to noeviction: CONFIG SET maxmemory-policy noeviction, and in its configuration.",
    });
  if (field("aof_enabled") === "0")
    faults.push({
      severity: "error",
      what: `${name} has appendonly off: whatever it holds is lost, or old, when it restarts, and is counted anew from the log meanwhile`,
      cure: "Set appendonly to yes and appendfsync to everysec: CONFIG SET appendonly yes, and in its configuration.",
    });
  if (field("aof_last_write_status") === "err")
    faults.push({
      severity: "error",
      what: `${name} cannot write its append-only file`,
      cure: "See that its disk has space and works: it takes no writes until it can.",
    });
  const used = Number(field("used_memory") ?? 0);
  if (most > 0 && used > NEARLY_FULL * most)
    faults.push({
      severity: "warning",
      what: `${name} uses ${Math.round((100 * used) / most)} % of its maxmemory: when it is full nothing is counted any more`,
      cure: "Give it more memory; `projectionist doctor` tells what to expect.",
    });
  return faults;
}
