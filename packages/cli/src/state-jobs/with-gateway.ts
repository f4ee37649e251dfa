import { resolve } from "node:path";
import type { Gateway } from "@projectionist/import";
import type { Command } from "commander";
import { CommandError } from "../command-error.ts";
import { addTarget, openTarget, type Target } from "../gateway/target.ts";
import type { Surroundings } from "../surroundings.ts";
import { withOfflineSystem } from "./offline-system.ts";

export type StateJobOptions = Target & Readonly<{ offline?: boolean; data?: string; json?: boolean }>;

/** The options of a command that works on the signal state of a system, which runs or is stopped. */
export function addStateJobOptions(command: Command): Command {
  return addTarget(command)
    .option("--offline", "work on the files of a stopped system that `npm start` has made, instead of a running one")
    .option("--data <folder>", "the stopped system's data folder; else data/local")
    .option("--json", "print JSON");
}

/** Works with the gateway of the system that the options name. */
export async function withGateway<T>(
  options: StateJobOptions,
  surroundings: Surroundings,
  work: (gateway: Gateway) => Promise<T>,
): Promise<T> {
  const { offline, data } = options;
  // After a Ctrl-C there is still something to be said to it: that the job is to end.
  const until = { ...surroundings, stopped: new AbortController().signal };
  if (offline !== true) {
    if (data !== undefined) throw new CommandError("--data goes with --offline.");
    return work(openTarget(options, until));
  }
  const folder = data === undefined ? surroundings.dataFolder : resolve(surroundings.folder, data);
  return withOfflineSystem(folder, surroundings, (target) => work(openTarget(target, until)));
}
