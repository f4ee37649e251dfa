import type { DeadLetterSource, DeadLetterView } from "@projectionist/contracts";
import type { Gateway } from "@projectionist/import";
import type { ListOptions } from "../commands/dlq.ts";
import { openTarget, type Target } from "../gateway/target.ts";
import type { Surroundings } from "../surroundings.ts";
import { hexDump } from "../terminal/hex-dump.ts";
import { printable, shortened, timeText } from "../terminal/printable.ts";
import { table, textOf } from "../terminal/table.ts";

export type Place = Readonly<{ topic: DeadLetterSource; partition: number; offset: number }>;

const PAGE = 1_000;
const LABEL_WIDTH = 12;

/** How a letter is named on the command line. */
export function nameOf({ topic, partition, offset }: Place): string {
  return `${topic}/${partition}/${offset}`;
}

/** Up to `limit` letters, the latest first, and how many there are. */
export async function readLetters(
  gateway: Gateway,
  { topic, state, limit }: Readonly<{ topic?: DeadLetterSource; state: "open" | "resolved" | "all"; limit: number }>,
) {
  const items: DeadLetterView[] = [];
  let cursor: string | undefined;
  for (;;) {
    const query = {
      limit: Math.min(PAGE, limit - items.length),
      ...(topic === undefined ? {} : { topic }),
      ...(state !== "all" ? { state } : {}),
      ...(cursor === undefined ? {} : { cursor }),
    };
    const page = await gateway.call((client) => client.GET("/v1/ops/dead-letters", { params: { query } }));
    items.push(...page.items);
    cursor = page.nextCursor;
    if (cursor === undefined || items.length >= limit) return { items, counts: page.counts };
  }
}

/** `dlq list`. */
export async function listLetters(options: ListOptions, surroundings: Surroundings): Promise<void> {
  const { stdout } = surroundings;
  const { items, counts } = await readLetters(openTarget(options, surroundings), options);
  if (options.json) {
    stdout.write(`${JSON.stringify({ items, counts }, null, 2)}\n`);
    return;
  }
  if (items.length > 0) {
    const rows = items.map((letter) => [
      nameOf(letter),
      timeText(letter.buriedAt),
      shortened(printable(letter.key), 24),
      letter.bytes,
      letter.resolution?.kind ?? "open",
      shortened(printable(letter.error), 60),
    ]);
    stdout.write(`${table(["letter", "put aside", "key", "bytes", "state", "why"], rows)}\n\n`);
  }
  const { open, resolved, notHeld } = counts;
  const more = notHeld > 0 ? ` ${textOf(notHeld)} older ones are too many to be listed.` : "";
  stdout.write(`${textOf(open)} open, ${textOf(resolved)} replayed or dropped.${more}\n`);
}

/** `dlq show`. */
export async function showLetter(
  place: Place,
  options: Target & Readonly<{ json?: boolean }>,
  surroundings: Surroundings,
): Promise<void> {
  const { stdout } = surroundings;
  const gateway = openTarget(options, surroundings);
  const letter = await gateway.call((client) =>
    client.GET("/v1/ops/dead-letters/{topic}/{partition}/{offset}", { params: { path: place } }),
  );
  if (options.json) {
    stdout.write(`${JSON.stringify(letter, null, 2)}\n`);
    return;
  }
  const headers = Object.entries(letter.headers).map(([name, value]) => `${printable(name)}: ${printable(value)}`);
  const readable =
    letter.reason === null ? "yes: `dlq replay` appends it once more" : `no: ${printable(letter.reason)}`;
  const event = letter.event === null ? [] : JSON.stringify(letter.event, null, 2).split("\n").map(printable);
  const by = letter.groups.length > 0 ? ` by ${letter.groups.join(", ")}` : "";
  const parts: (readonly [string, readonly string[]])[] = [
    ["state", [stateOf(letter)]],
    ["put aside", [`${timeText(letter.buriedAt)}${by}`]],
    ["why", [printable(letter.error)]],
    ["readable now", [readable]],
    ["replay of", letter.replayOf === null ? [] : [printable(letter.replayOf)]],
    ["key", [printable(letter.key) || "(none)"]],
    ["schema", letter.schemaId === null ? [] : [String(letter.schemaId)]],
    ["headers", headers],
    ["event", event],
    ["value", letter.bytes === 0 ? ["(empty)"] : hexDump(Buffer.from(letter.base64, "base64"))],
  ];
  stdout.write(`${nameOf(place)}\n`);
  for (const [label, lines] of parts) {
    for (const [index, line] of lines.entries()) {
      stdout.write(`  ${(index === 0 ? label : "").padEnd(LABEL_WIDTH)}  ${line}\n`);
    }
  }
}

/** `open`, or what was done, when and by whom. */
export function stateOf({ resolution }: DeadLetterView): string {
  if (resolution === null) return "open";
  const { kind, at, by, replayedTo } = resolution;
  return `${kind}${replayedTo === null ? "" : ` to ${replayedTo}`} at ${timeText(at)}${by ? ` by ${by}` : ""}`;
}
