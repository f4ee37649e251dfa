/**
 * Experiments that try to break what is promised:
 *
 *   npm run chaos                              all, in their short form
 *   npm run chaos -- crash --seed 7            one, with the seed of an earlier run
 *   npm run chaos -- --minutes 60              the long form, again and again with new seeds for so long
 *   npm run chaos -- --engines embedded        without containers
 *   npm run chaos -- --share 0.02              so much of the long form
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
const SHOWN_CHARACTERS = 300;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: "string" },
    minutes: { type: "string" },
    engines: { type: "string" },
    share: { type: "string" },
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
const share = values.share === undefined ? (minutes > 0 ? 1 : SHORT_SHARE) : Number(values.share);
if (!(share > 0 && share <= 1)) fail(`--share must be a number from 0 to 1, not "${values.share}".`);
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
const until = Date.now() + minutes * 60_000;
const summary: string[] = [];
let failures = 0;
let seed = firstSeed;
do {
  for (const experiment of chosen) {
    for (const engines of kinds.filter((kind) => experiment.engines.includes(kind))) await prove(experiment, engines);
  }
  seed++;
} while (Date.now() < until);
console.log(`\n${summary.join("\n")}`);
console.log(failures === 0 ? "every promise was kept" : `${failures} of ${summary.length} experiments failed`);
process.exit(failures > 0 ? 1 : 0);

async function prove(experiment: Experiment, engines: EngineKind): Promise<void> {
  const { name, guarantees, promise, control } = experiment;
  console.log(`\n${name} (${guarantees.join(", ")}) on ${engines} engines, seed ${seed}\n  ${promise}`);
  const say = (text: string) => console.log(`  … ${text}`);
  const run = (protection: boolean) => experiment.run({ random: createRandom(seed), engines, share, protection, say });
  const begin = performance.now();
  const failure = await proven(control, run).catch((error: unknown) => String((error as Error).stack ?? error));
  if (failure !== undefined) failures++;
  const seconds = Math.round((performance.now() - begin) / 1_000);
  summary.push(
    `${failure === undefined ? "kept  " : "FAILED"} ${name} on ${engines} engines, ${seconds} s, seed ${seed}`,
  );
  console.log(
    failure === undefined ? "  kept" : `  FAILED: ${failure}; again with: npm run chaos -- ${name} --seed ${seed}`,
  );
}

/** Why the experiment failed; undefined when it did not. */
async function proven(control: string, run: (protection: boolean) => Promise<Outcome>): Promise<string | undefined> {
  const outcome = await run(true);
  console.log(`  control: ${control}`);
  const harmed = await run(false);
  tell("as it is", outcome);
  tell("control ", harmed);
  for (const difference of outcome.differences.slice(0, SHOWN_DIFFERENCES)) console.log(`    ${shortened(difference)}`);
  return failureOf(outcome, harmed);
}

function shortened(text: string): string {
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text;
}

function tell(run: string, { faults, sent, acked, unknown: open, differences }: Outcome): void {
  const happened = Object.entries(faults).map(([fault, count]) => `${count} ${fault}`);
  console.log(
    `  ${run}: ${happened.join(", ")}; ${sent} sent, ${acked} acked, ${open} unknown; ${differences.length} differences`,
  );
}
