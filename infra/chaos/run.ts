/**
 * Experiments that try to break what is promised:
 *
 *   npm run chaos                              all, in their short form
 *   npm run chaos -- crash --seed 7            one, with the seed of an earlier run
 *   npm run chaos -- --minutes 60              the long form, again and again with new seeds for so long
 *   npm run chaos -- --engines embedded        without containers
 *
 * Each runs twice: as it is, and as a control without what protects from the fault. Ends with 1 unless every promise was
 * kept and every control was seen to break.
 */
import { randomInt } from "node:crypto";
import { parseArgs } from "node:util";
import { whyNoContainers } from "@projectionist/engines";
import { createRandom } from "@projectionist/simulation";
import { failureOf, type EngineKind, type Experiment, type Outcome } from "./experiment.ts";
import { experiments } from "./experiments/index.ts";

const SHORT_SHARE = 0.05;
const SEEDS = 2 ** 31;
const SHOWN_DIFFERENCES = 5;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: "string" },
    minutes: { type: "string" },
    engines: { type: "string" },
    list: { type: "boolean", default: false },
  },
});

function fail(message: string): never {
  console.error(message);
  process.exit(2);
}

const unknown = positionals.find((name) => !experiments.some((experiment) => experiment.name === name));
if (unknown !== undefined) {
  fail(`There is no experiment "${unknown}": choose of ${experiments.map(({ name }) => name).join(", ")}.`);
}
if (values.engines !== undefined && values.engines !== "embedded" && values.engines !== "real") {
  fail(`--engines must be embedded or real, not "${values.engines}".`);
}
const minutes = values.minutes === undefined ? 0 : Number(values.minutes);
if (!(minutes >= 0)) fail(`--minutes must be a number, not "${values.minutes}".`);
const firstSeed = values.seed === undefined ? randomInt(SEEDS) : Number(values.seed);
if (!Number.isInteger(firstSeed)) fail(`--seed must be a whole number, not "${values.seed}".`);

if (values.list) {
  for (const { name, guarantees, promise } of experiments)
    console.log(`${name.padEnd(14)} ${guarantees.join(", ")}: ${promise}`);
  process.exit(0);
}

const noContainers = await whyNoContainers();
const kinds: readonly EngineKind[] = values.engines
  ? [values.engines]
  : noContainers === undefined
    ? ["embedded", "real"]
    : ["embedded"];
if (!kinds.includes("real")) console.log(`without Kafka and Redis: ${noContainers ?? "the embedded engines only"}`);

const chosen = experiments.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
const share = minutes > 0 ? 1 : SHORT_SHARE;
const until = Date.now() + minutes * 60_000;
let failures = 0;
let seed = firstSeed;
do {
  for (const experiment of chosen) {
    for (const engines of kinds.filter((kind) => experiment.engines.includes(kind))) await prove(experiment, engines);
  }
  seed++;
} while (Date.now() < until);
process.exit(failures > 0 ? 1 : 0);

async function prove(experiment: Experiment, engines: EngineKind): Promise<void> {
  const { name, guarantees, promise, control } = experiment;
  console.log(`\n${name} (${guarantees.join(", ")}) on ${engines} engines, seed ${seed}\n  ${promise}`);
  const say = (text: string) => console.log(`  … ${text}`);
  const run = (protection: boolean) => experiment.run({ random: createRandom(seed), engines, share, protection, say });
  const outcome = await run(true);
  console.log(`  control: ${control}`);
  const harmed = await run(false);
  tell("as it is", outcome);
  tell("control ", harmed);
  const failure = failureOf(outcome, harmed);
  if (failure !== undefined) failures++;
  console.log(
    failure === undefined ? "  kept" : `  FAILED: ${failure}; again with: npm run chaos -- ${name} --seed ${seed}`,
  );
  for (const difference of outcome.differences.slice(0, SHOWN_DIFFERENCES)) console.log(`    ${difference}`);
}

function tell(run: string, { faults, sent, acked, unknown: open, differences }: Outcome): void {
  const happened = Object.entries(faults).map(([fault, count]) => `${count} ${fault}`);
  console.log(
    `  ${run}: ${happened.join(", ")}; ${sent} sent, ${acked} acked, ${open} unknown; ${differences.length} differences`,
  );
}
