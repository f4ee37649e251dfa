/**
 * Measures what closed-form models cost on each backend that is installed: `node infra/bench/linear-algebra.ts [backend]`.
 * It inverts what EASE inverts, co-occurrence counts and λ, for 1,000 and 3,500 films, and shows the fastest of five rounds. With `--solve` it solves the three-scale
 * ridge's size, 10,248 equations for 3,416 right sides, instead. Seconds of processor time stand beside those of the clock: on
 * a machine that others use they tell more.
 */
import { parseArgs } from "node:util";
import { BACKENDS, openLinearAlgebra, type Backend } from "@projectionist/compute";
import { matrixOf, type LinearAlgebra, type Matrix } from "@projectionist/recsys";
import { printHeader } from "./header.ts";
import { seeded } from "./seeded.ts";

const LAMBDA = 300;
const VIEWERS = 6_000;
const WATCHED = 100;
const SAMPLED_ROWS = 16;
const ROUNDS = 5;

const { values, positionals } = parseArgs({ options: { solve: { type: "boolean" } }, allowPositionals: true });
const backends = positionals.length > 0 ? BACKENDS.filter((name) => positionals.includes(name)) : BACKENDS;

/** Counts of films watched by the same viewer, some far more often than others, and λ on the diagonal. */
function regularisedGram(films: number): Matrix {
  const random = seeded(films);
  const gram = matrixOf(films, films);
  for (let viewer = 0; viewer < VIEWERS; viewer++) {
    const watched = Array.from({ length: WATCHED }, () => Math.floor(films * random() ** 2.5));
    for (const i of watched) for (const j of watched) gram.data[i * films + j]! += 1;
  }
  for (let i = 0; i < films; i++) gram.data[i * films + i]! += LAMBDA;
  return gram;
}

function someNumbers(rows: number, columns: number): Matrix {
  const random = seeded(columns);
  return matrixOf(
    rows,
    columns,
    Float32Array.from({ length: rows * columns }, () => random() - 0.5),
  );
}

/** The greatest |A·X − B| of some rows, in 64-bit floats; without B, of A·X − 1. */
function residual(a: Matrix, x: Matrix, b?: Matrix): number {
  let most = 0;
  for (let sample = 0; sample < SAMPLED_ROWS; sample++) {
    const i = Math.floor((sample * a.rows) / SAMPLED_ROWS);
    const row = new Float64Array(x.columns);
    for (let k = 0; k < a.columns; k++) {
      const factor = a.data[i * a.columns + k]!;
      for (let j = 0; j < x.columns; j++) row[j]! += factor * x.data[k * x.columns + j]!;
    }
    for (let j = 0; j < x.columns; j++) {
      const wanted = b ? b.data[i * b.columns + j]! : Number(i === j);
      most = Math.max(most, Math.abs(row[j]! - wanted));
    }
  }
  return most;
}

async function opened(backend: Backend) {
  try {
    return await openLinearAlgebra({ backend });
  } catch (error) {
    console.log(`${backend}: left out. ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

type Timed = Readonly<{ x: Matrix; seconds: number; cpu: number }>;

async function timed(work: () => Promise<Matrix>): Promise<Timed> {
  const [started, used] = [performance.now(), process.cpuUsage()];
  const x = await work();
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(used);
  return { x, seconds, cpu: (user + system) / 1e6 };
}

/** Prints the fastest of some rounds. */
async function measure(what: string, algebra: LinearAlgebra, rounds: number, a: Matrix, b?: Matrix): Promise<void> {
  let best: Timed | undefined;
  for (let round = 0; round < rounds; round++) {
    const one = await timed(() => (b ? algebra.solveSpd(a, b) : algebra.invertSpd(a)));
    if (!best || one.seconds < best.seconds) best = one;
  }
  if (!best) return;
  const { x, seconds, cpu } = best;
  const operations = b ? a.rows ** 3 / 3 + 2 * a.rows ** 2 * b.columns : a.rows ** 3;
  const figures = [seconds.toFixed(2), cpu.toFixed(2), (operations / seconds / 1e9).toFixed(0)];
  console.log(`| ${[what, algebra.name, ...figures, residual(a, x, b).toExponential(0)].join(" | ")} |`);
}

printHeader("linear algebra", { lambda: LAMBDA });
console.log("| what | backend | seconds | of processor time | 10⁹ operations/s | residual |");
console.log("| --- | --- | --- | --- | --- | --- |");
for (const backend of backends) {
  const algebra = await opened(backend);
  if (!algebra) continue;
  if (values.solve) {
    const [size, columns] = [10_248, 3_416];
    await measure("solve 10,248 × 3,416", algebra, 1, regularisedGram(size), someNumbers(size, columns));
  } else {
    for (const size of [1_000, 3_500]) await measure(`invert ${size}`, algebra, ROUNDS, regularisedGram(size));
  }
  await algebra.close();
}
