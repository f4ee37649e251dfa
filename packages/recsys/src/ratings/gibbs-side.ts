import type { Random } from "../random.ts";

/** One factor of one side: each one's own number, and what those who met it add to it. */
export type Coefficients = Readonly<{
  own: Float64Array;
  /** Of the other side: what each adds to those that it met. */
  implicit: Float64Array;
  /** Own plus the implicit parts, by the root of how many there are. */
  total: Float64Array;
}>;

export type Draw = Readonly<{
  /** What is left of each rating; kept up to date by drawing. */
  errors: Float64Array;
  /** Of the noise of ratings. */
  precision: number;
  random: Random;
}>;

/** Users, or films, as the one side of ratings: draws its coefficients while the other side holds still. */
export interface Side {
  coefficients(start?: () => number): Coefficients;
  /** Draws one factor anew, given the other side's totals of it. */
  draw(coefficients: Coefficients, others: Float64Array, draw: Draw): void;
}

/** A side of `count` from the columns of ratings, against `otherCount` others. */
export function createSide(ones: Int32Array, others: Int32Array, count: number, otherCount: number): Side {
  const [own, met] = [grouped(ones, others, count), grouped(others, ones, otherCount)];
  const scales = Float64Array.from(
    { length: count },
    (_, i) => 1 / Math.sqrt(Math.max(1, own.starts[i + 1]! - own.starts[i]!)),
  );
  const [squares, pulls, shifts] = [new Float64Array(count), new Float64Array(count), new Float64Array(count)];

  const drawOwn = ({ own: numbers, total }: Coefficients, x: Float64Array, { errors, precision, random }: Draw) => {
    const prior = priorOf(numbers);
    for (let i = 0; i < count; i++) {
      let [square, pull] = [0, 0];
      for (let k = own.starts[i]!; k < own.starts[i + 1]!; k++) {
        const factor = x[own.partners[k]!]!;
        square += factor * factor;
        pull += factor * errors[own.rows[k]!]!;
      }
      const certainty = precision * square + prior.precision;
      const centre = (precision * (pull + square * numbers[i]!) + prior.precision * prior.mean) / certainty;
      const change = centre + random.normal() / Math.sqrt(certainty) - numbers[i]!;
      numbers[i]! += change;
      total[i]! += change;
      shifts[i] = change;
      squares[i] = square;
      pulls[i] = pull - square * change;
    }
  };

  const drawImplicit = ({ implicit, total }: Coefficients, { precision, random }: Draw) => {
    const prior = priorOf(implicit);
    for (let j = 0; j < otherCount; j++) {
      let [square, pull] = [0, 0];
      for (let k = met.starts[j]!; k < met.starts[j + 1]!; k++) {
        const i = met.partners[k]!;
        square += scales[i]! * scales[i]! * squares[i]!;
        pull += scales[i]! * pulls[i]!;
      }
      const certainty = precision * square + prior.precision;
      const centre = (precision * (pull + square * implicit[j]!) + prior.precision * prior.mean) / certainty;
      const change = centre + random.normal() / Math.sqrt(certainty) - implicit[j]!;
      implicit[j]! += change;
      for (let k = met.starts[j]!; k < met.starts[j + 1]!; k++) {
        const i = met.partners[k]!;
        const shift = scales[i]! * change;
        pulls[i]! -= squares[i]! * shift;
        total[i]! += shift;
        shifts[i]! += shift;
      }
    }
  };

  const moveErrors = (x: Float64Array, errors: Float64Array) => {
    for (let i = 0; i < count; i++)
      for (let k = own.starts[i]!; k < own.starts[i + 1]!; k++)
        errors[own.rows[k]!]! -= x[own.partners[k]!]! * shifts[i]!;
  };

  return {
    coefficients(start = () => 0) {
      const numbers = Float64Array.from({ length: count }, start);
      return { own: numbers, implicit: new Float64Array(otherCount), total: numbers.slice() };
    },
    draw(coefficients, x, draw) {
      drawOwn(coefficients, x, draw);
      drawImplicit(coefficients, draw);
      moveErrors(x, draw.errors);
    },
  };
}

/** The rows of each one, with whom it met there. */
function grouped(ones: Int32Array, others: Int32Array, count: number) {
  const starts = new Int32Array(count + 1);
  for (const one of ones) starts[one + 1]!++;
  for (let i = 0; i < count; i++) starts[i + 1]! += starts[i]!;
  const next = starts.slice();
  const [rows, partners] = [new Int32Array(ones.length), new Int32Array(ones.length)];
  for (let row = 0; row < ones.length; row++) {
    const place = next[ones[row]!]!++;
    rows[place] = row;
    partners[place] = others[row]!;
  }
  return { starts, rows, partners };
}

/** The normal distribution that numbers like these come from: its mean and precision, held back by one number of variance 1. */
function priorOf(numbers: Float64Array): Readonly<{ mean: number; precision: number }> {
  let sum = 0;
  for (const number of numbers) sum += number;
  const mean = sum / (numbers.length + 1);
  let squares = 1;
  for (const number of numbers) squares += (number - mean) ** 2;
  return { mean, precision: (1 + numbers.length) / squares };
}
