/**
 * Bytes that one more signal, viewer, film and pair of films take in every store:
 *
 *   node infra/bench/held.ts [--redis redis://localhost:6379/9]
 *
 * Redis is measured where one is named; its database is emptied. The figures stand in packages/cli/src/doctor/held-bytes.ts.
 */
import { parseArgs } from "node:util";
import { printHeader } from "./header.ts";
import { accountAndFilmBytes, storedBytes } from "./held/stored.ts";
import { costsOf, countOf, loadsOf, type Costs, type Load, type Loads } from "./held/loads.ts";
import { embeddedBytes, redisBytes } from "./held/state.ts";

const { values: options } = parseArgs({ options: { redis: { type: "string" } } });
const many = loadsOf(1_000);
const few = loadsOf(100);
printHeader("bytes held", { "signals, states": countOf(many.base), "signals, log and documents": countOf(few.base) });

const embedded = await each(many, embeddedBytes);
const pairs = embedded.pairs.pairs;
const costs: Record<string, Costs> = {
  "embedded state, memory": costsOf(
    many,
    mapped(embedded, ({ memory }) => memory),
    pairs,
  ),
  "embedded state, file": costsOf(
    many,
    mapped(embedded, ({ file }) => file),
    pairs,
  ),
};
const { redis } = options;
if (redis !== undefined) costs["Redis"] = costsOf(many, await each(many, (load) => redisBytes(redis, load)), pairs);
const stored = await each(few, storedBytes);
costs["log, embedded"] = costsOf(
  few,
  mapped(stored, ({ log }) => log),
  0,
);
const ofActivity = costsOf(
  few,
  mapped(stored, ({ documents }) => documents),
  0,
);
const { account, film } = await accountAndFilmBytes();
costs["documents, SQLite"] = { ...ofActivity, viewer: ofActivity.viewer + account, film: ofActivity.film + film };
console.table(costs);

async function each<T>(loads: Loads<Load>, measure: (load: Load) => Promise<T>): Promise<Loads<T>> {
  // What is made at the first use is not to be counted.
  await measure({ ...loads.base, viewers: 10 });
  return {
    base: await measure(loads.base),
    moreSignals: await measure(loads.moreSignals),
    moreViewers: await measure(loads.moreViewers),
    moreFilms: await measure(loads.moreFilms),
    pairs: await measure(loads.pairs),
  };
}

function mapped<T>(loads: Loads<T>, of: (measured: T) => number): Loads<number> {
  const { base, moreSignals, moreViewers, moreFilms, pairs: withPairs } = loads;
  return {
    base: of(base),
    moreSignals: of(moreSignals),
    moreViewers: of(moreViewers),
    moreFilms: of(moreFilms),
    pairs: of(withPairs),
  };
}
