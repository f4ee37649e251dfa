import { ApiError } from "@projectionist/client";
import type { Gateway } from "@projectionist/import";
import { Command, InvalidArgumentError } from "commander";
import { CommandError } from "../command-error.ts";
import { addTarget, openTarget, type Target } from "../gateway/target.ts";
import { modelText, modelsTable, withdrawnText } from "../models/models-text.ts";
import type { Surroundings } from "../surroundings.ts";

type Options = Target & Readonly<{ json?: boolean }>;

/** `projectionist models`: the trained models, and which one serves. */
export function modelsCommand(surroundings: Surroundings): Command {
  const subcommand = (name: string, summary: string) =>
    addTarget(new Command(name).summary(summary)).option("--json", "print JSON");

  const list = subcommand("list", "list those that are kept, the newest first").action((options: Options) =>
    listModels(options, surroundings),
  );
  const show = subcommand("show", "show all that is known of one")
    .argument("<version>", "as `models list` names it", versionOf)
    .action((version: string, options: Options) => showModel(version, options, surroundings));
  const promote = subcommand("promote", "let one serve from now on, on every instance")
    .argument("<version>", "as `models list` names it", versionOf)
    .action((version: string, options: Options) => promoteModel(version, options, surroundings));
  const rollback = subcommand("rollback", "let the one serve again that served before")
    .description("Lets the model serve again that served before; the same again undoes it.")
    .action((options: Options) => rollbackModel(options, surroundings));

  return new Command("models")
    .summary("trained models: list, show, promote, rollback")
    .description("The models that `projectionist train`, or the schedule, has trained.")
    .addCommand(list)
    .addCommand(show)
    .addCommand(promote)
    .addCommand(rollback);
}

async function listModels(options: Options, surroundings: Surroundings): Promise<void> {
  const answer = await openTarget(options, surroundings).call((client) => client.GET("/v1/ops/models"));
  const { items, published, withdrawn } = answer;
  if (options.json) return print(surroundings, JSON.stringify(answer, null, 2));
  const none = withdrawn ? withdrawnText(withdrawn) : "No model has been trained yet";
  if (items.length === 0) return print(surroundings, `${none}: \`projectionist train\` trains one.`);
  const loading = published && !published.loaded ? [`\n${published.version} is published and not loaded yet.`] : [];
  const before = published?.replaces;
  const back = before ? [`\n\`projectionist models rollback\` goes back to ${before}.`] : [];
  const without = withdrawn ? [`\n${withdrawnText(withdrawn)}.`] : [];
  print(surroundings, [modelsTable(items), ...loading, ...back, ...without].join("\n"));
}

async function showModel(version: string, options: Options, surroundings: Surroundings): Promise<void> {
  const model = await openTarget(options, surroundings)
    .call((client) => client.GET("/v1/ops/models/{version}", { params: { path: { version } } }))
    .catch(explain(version));
  print(surroundings, options.json ? JSON.stringify(model, null, 2) : modelText(model));
}

async function promoteModel(version: string, options: Options, surroundings: Surroundings): Promise<void> {
  await promote(version, openTarget(options, surroundings), options, surroundings);
}

async function rollbackModel(options: Options, surroundings: Surroundings): Promise<void> {
  const gateway = openTarget(options, surroundings);
  const { published, withdrawn } = await gateway.call((client) => client.GET("/v1/ops/models"));
  if (withdrawn) throw new CommandError(`There is nothing to go back to. ${withdrawnText(withdrawn)}.`);
  if (published === null || published.replaces === null)
    throw new CommandError("There is nothing to go back to: no model has served before that is kept.");
  await promote(published.replaces, gateway, options, surroundings);
}

async function promote(
  version: string,
  gateway: Gateway,
  { json }: Options,
  surroundings: Surroundings,
): Promise<void> {
  const model = await gateway
    .call((client) => client.POST("/v1/ops/models/{version}/promote", { params: { path: { version } } }))
    .catch(explain(version));
  print(surroundings, json ? JSON.stringify(model, null, 2) : `${model.version} serves from now on.`);
}

function explain(version: string) {
  return (error: unknown): never => {
    if (error instanceof ApiError && error.status === 404)
      throw new CommandError(
        `There is no model ${version}: \`projectionist models list\` lists what is kept. ` +
          "Those that were trained from a viewer who was erased since are deleted.",
        { cause: error },
      );
    throw error;
  };
}

function print({ stdout }: Surroundings, text: string): void {
  stdout.write(`${text}\n`);
}

function versionOf(text: string): string {
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(text))
    throw new InvalidArgumentError("It must be a version as `projectionist models list` names it.");
  return text;
}
