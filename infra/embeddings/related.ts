import { stem, stopWords } from "@projectionist/recsys";

/** So many for each word at most, and only those at least so near. */
const MOST = 8;
const LEAST = 0.5;
const word = /^[a-z]{3,}$/;

/** For each token the tokens that are words and mean nearly the same, without other forms of the word itself. */
export function relatedTokens(
  tokens: readonly string[],
  vectors: Float32Array,
  onProgress: (done: number, total: number) => void,
): { relatedCounts: Uint8Array; related: Uint16Array; nearness: Uint8Array } {
  const width = vectors.length / tokens.length;
  const chosen = Array.from(tokens.keys()).filter(
    (token) => word.test(tokens[token]!) && !stopWords.has(tokens[token]!),
  );
  const stems = chosen.map((token) => stem(tokens[token]!));
  const rows = unitRows(chosen, vectors, width);
  const lists: { at: number; cosine: number }[][] = chosen.map(() => []);
  for (let a = 0; a < chosen.length; a++) {
    for (let b = 0; b < a; b++) {
      let cosine = 0;
      for (let i = 0, p = a * width, q = b * width; i < width; i++, p++, q++) cosine += rows[p]! * rows[q]!;
      if (cosine < LEAST || stems[a] === stems[b]) continue;
      lists[a]!.push({ at: b, cosine });
      lists[b]!.push({ at: a, cosine });
    }
    if (a % 100 === 0) onProgress(a, chosen.length);
  }
  const relatedCounts = new Uint8Array(tokens.length);
  const [related, nearness]: [number[], number[]] = [[], []];
  for (const [at, list] of lists.entries()) {
    const nearest = list.sort((x, y) => y.cosine - x.cosine || x.at - y.at).slice(0, MOST);
    relatedCounts[chosen[at]!] = nearest.length;
    for (const other of nearest) {
      related.push(chosen[other.at]!);
      nearness.push(Math.round(other.cosine * 255));
    }
  }
  return { relatedCounts, related: Uint16Array.from(related), nearness: Uint8Array.from(nearness) };
}

function unitRows(chosen: readonly number[], vectors: Float32Array, width: number): Float32Array {
  const rows = new Float32Array(chosen.length * width);
  for (const [at, token] of chosen.entries()) {
    const row = vectors.subarray(token * width, (token + 1) * width);
    const length = Math.hypot(...row) || 1;
    for (let i = 0; i < width; i++) rows[at * width + i] = row[i]! / length;
  }
  return rows;
}
