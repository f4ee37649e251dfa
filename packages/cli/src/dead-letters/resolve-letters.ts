import { ApiError, type ProjectionistClient } from "@projectionist/client";
import type { DeadLetterView } from "@projectionist/contracts";
import { CommandError } from "../command-error.ts";
import type { ResolveOptions } from "../commands/dlq.ts";
import { openTarget } from "../gateway/target.ts";
import type { Surroundings } from "../surroundings.ts";
import { textOf } from "../terminal/table.ts";
import { nameOf, readLetters, stateOf, type Place } from "./show-letters.ts";

type Params = Readonly<{ params: { path: Place; query: { dryRun: boolean } } }>;
type Reply = Promise<Readonly<{ data?: Readonly<{ letter: DeadLetterView }>; error?: unknown; response: Response }>>;
type Send = (client: ProjectionistClient, params: Params) => Reply;
type Outcome = Readonly<{ letter: string; done: boolean; outcome: string }>;

/** `dlq replay`. */
export function replayLetters(places: readonly Place[], options: ResolveOptions, surroundings: Surroundings) {
  const send: Send = (client, params) =>
    client.POST("/v1/ops/dead-letters/{topic}/{partition}/{offset}/replay", params);
  return resolveLetters("replayed", send, places, options, surroundings);
}

/** `dlq drop`. */
export function dropLetters(places: readonly Place[], options: ResolveOptions, surroundings: Surroundings) {
  const send: Send = (client, params) => client.POST("/v1/ops/dead-letters/{topic}/{partition}/{offset}/drop", params);
  return resolveLetters("dropped", send, places, options, surroundings);
}

/** Resolves letters one after the other, in log order, and tells of each how that went. */
async function resolveLetters(
  kind: "replayed" | "dropped",
  send: Send,
  named: readonly Place[],
  options: ResolveOptions,
  surroundings: Surroundings,
): Promise<void> {
  const { all = false, topic, dryRun = false, json = false } = options;
  const { stdout } = surroundings;
  if ((named.length === 0) !== all)
    throw new CommandError("Name letters as `dlq list` does, or give --all (one of both).");
  if (topic !== undefined && !all) throw new CommandError("--topic goes with --all.");
  const gateway = openTarget(options, surroundings);
  const places = all ? await openOnes() : named;
  const outcomes: Outcome[] = [];
  for (const place of places) {
    const outcome = await resolveOne(place);
    outcomes.push(outcome);
    if (!json) stdout.write(`${outcome.letter}  ${outcome.outcome}\n`);
  }
  const done = outcomes.filter((outcome) => outcome.done).length;
  const summary = `${textOf(done)} of ${textOf(outcomes.length)} ${dryRun ? "would be " : ""}${kind}.`;
  stdout.write(json ? `${JSON.stringify({ dryRun, outcomes }, null, 2)}\n` : `${summary}\n`);
  if (done < outcomes.length) throw new CommandError(`Not all were ${kind}.`);

  async function openOnes(): Promise<readonly Place[]> {
    const { items } = await readLetters(gateway, {
      ...(topic === undefined ? {} : { topic }),
      state: "open",
      limit: Infinity,
    });
    return items.toReversed();
  }

  async function resolveOne({ topic: source, partition, offset }: Place): Promise<Outcome> {
    const path = { topic: source, partition, offset };
    const letter = nameOf(path);
    try {
      const reply = await gateway.call((client) => send(client, { params: { path, query: { dryRun } } }));
      return { letter, done: true, outcome: dryRun ? `would be ${kind}` : stateOf(reply.letter) };
    } catch (error) {
      if (!(error instanceof ApiError) || ![404, 409].includes(error.status)) throw error;
      return { letter, done: false, outcome: `left alone: ${error.problem?.detail ?? error.message}` };
    }
  }
}
