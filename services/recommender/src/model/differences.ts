import { linesOf, recount } from "../projector/testing/naive-recount.ts";
import { shardOf } from "../signal-state/shard-of.ts";
import { StateBehindError, type LedgerEntry, type ShardId, type StateEntry } from "../signal-state/signal-state.ts";
import { amountsOf, ledgerOf, viewersOf } from "./oracle.ts";
import { WINDOW, type World } from "./world.ts";

/** How a keyspace differs from what the oracle says: each shard from the log before that shard's own fences. */
export async function shardDifferences(world: World, keyspace: string): Promise<string[]> {
  const fences = await Promise.all([0, 1].map((partition) => world.state.fences(keyspace, world.source(partition))));
  const found = new Map<ShardId, StateEntry[]>();
  for await (const entry of world.state.scan(keyspace)) {
    const entries = found.get(entry.shard);
    if (entries) entries.push(entry);
    else found.set(entry.shard, [entry]);
  }
  const differences: string[] = [];
  for (const shard of fences[0]!.keys()) {
    const cut = fences.map((ofPartition) => ofPartition.get(shard)! + 1);
    const is = await linesOf(found.get(shard) ?? []);
    differences.push(...compare(`${keyspace} ${shard} at ${cut.join()}`, is, expectedLines(world, shard, cut)));
  }
  return differences;
}

/** How ledgers differ as of offsets from which events may be read again. */
export async function ledgerDifferences(world: World, keyspace: string): Promise<string[]> {
  const { state, recorded } = world;
  const differences: string[] = [];
  for (const partition of [0, 1]) {
    const source = world.source(partition);
    const fences = await state.fences(keyspace, source);
    const lowest = Math.min(...fences.values());
    const all = recorded.events(partition, 0, Infinity);
    for (const userId of viewersOf(all)) {
      const fence = fences.get(`v${shardOf(userId, state.shardCounts.viewers)}`)!;
      for (let offset = lowest + 1; offset <= fence + 2; offset++) {
        const is = await asOf(() => state.ledgers(keyspace, [userId], { ...source, offset }), userId);
        const meant = ledgerOf(
          all.filter((logged) => logged.offset < offset),
          userId,
        );
        const wanted = offset > fence + 1 ? "behind" : JSON.stringify(meant);
        if (is !== wanted) differences.push(`${keyspace} ledger ${userId} as of ${offset} is ${is}, not ${wanted}`);
      }
    }
  }
  return differences;
}

/** How the plain recount that verifies a running system differs from the oracle. */
export function recountDifferences({ recorded, state }: World): string[] {
  const cut = recorded.ends();
  const whole = (kind: "f" | "v", count: number) =>
    Array.from({ length: count }, (_, index) => expectedOf(recorded.before(cut), `${kind}${index}`, count)).flat();
  const { films, viewers } = state.shardCounts;
  return compare("the recount", recount(recorded.before(cut), WINDOW), [...whole("f", films), ...whole("v", viewers)]);
}

async function asOf(read: () => Promise<Map<string, readonly LedgerEntry[]>>, userId: string): Promise<string> {
  try {
    return JSON.stringify((await read()).get(userId) ?? []);
  } catch (error) {
    if (error instanceof StateBehindError) return "behind";
    throw error;
  }
}

function expectedLines({ recorded, state }: World, shard: ShardId, cut: readonly number[]): string[] {
  const { films, viewers } = state.shardCounts;
  return expectedOf(recorded.before(cut), shard, shard.startsWith("f") ? films : viewers);
}

function expectedOf(log: Parameters<typeof viewersOf>[0], shard: ShardId, count: number): string[] {
  const isHere = (id: string) => shardOf(id, count) === Number(shard.slice(1));
  if (shard.startsWith("v")) {
    const ledgers = viewersOf(log)
      .filter(isHere)
      .map((userId) => [userId, ledgerOf(log, userId)] as const);
    return ledgers.flatMap(([userId, ledger]) =>
      ledger.length > 0 ? [`ledger ${userId} ${JSON.stringify(ledger)}`] : [],
    );
  }
  return [...amountsOf(log, WINDOW)]
    .filter(([movieId]) => isHere(movieId))
    .flatMap(([movieId, amounts]) => [...amounts].map(([name, amount]) => line(movieId, name, amount)));
}

function line(movieId: string, name: string, amount: number): string {
  if (name.startsWith("> ")) return `pair ${movieId} ${name} = ${amount}`;
  return name.includes(" ") ? `trending ${name} ${movieId} = ${amount}` : `${name} ${movieId} = ${amount}`;
}

function compare(where: string, is: readonly string[], wanted: readonly string[]): string[] {
  return [
    ...is.filter((text) => !wanted.includes(text)).map((text) => `${where}: ${text} is there, and should not be`),
    ...wanted.filter((text) => !is.includes(text)).map((text) => `${where}: ${text} should be there, and is not`),
  ];
}
