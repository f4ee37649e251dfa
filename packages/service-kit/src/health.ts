const DEADLINE_MS = 1_000;

export type CheckReport = Readonly<{ name: string; required: boolean; ok: boolean; ms: number; error?: string }>;
export type HealthReport = Readonly<{ status: "ready" | "not-ready" | "draining"; checks: readonly CheckReport[] }>;

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

export function createHealth(): Health {
  const probes: Probe[] = [];
  let draining = false;
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
      if (draining) return { status: "draining", checks };
      return { status: checks.every(({ ok, required }) => ok || !required) ? "ready" : "not-ready", checks };
    },
  };
}

type Probe = Readonly<{ name: string; required: boolean; probe: () => Promise<void> | void }>;

async function ask({ name, required, probe }: Probe): Promise<CheckReport> {
  const begin = performance.now();
  const elapsed = () => Math.round(performance.now() - begin);
  const deadline = AbortSignal.timeout(DEADLINE_MS);
  try {
    await Promise.race([
      (async () => probe())(),
      new Promise<never>((_, reject) => {
        deadline.addEventListener("abort", () => reject(new Error(`no answer within ${DEADLINE_MS} ms`)));
      }),
    ]);
    return { name, required, ok: true, ms: elapsed() };
  } catch (error) {
    return { name, required, ok: false, ms: elapsed(), error: (error as Error).message };
  }
}
