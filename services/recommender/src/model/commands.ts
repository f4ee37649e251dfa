import type { SignalEvent } from "@projectionist/contracts";
import type * as fc from "fast-check";
import { shardIds } from "../signal-state/shard-of.ts";
import type { ModelledLog } from "./modelled-log.ts";
import { ledgerDifferences, shardDifferences } from "./differences.ts";
import { Rebuilding } from "./rebuilding.ts";
import type { Delivery, World } from "./world.ts";

/** The world as commands change it, with the rebuild that goes on in it. */
export type Run = { readonly world: World; rebuilding: Rebuilding | undefined; rebuilds: number };
export type Command = fc.AsyncCommand<ModelledLog, Run>;

/** A command that may always be given; a failure shows its name and what it was given. */
function command<Given>(
  name: string,
  given: Given,
  run: (given: Given, log: ModelledLog, run: Run) => Promise<void>,
): Command {
  return {
    check: () => true,
    run: (log, real) => run(given, log, real),
    toString: () => (given === undefined ? name : `${name}(${JSON.stringify(given).replaceAll('"', "")})`),
  };
}

type Recorded = Readonly<{ viewer: number; film: number; what: string; minutesAgo: number }>;

/** A signal of a viewer, such as `rated 3.5`. */
export const signal = (given: Recorded) =>
  command("signal", given, async (_, log, { world }) => {
    log.append(eventOf(log, given, nextId(log, given.viewer)));
    world.note("signals");
  });

/** An earlier event, whichever it was, is recorded once more. */
export const again = (given: Readonly<{ partition: number; back: number }>) =>
  command("again", given, async ({ partition, back }, log, { world }) => {
    const event = log.earlier(partition, back);
    if (event === undefined) return;
    log.append(event);
    world.note(event.type === "SignalRetracted" ? "retractions recorded again" : "events recorded again");
  });

/** A signal of its own under the id of an earlier event of the partition. */
export const sameId = (given: Recorded & Readonly<{ back: number }>) =>
  command("sameId", given, async ({ back, ...of }, log) => {
    const earlier = log.earlier(of.viewer % 2, back);
    if (earlier) log.append(eventOf(log, of, earlier.eventId));
  });

/** Some event is taken back: by its viewer or by `viewer`, a second time maybe, or, where `ahead`, before it is recorded. */
export const retract = (
  given: Readonly<{ viewer: number; back: number; own: boolean; ahead: number; review: boolean }>,
) =>
  command("retract", given, async ({ viewer, back, own, ahead, review }, log, { world }) => {
    const earlier = log.earlier(viewer % 2, back);
    const eventId = nextId(log, viewer);
    const retractedEventId = ahead > 0 ? nextId(log, viewer, ahead) : (earlier?.eventId ?? eventId);
    const userId = own && earlier ? earlier.userId : `u${viewer}`;
    const base = { eventId, userId, occurredAt: log.nextTime(viewer % 2), retractedEventId };
    log.append(
      review ? { ...base, type: "ReviewRemoved", movieId: "m0", reviewId: "r" } : { ...base, type: "SignalRetracted" },
    );
    world.note("retractions");
  });

export const erase = (given: Readonly<{ viewer: number }>) =>
  command("erase", given, async ({ viewer }, log, { world }) => {
    const occurredAt = log.nextTime(viewer % 2);
    log.append({ type: "ViewerErased", eventId: nextId(log, viewer), userId: `u${viewer}`, occurredAt });
    world.note("erasures");
  });

/** A record that is no event, which was put aside. */
export const junk = (given: Readonly<{ partition: number }>) =>
  command("junk", given, async ({ partition }, log) => void log.partitions[partition]!.push(null));

type Delivering = Omit<Delivery, "failures"> & Readonly<{ member: number; failures: readonly (0 | 1 | 2)[] }>;

/** A member applies the next batch: some of its applications may fail, and records may come again. */
export const deliver = (given: Delivering) =>
  command("deliver", given, async ({ member, failures, ...delivery }, _, { world }) => {
    const failing = shardIds(world.state.shardCounts).flatMap((shard, index) => {
      const failure = ([undefined, "not applied", "answer lost"] as const)[failures[index] ?? 0];
      return failure ? [[shard, failure] as const] : [];
    });
    await world.deliver(member, { ...delivery, failures: new Map(failing) });
  });

type Racing = Readonly<{
  partitions: readonly [number, number];
  sizes: readonly [number, number];
  turns: readonly number[];
}>;

/** Two members apply batches at the same time, of the same partition maybe, which both then believe to hold. */
export const race = (given: Racing) =>
  command("race", given, async ({ partitions, sizes, turns }, _, { world }) => {
    const peaceful = { back: 0, failures: new Map(), failed: "dies", saving: false } as const;
    const deliverTo = (member: 0 | 1) => () =>
      world.deliver(member, { ...peaceful, partition: partitions[member], size: sizes[member] });
    await world.atOnce(turns, [deliverTo(0), deliverTo(1)]);
    if (partitions[0] === partitions[1]) world.note("zombies");
  });

export const begin = (given: Readonly<{ member: number; partition: number }>) =>
  command("begin", given, async ({ member, partition }, _, { world }) => void (await world.begin(member, partition)));

export const restart = (given: Readonly<{ member: number }>) =>
  command("restart", given, async ({ member }, _, { world }) => {
    world.restart(member);
    world.note("restarts");
  });

export const check = (given: Readonly<{ member: number }>) =>
  command("check", given, ({ member }, _, { world }) => world.check(member));

export const save = () => command("save", undefined, (_, __, { world }) => world.save());

/** The state loses what came behind the last save; some members survive that, and learn of it from the gap. */
export const lose = (given: Readonly<{ survivors: readonly number[] }>) =>
  command("lose", given, async ({ survivors }, _, run) => {
    await run.rebuilding?.abandon();
    run.rebuilding = undefined;
    await run.world.lose();
    for (const member of [0, 1]) if (!survivors.includes(member)) run.world.restart(member);
  });

export const rebuild = () =>
  command("rebuild", undefined, async (_, __, run) => {
    run.rebuilding ??= await Rebuilding.start(run.world, `built-${++run.rebuilds}`);
  });

export const rebuildMore = (given: Readonly<{ partition: number; size: number }>) =>
  command("rebuildMore", given, async ({ partition, size }, _, { rebuilding }) => {
    if ((await rebuilding?.step(partition, size)) === "gap") throw new Error("a gap in what is being rebuilt");
  });

export const swap = () =>
  command("swap", undefined, async (_, __, run) => {
    await run.rebuilding?.swap();
    run.rebuilding = undefined;
  });

export const abandonRebuild = () =>
  command("abandonRebuild", undefined, async (_, __, run) => {
    await run.rebuilding?.abandon();
    run.rebuilding = undefined;
  });

/** Not while something is being rebuilt. */
export const rollBack = () =>
  command("rollBack", undefined, async (_, __, { world, rebuilding }) => {
    if (rebuilding === undefined) await world.rollBack();
  });

/** Compares all that the state shows with the oracle. */
export const look = () => command("look", undefined, (_, __, { world }) => expectNoDifferences(world));

export async function expectNoDifferences(world: World): Promise<void> {
  const differences = [...world.broken()];
  for (const keyspace of await world.keyspaces()) {
    differences.push(...(await shardDifferences(world, keyspace)), ...(await ledgerDifferences(world, keyspace)));
  }
  if (differences.length > 0) throw new Error(differences.join("\n"));
}

function nextId(log: ModelledLog, viewer: number, ahead = 0): string {
  return `e${viewer % 2}-${log.partitions[viewer % 2]!.length + ahead}`;
}

function eventOf(log: ModelledLog, { viewer, film, what, minutesAgo }: Recorded, eventId: string): SignalEvent {
  const occurredAt = log.nextTime(viewer % 2) - minutesAgo * 60_000;
  const base = { eventId, userId: `u${viewer}`, movieId: `m${film}`, occurredAt, recommendationId: null };
  const [type = "", value] = what.split(" ");
  const amount = value === undefined ? null : Number(value);
  switch (type) {
    case "viewed":
      return { ...base, type: "MovieViewed", progress: amount! };
    case "rated":
      return { ...base, type: "MovieRated", rating: amount! };
    case "reviewed":
      return { ...base, type: "ReviewPosted", reviewId: "r", rating: amount };
    case "clicked":
      return { ...base, type: "MovieClicked" };
    case "watchlisted":
    case "unwatchlisted":
      return { ...base, type: "WatchlistChanged", added: type === "watchlisted" };
    default:
      return { ...base, type: "FeedbackGiven", feedback: type as "liked" };
  }
}
