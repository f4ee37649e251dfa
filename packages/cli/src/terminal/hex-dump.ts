const PER_LINE = 16;
const MOST_LINES = 16;

/** The first bytes, sixteen a line, with what they are as ASCII beside them. */
export function hexDump(bytes: Uint8Array): string[] {
  const lines: string[] = [];
  for (let from = 0; from < bytes.length && lines.length < MOST_LINES; from += PER_LINE) {
    const part = [...bytes.subarray(from, from + PER_LINE)];
    const hex = part.map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
    const text = part.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : ".")).join("");
    lines.push(`${from.toString(16).padStart(6, "0")}  ${hex.padEnd(PER_LINE * 3 - 1)}  ${text}`);
  }
  const left = bytes.length - lines.length * PER_LINE;
  return left > 0 ? [...lines, `… ${left.toLocaleString("en")} more bytes; --json has them all`] : lines;
}
