import { serviceNames, type ServiceName } from "./system.ts";

const ANSWER_MS = 30_000;

/** The sums that services keep, by service and by name with labels. */
export type Readings = ReadonlyMap<ServiceName, ReadonlyMap<string, number>>;

export async function readMetrics(metricsUrls: Readonly<Record<ServiceName, string>>): Promise<Readings> {
  const entries = serviceNames.map(async (name) => {
    const reply = await fetch(`${metricsUrls[name]}/metrics`, { signal: AbortSignal.timeout(ANSWER_MS) });
    const text = await reply.text();
    const lines = text.matchAll(/^(\w+(?:\{[^}]*\})?) (\S+)$/gm);
    return [name, new Map(Array.from(lines, ([, key = "", value]) => [key, Number(value)]))] as const;
  });
  return new Map(await Promise.all(entries));
}

/**
 * Where the time of so many signals went: of each step that a service times, how often it was and its mean in
 * milliseconds; of each service, the microseconds of processor time that a signal cost.
 */
export function breakdown(before: Readings, after: Readings, signals: number) {
  const steps: Record<string, { times: number; "mean ms": number }> = {};
  const processor: Record<string, { "µs of CPU per signal": number }> = {};
  for (const name of serviceNames) {
    const [from, to] = [before.get(name)!, after.get(name)!];
    const grown = (key: string) => (to.get(key) ?? 0) - (from.get(key) ?? 0);
    for (const key of to.keys()) {
      const timed = /^(\w+_seconds)_count(\{.*\})?$/.exec(key);
      const times = grown(key);
      if (!timed || times === 0 || !isStep(key)) continue;
      const sum = grown(key.replace("_seconds_count", "_seconds_sum"));
      steps[`${name}: ${titleOf(timed[1]!, timed[2] ?? "")}`] = {
        times,
        "mean ms": Number(((1000 * sum) / times).toFixed(2)),
      };
    }
    const cpu = [...to.keys()].find((key) => key.startsWith("process_cpu_seconds_total"));
    processor[name] = { "µs of CPU per signal": Number(((1e6 * grown(cpu ?? "")) / signals).toFixed(1)) };
  }
  return { steps, processor };
}

function isStep(key: string): boolean {
  return !key.startsWith("nodejs_") && !/route="\/(metrics|readyz|livez)"/.test(key);
}

function titleOf(name: string, labels: string): string {
  const shown = Array.from(labels.matchAll(/(\w+)="([^"]*)"/g), ([, label, value]) =>
    label === "service" ? "" : value,
  );
  return [name.replace(/_seconds$/, ""), ...shown.filter(Boolean)].join(" ");
}
