/**
 * Chooses W, the films with which a film of a history is paired (COOCCURRENCE_WINDOW): what W = 5, 10, 20 are worth to
 * viewers, and what they cost in Redis.
 *
 *   node infra/bench/window.ts --data ml-latest-small.zip
 *
 * The data set is any that `projectionist import` understands and that has ratings. Redis runs in a container that is
 * started and removed, unless `--redis redis://…` names one, whose database is emptied. `--part time`, `last` or `memory`
 * measures that alone; `--windows 5,10` others.
 */
import { parseArgs } from "node:util";
import { startRedis } from "@projectionist/engines";
import { printHeader } from "./header.ts";
import { readHistory, type History } from "./window/data-set.ts";
import { estimate, estimateDifference, ndcg, recall, type Estimate } from "./window/estimate.ts";
import { byTime, lastOut, type Outcome, type Protocol, type Trial } from "./window/protocols.ts";
import { LENGTH, listNames, type ListName } from "./window/ranker.ts";
import { measureRedisMemory } from "./window/redis-memory.ts";

const { values: options } = parseArgs({
  options: {
    data: { type: "string" },
    redis: { type: "string" },
    part: { type: "string" },
    windows: { type: "string", default: "5,10,20" },
  },
});
if (options.data === undefined) throw new Error("--data is missing: give a zip or a folder of MovieLens");
const windows = options.windows.split(",").map(Number);
const parts: Readonly<Record<string, (history: History) => Promise<void>>> = {
  time: (history) => printQuality(byTime, history),
  last: (history) => printQuality(lastOut, history),
  memory: (history) => printMemory(history, options.redis),
};
const wanted = options.part === undefined ? Object.keys(parts) : [options.part];

const history = await readHistory(options.data);
printHeader("W, the window of films with which a film is paired", {
  data: history.name,
  ratings: history.log.length,
  films: history.filmCount,
  windows: windows.join(),
});
for (const name of wanted) {
  const part = parts[name];
  if (!part) throw new Error(`--part must be one of ${Object.keys(parts).join(", ")}, not ${name}`);
  await part(history);
}

async function printQuality(protocol: Protocol, history: History): Promise<void> {
  const outcomes: Outcome[] = [];
  for (const window of windows) outcomes.push(await protocol.run(history, window));
  for (const name of listNames) {
    const first = outcomes[0]![name];
    const viewers = new Set(first.trials.map(({ userId }) => userId)).size;
    console.log(
      `\n${protocol.name}, list "${name}": ${first.trials.length} lists of ${viewers} viewers, 95 % intervals`,
    );
    console.table(
      Object.fromEntries(
        outcomes.map(({ [name]: { trials, recommended } }, index) => [
          `W = ${windows[index]}`,
          {
            [`NDCG@${LENGTH}`]: shown(estimate(trials, ndcg)),
            "gain over the W before": index === 0 ? "" : shown(gainOver(outcomes[index - 1]!, name, trials)),
            [`recall@${LENGTH}`]: shown(estimate(trials, recall)),
            coverage: `${((100 * recommended.size) / history.filmCount).toFixed(1)} %`,
          },
        ]),
      ),
    );
  }
}

async function printMemory({ log }: History, url?: string): Promise<void> {
  const own = url === undefined ? await startRedis() : undefined;
  const rows: Record<string, object> = {};
  try {
    for (const window of windows) {
      const { dataset, pairs, pairCount } = await measureRedisMemory(url ?? own!.url, log, window);
      rows[`W = ${window}`] = {
        "whole state, MiB": mebibytes(dataset),
        "pairs, MiB": mebibytes(pairs),
        pairs: pairCount,
        "whole state, bytes per signal": Math.round(dataset / log.length),
        "pairs, bytes per signal": Math.round(pairs / log.length),
      };
    }
  } finally {
    await own?.remove();
  }
  console.log(`\nRedis after ${log.length} signals`);
  console.table(rows);
}

function gainOver(before: Outcome, name: ListName, trials: readonly Trial[]): Estimate {
  return estimateDifference(trials, before[name].trials, ndcg);
}

function shown({ value, low, high }: Estimate): string {
  return `${value.toFixed(4)} (${low.toFixed(4)} … ${high.toFixed(4)})`;
}

function mebibytes(bytes: number): number {
  return Number((bytes / 2 ** 20).toFixed(1));
}
