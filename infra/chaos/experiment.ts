import type { Random } from "@projectionist/simulation";

/** `embedded` needs nothing but npm; `real` are Kafka and Redis in containers. */
export type EngineKind = "embedded" | "real";

export type Setting = Readonly<{
  random: Random;
  engines: EngineKind;
  /** How much of the long form is done: 1 is all of it. */
  share: number;
  /** Off in the control run: what protects from the fault is taken away, and the fault has to be seen to do harm. */
  protection: boolean;
  /** Tells people how far it is. */
  say(text: string): void;
}>;

export type Outcome = Readonly<{
  /** What really happened, by name; an experiment in which a fault did not happen proves nothing. */
  faults: Readonly<Record<string, number>>;
  sent: number;
  acked: number;
  unknown: number;
  /** How what is there differs from what should be; empty when the promise was kept. */
  differences: readonly string[];
}>;

export type Experiment = Readonly<{
  name: string;
  /** Of the table of guarantees. */
  guarantees: readonly string[];
  promise: string;
  /** What the control run goes without. */
  control: string;
  engines: readonly EngineKind[];
  run(setting: Setting): Promise<Outcome>;
}>;

/** Why an experiment failed, in words; undefined when it proved its promise. */
export function failureOf(outcome: Outcome, control: Outcome): string | undefined {
  const missing = Object.entries(outcome.faults).filter(([, count]) => count === 0);
  if (missing.length > 0) return `these faults never happened: ${missing.map(([name]) => name).join(", ")}`;
  if (outcome.differences.length > 0) return `${outcome.differences.length} differences`;
  if (control.differences.length === 0) return "the control shows no harm: the experiment proves nothing";
  return undefined;
}
