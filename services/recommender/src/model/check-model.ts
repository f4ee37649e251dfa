import * as fc from "fast-check";
import type { SignalState } from "../signal-state/signal-state.ts";
import * as commands from "./commands.ts";
import type { Command, Run } from "./commands.ts";
import { recountDifferences, shardDifferences } from "./differences.ts";
import { ModelledLog } from "./modelled-log.ts";
import type { TestedStore } from "./tested-store.ts";
import { World, type Happenings } from "./world.ts";

export { openEmbeddedStore } from "./tested-store.ts";

export type ModelOptions = Readonly<{
  openStore: () => Promise<TestedStore>;
  runs: number;
  seed: number;
  /** Of an earlier failure, to see it again. */
  path?: string | undefined;
  spoil?: (state: SignalState, log: World["log"]) => SignalState;
  /** Judges by what is counted at the end alone, and rebuilds nothing: to show what harm a protection keeps away. */
  asControl?: boolean;
}>;

export type ModelResult = Readonly<{
  /** What happened over all runs. */
  happenings: Readonly<Record<string, number>>;
  /** In words, with the shortest commands that lead to it and how to see it again; undefined when all agreed. */
  failure: string | undefined;
}>;

const whats =
  "viewed 0.6, viewed 0.7, rated 2.5, rated 3, rated 4.5, reviewed, reviewed 2, reviewed 4, liked, liked, unliked, disliked, notInterested, watchlisted, unwatchlisted, clicked, unknown".split(
    ", ",
  );
const viewer = fc.nat(5);
const partition = fc.nat(1);
const member = fc.nat(1);
const back = fc.nat(12);
const size = fc.integer({ min: 1, max: 12 });
const recorded = {
  viewer,
  film: fc.nat(7),
  what: fc.constantFrom(...whats),
  minutesAgo: fc.constantFrom(0, 0, 0, 61, 8 * 24 * 60),
};
const failure = fc.constantFrom(0 as const, 0 as const, 0 as const, 1 as const, 2 as const);
const failures = fc.oneof(
  { arbitrary: fc.constant([]), weight: 2 },
  { arbitrary: fc.array(failure, { minLength: 4, maxLength: 4 }), weight: 1 },
);
const delivery = {
  member,
  partition,
  size,
  back: fc.constantFrom(0, 0, 1, 5),
  failures,
  failed: fc.constantFrom("dies" as const, "tries again" as const),
  saving: fc.constantFrom(false, false, false, true),
};
const racing = {
  partitions: fc.tuple(partition, partition),
  sizes: fc.tuple(size, size),
  turns: fc.array(fc.nat(8), { maxLength: 6 }),
};
const survivors = fc.constantFrom([], [0], [0, 1]);

const weighted: readonly [weight: number, arbitrary: fc.Arbitrary<Command>][] = [
  [30, fc.record(recorded).map(commands.signal)],
  [3, fc.record({ partition, back }).map(commands.again)],
  [2, fc.record({ ...recorded, back }).map(commands.sameId)],
  [
    7,
    fc
      .record({ viewer, back, own: fc.boolean(), ahead: fc.constantFrom(0, 0, 0, 2), review: fc.boolean() })
      .map(commands.retract),
  ],
  [1, fc.record({ viewer }).map(commands.erase)],
  [1, fc.record({ partition }).map(commands.junk)],
  [20, fc.record(delivery).map(commands.deliver)],
  [3, fc.record(racing).map(commands.race)],
  [3, fc.record({ member, partition }).map(commands.begin)],
  [1, fc.record({ member }).map(commands.restart)],
  [2, fc.record({ member }).map(commands.check)],
  [4, fc.constant(null).map(commands.save)],
  [4, fc.record({ survivors }).map(commands.lose)],
];
const more: typeof weighted = [
  [2, fc.constant(null).map(commands.rebuild)],
  [2, fc.record({ partition, size }).map(commands.rebuildMore)],
  [2, fc.constant(null).map(commands.swap)],
  [1, fc.constant(null).map(commands.abandonRebuild)],
  [1, fc.constant(null).map(commands.rollBack)],
  [3, fc.constant(null).map(commands.look)],
];
const anyOf = (list: typeof weighted) => fc.oneof(...list.map(([weight, arbitrary]) => ({ weight, arbitrary })));

/** Gives random commands to the projector on a state, and compares what comes of it with the oracle. */
export async function checkModel(options: ModelOptions): Promise<ModelResult> {
  const { openStore, runs, seed, path, spoil = (state) => state, asControl = false } = options;
  const happenings: Happenings = new Map();
  const given = fc.commands([anyOf(asControl ? weighted : [...weighted, ...more])], { maxCommands: 80, size: "max" });
  const property = fc.asyncProperty(given, async (sequence) => {
    const store = await openStore();
    const log = new ModelledLog();
    const run: Run = { world: new World({ log, store, happenings, spoil }), rebuilding: undefined, rebuilds: 0 };
    try {
      await fc.asyncModelRun(() => ({ model: log, real: run }), sequence);
      await run.world.finish(await run.world.serving());
      if (asControl) await expectSameAmounts(run.world);
      else await expectSame(run.world);
    } finally {
      await run.rebuilding?.abandon();
      await store.close();
    }
  });
  const details = await fc.check(property, { numRuns: runs, seed, ...(path === undefined ? {} : { path }) });
  return {
    happenings: Object.fromEntries(happenings),
    failure: details.failed ? `${fc.defaultReportMessage(details)}\n${messageOf(details.errorInstance)}` : undefined,
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message || String(error.stack) : String(error);
}

async function expectSame(world: World): Promise<void> {
  await commands.expectNoDifferences(world);
  const differences = recountDifferences(world);
  if (differences.length > 0) throw new Error(differences.join("\n"));
}

async function expectSameAmounts(world: World): Promise<void> {
  const differences = await shardDifferences(world, await world.serving());
  if (differences.length > 0) throw new Error(differences.join("\n"));
}
