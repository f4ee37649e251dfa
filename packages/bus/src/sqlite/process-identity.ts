import { readlinkSync } from "node:fs";
import { hostname } from "node:os";

type ProcessIdentity = Readonly<{ host: string; pid: number; startedAt: number }>;

const self: ProcessIdentity = { host: pidNamespace(), pid: process.pid, startedAt: performance.timeOrigin };

/** This process, told apart from earlier ones with the same pid; a string to be stored. */
export const processIdentity = JSON.stringify(self);

/**
 * True only when the process certainly has ended: it ran where this one runs (same host and pid namespace) and its pid
 * is free or is ours since. So what a killed process held is free at once after a restart.
 */
export function hasEnded(stored: string): boolean {
  const other = JSON.parse(stored) as ProcessIdentity;
  if (other.host !== self.host) return false;
  if (other.pid === self.pid) return other.startedAt !== self.startedAt;
  try {
    process.kill(other.pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
}

function pidNamespace(): string {
  try {
    return `${hostname()} ${readlinkSync("/proc/self/ns/pid")}`;
  } catch {
    return hostname();
  }
}
