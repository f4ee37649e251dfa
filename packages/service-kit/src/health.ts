import { withDeadline } from "@projectionist/contracts";
import type { Logger } from "pino";

const DEADLINE_MS = 1_000;

export type CheckReport = Readonly<{
  name: string;
  required: boolean;
  ok: boolean;
  ms: number;
  error?: string;
  /** What to do about it, where the probe knows. */
  cure?: string;
}>;
export type HealthReport = Readonly<{ status: "ready" | "not-ready" | "draining"; checks: readonly CheckReport[] }>;

/** Thrown by a probe that knows what to do about it; `cure` is whole sentences. */
export class CheckError extends Error {
  readonly cure: string;

  constructor(message: string, cure: string) {
    super(message);
    this.name = "CheckError";
    this.cure = cure;
  }
}

export interface Health {
  /** Registers a dependency: ready means that the probe neither throws nor takes longer than a second. */
  check(name: string, probe: () => Promise<void> | void): void;
  /** As `check`, for a dependency that one can be ready without: the report names it. */
  note(name: string, probe: () => Promise<void> | void): void;
  /** From now on the service is not ready: it is about to stop. */
  draining(): void;
  /** Asks all dependencies at once. */
  report(): Promise<HealthReport>;
}

/** `logger` is told when readiness changes, and why. */
export function createHealth(logger?: Logger): Health {
  const probes: Probe[] = [];
  let draining = false;
  let last: HealthReport["status"] | undefined;

  function tell({ status, checks }: HealthReport): void {
    const wasReady = last === "ready";
    if (status === last || status === "draining") return;
    last = status;
    if (status === "ready") return logger?.info("ready");
    const failing = checks.flatMap(({ name, ok, required, error }) => (ok || !required ? [] : [`${name}: ${error}`]));
    logger?.[wasReady ? "warn" : "info"]({ failing }, "not ready");
  }

  return {
    check(name, probe) {
      probes.push({ name, required: true, probe });
    },
    note(name, probe) {
      probes.push({ name, required: false, probe });
    },
    draining() {
      draining = true;
    },
    async report() {
      const checks = await Promise.all(probes.map(ask));
      const isReady = checks.every(({ ok, required }) => ok || !required);
      const report: HealthReport = { status: draining ? "draining" : isReady ? "ready" : "not-ready", checks };
      tell(report);
      return report;
    },
  };
}

type Probe = Readonly<{ name: string; required: boolean; probe: () => Promise<void> | void }>;

async function ask({ name, required, probe }: Probe): Promise<CheckReport> {
  const begin = performance.now();
  const elapsed = () => Math.round(performance.now() - begin);
  try {
    const answer = (async () => probe())();
    await withDeadline(answer, DEADLINE_MS, () => new Error(`no answer within ${DEADLINE_MS} ms`));
    return { name, required, ok: true, ms: elapsed() };
  } catch (error) {
    const cure = error instanceof CheckError ? { cure: error.cure } : {};
    return { name, required, ok: false, ms: elapsed(), error: (error as Error).message, ...cure };
  }
}
