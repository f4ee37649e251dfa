import type { RollbackResult } from "@projectionist/contracts";
import { Command } from "commander";
import { rollbackReport } from "../state-jobs/reports.ts";
import { runJob } from "../state-jobs/run-job.ts";
import { addStateJobOptions, withGateway, type StateJobOptions } from "../state-jobs/with-gateway.ts";
import type { Surroundings } from "../surroundings.ts";

/** `projectionist rollback`: what a rebuild has replaced serves again. */
export function rollbackCommand(surroundings: Surroundings): Command {
  return addStateJobOptions(new Command("rollback"))
    .summary("let the counts serve again that a rebuild has replaced")
    .description(
      "Lets the counts serve again that the last rebuild, or rollback, has replaced; what came since is applied to them.",
    )
    .action((options: StateJobOptions) => run(options, surroundings));
}

async function run(options: StateJobOptions, surroundings: Surroundings): Promise<void> {
  const result = await withGateway(options, surroundings, (gateway) =>
    runJob<RollbackResult>({ ...surroundings, gateway, request: { name: "rollback" } }),
  );
  surroundings.stdout.write(`${options.json ? JSON.stringify(result, null, 2) : rollbackReport(result)}\n`);
}
