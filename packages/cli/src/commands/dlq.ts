import { deadLetterSources, type DeadLetterSource } from "@projectionist/contracts";
import { Command, InvalidArgumentError, Option } from "commander";
import { dropLetters, replayLetters } from "../dead-letters/resolve-letters.ts";
import { listLetters, showLetter, type Place } from "../dead-letters/show-letters.ts";
import { addTarget, type Target } from "../gateway/target.ts";
import { countOf } from "../option-values.ts";
import type { Surroundings } from "../surroundings.ts";

export type ListOptions = Target &
  Readonly<{ topic?: DeadLetterSource; state: "open" | "resolved" | "all"; limit: number; json?: boolean }>;
export type ResolveOptions = Target &
  Readonly<{ all?: boolean; topic?: DeadLetterSource; dryRun?: boolean; json?: boolean }>;

const LETTER = "a letter as `dlq list` names it: <topic>/<partition>/<offset>";
const topicOption = () => new Option("--topic <topic>", "only letters from there").choices(deadLetterSources);
const jsonOption = () => new Option("--json", "print JSON");

/** `projectionist dlq`: records that could not be read and were put aside. */
export function dlqCommand(surroundings: Surroundings): Command {
  const list = addTarget(new Command("list").summary("list them, the latest first"))
    .addOption(topicOption())
    .addOption(new Option("--state <state>", "which ones").choices(["open", "resolved", "all"]).default("open"))
    .addOption(new Option("--limit <n>", "at most so many").default(50).argParser(countOf))
    .addOption(jsonOption())
    .action((options: ListOptions) => listLetters(options, surroundings));

  const show = addTarget(new Command("show").summary("show one with what is in it"))
    .argument("<letter>", LETTER, placeOf)
    .addOption(jsonOption())
    .action((place: Place, options: Target & Readonly<{ json?: boolean }>) => showLetter(place, options, surroundings));

  const resolving = (name: string, summary: string, description: string) =>
    addTarget(new Command(name).summary(summary).description(description))
      .argument("[letter...]", LETTER, (text, before: Place[] | undefined) => [...(before ?? []), placeOf(text)])
      .option("--all", "all that are open")
      .addOption(topicOption())
      .option("--dry-run", "change nothing, only say what would be done")
      .addOption(jsonOption());

  const replay = resolving(
    "replay",
    "append them once more, for a version that can read them",
    "Appends letters to the end of the topic that they come from, as they are. Their event ids count once, so that doing it " +
      "again does no harm. Those that this version cannot read either are left alone: the exit code is 1 then.",
  ).action((places: Place[] | undefined, options: ResolveOptions) =>
    replayLetters(places ?? [], options, surroundings),
  );

  const drop = resolving(
    "drop",
    "leave them alone for good",
    "Notes that letters are to be left alone. Nothing is deleted: `dlq list --state resolved` shows them until the log " +
      "forgets them, after four weeks.",
  ).action((places: Place[] | undefined, options: ResolveOptions) => dropLetters(places ?? [], options, surroundings));

  return new Command("dlq")
    .summary("records that could not be read: list, show, replay, drop")
    .description("Dead letters: records of the log that could not be read and were put aside. They count nowhere.")
    .addCommand(list)
    .addCommand(show)
    .addCommand(replay)
    .addCommand(drop);
}

function placeOf(text: string): Place {
  const [, topic, partition, offset] = /^([\w.-]+)\/(\d{1,6})\/(\d{1,16})$/.exec(text) ?? [];
  const source = deadLetterSources.find((one) => one === topic);
  if (topic === undefined)
    throw new InvalidArgumentError("It must be <topic>/<partition>/<offset>, such as activity.signals/3/1042.");
  if (source === undefined) throw new InvalidArgumentError(`The topic must be one of ${deadLetterSources.join(", ")}.`);
  return { topic: source, partition: Number(partition), offset: Number(offset) };
}
