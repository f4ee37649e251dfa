import {
  deadLetterOperations as operations,
  deadLetterSources,
  type DeadLetterSource,
  type DeadLetterView,
} from "@projectionist/contracts";
import { ProblemError, route } from "@projectionist/service-kit";
import type { FastifyInstance } from "fastify";
import type { LetterBox } from "./letter-box.ts";
import type { DeadLetter } from "./letters.ts";
import { readLetter, type ResolveLetter } from "./resolve-letter.ts";

export type DeadLetterDeps = Readonly<{ letterBox: LetterBox; resolveLetter: ResolveLetter }>;

type Place = Readonly<{ topic: DeadLetterSource; partition: number; offset: number }>;

/** Dead letters, for operators. */
export function deadLetterRoutes(app: FastifyInstance, { letterBox, resolveLetter }: DeadLetterDeps): void {
  route(app, operations.listDeadLetters, async ({ query: { topic, state, limit = 50, cursor } }) => {
    const read = await Promise.all((topic ? [topic] : deadLetterSources).map((one) => letterBox.read(one)));
    const letters = read.flatMap((one) => one.all()).toSorted(latestFirst);
    const open = letters.filter(({ resolution }) => resolution === null).length;
    const wanted = behind(letters, cursor).filter(
      ({ resolution }) => state === undefined || (state === "open") === (resolution === null),
    );
    const items = wanted.slice(0, limit);
    const last = wanted.length > limit ? items.at(-1) : undefined;
    const notHeld = read.reduce((sum, one) => sum + one.notHeld, 0);
    return {
      status: 200,
      body: {
        items: items.map(viewOf),
        ...(last ? { nextCursor: cursorOf(last) } : {}),
        counts: { open, resolved: letters.length - open, notHeld },
      },
    };
  });

  route(app, operations.getDeadLetter, async ({ params }) => {
    const letter = await find(params);
    const bytes = Buffer.from(letter.value);
    const content = { headers: letter.headers, text: bytes.toString(), base64: bytes.toString("base64") };
    return { status: 200, body: { ...viewOf(letter), ...content, ...readLetter(letter) } };
  });

  route(app, operations.replayDeadLetter, async ({ params, query: { dryRun = false }, principal }) => {
    const letter = await findOpen(params);
    const { reason } = readLetter(letter);
    if (reason !== null)
      throw new ProblemError("dead-letter-unreadable", {
        detail: `It would be put aside again (${reason}): replay it once a version runs that can read it, or drop it.`,
      });
    if (dryRun) return { status: 200, body: { dryRun, letter: viewOf(letter) } };
    const resolution = await resolveLetter.replay(letter, principal?.id ?? "");
    return { status: 200, body: { dryRun, letter: viewOf({ ...letter, resolution }) } };
  });

  route(app, operations.dropDeadLetter, async ({ params, query: { dryRun = false }, principal }) => {
    const letter = await findOpen(params);
    if (dryRun) return { status: 200, body: { dryRun, letter: viewOf(letter) } };
    const resolution = await resolveLetter.drop(letter, principal?.id ?? "");
    return { status: 200, body: { dryRun, letter: viewOf({ ...letter, resolution }) } };
  });

  async function find({ topic, partition, offset }: Place): Promise<DeadLetter> {
    const letter = (await letterBox.read(topic)).find(partition, offset);
    if (!letter) throw new ProblemError("dead-letter-not-found");
    return letter;
  }

  async function findOpen(place: Place): Promise<DeadLetter> {
    const letter = await find(place);
    if (letter.resolution === null) return letter;
    const { kind, at, by } = letter.resolution;
    const detail = `It was ${kind} at ${new Date(at).toISOString()}${by ? ` by ${by}` : ""}: there is nothing left to do.`;
    throw new ProblemError("dead-letter-resolved", { detail });
  }
}

function viewOf({ value, headers: _headers, resolution, ...letter }: DeadLetter): DeadLetterView {
  return {
    ...letter,
    groups: [...letter.groups],
    bytes: value.length,
    buriedAt: new Date(letter.buriedAt).toISOString(),
    resolution: resolution && { ...resolution, at: new Date(resolution.at).toISOString() },
  };
}

/** What stands behind the letter that a page ended with. @throws {ProblemError} `malformed-cursor` */
function behind(letters: readonly DeadLetter[], cursor: string | undefined): readonly DeadLetter[] {
  if (cursor === undefined) return letters;
  const index = letters.findIndex((letter) => cursorOf(letter) === cursor);
  if (index < 0) throw new ProblemError("malformed-cursor");
  return letters.slice(index + 1);
}

function latestFirst(a: DeadLetter, b: DeadLetter): number {
  return b.buriedAt - a.buriedAt || (cursorOf(a) < cursorOf(b) ? -1 : 1);
}

function cursorOf({ topic, partition, offset }: Place): string {
  return Buffer.from(`${topic}/${partition}/${offset}`).toString("base64url");
}
