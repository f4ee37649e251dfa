const LARGEST = 127;

/** Rows of numbers as 8-bit ones and a scale for each row. */
export function quantise(rows: Float32Array, width: number): { rows: Int8Array; scales: Float32Array } {
  const scales = new Float32Array(rows.length / width);
  const small = new Int8Array(rows.length);
  for (let row = 0; row < scales.length; row++) {
    const values = rows.subarray(row * width, (row + 1) * width);
    const scale = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0) / LARGEST;
    scales[row] = scale;
    for (const [i, value] of values.entries()) small[row * width + i] = scale === 0 ? 0 : Math.round(value / scale);
  }
  return { rows: small, scales };
}
