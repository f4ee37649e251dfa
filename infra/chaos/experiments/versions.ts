import { isDeepStrictEqual } from "node:util";
import type { LogRecord } from "@projectionist/bus";
import { recordOf, type DomainEvent } from "@projectionist/contracts";
import type { Random } from "@projectionist/simulation";
import { openArena } from "../arena.ts";
import type { Experiment } from "../experiment.ts";
import { readAll } from "../load/read-all.ts";
import { asKnownBy, releases, type Release } from "../schemas/releases.ts";

const EVENTS_PER_RELEASE = 1_000;
/** Little work: the short form does half of it. */
const SHORTEST = 0.5;
const TOPIC = "activity.signals";
const APPENDED_AT_ONCE = 100;

export const versions: Experiment = {
  name: "versions",
  guarantees: ["G9"],
  promise: "three releases write their versions of the schemas into one log, and each reads what all have written",
  control: "records are read with the reader's own schema alone",
  engines: ["embedded"],
  async run({ random, engines, share, protection, say }) {
    const arena = await openArena(engines);
    try {
      const perRelease = Math.round(EVENTS_PER_RELEASE * Math.max(share, SHORTEST));
      const written = mixed(perRelease, random);
      for (let at = 0; at < written.length; at += APPENDED_AT_ONCE) {
        const some = written.slice(at, at + APPENDED_AT_ONCE);
        await arena.log.append(
          some.map(({ event, release }) => ({ ...envelope(event), value: release.codec.encode(event) })),
        );
      }
      const records = await readAll(arena.log, TOPIC);
      const byId = new Map(written.map((each) => [each.event.eventId, each]));
      let older = 0;
      let newer = 0;
      const differences = releases.flatMap((reader) =>
        records.flatMap((record) => {
          const { event, release } = byId.get(record.headers["event-id"]!)!;
          if (release.version < reader.version) older++;
          if (release.version > reader.version) newer++;
          const outcome = read(reader, record, protection);
          if (isDeepStrictEqual(outcome, asKnownBy(reader.version, event))) return [];
          return `written by ${release.version}, read by ${reader.version}: ${JSON.stringify(outcome)}`;
        }),
      );
      say(`${records.length} records of three releases, each read by three`);
      return {
        faults: { "records read that an older release wrote": older, "that a newer one wrote": newer },
        sent: written.length,
        acked: records.length,
        unknown: 0,
        differences,
      };
    } finally {
      await arena.close();
    }
  },
};

type Written = Readonly<{ event: DomainEvent; release: Release }>;

/** So many events of each release, as they come while one release takes over from another and goes back. */
function mixed(perRelease: number, random: Random): Written[] {
  return Array.from({ length: perRelease * releases.length }, (_, n) => {
    const release = releases[n % releases.length]!;
    return { release, event: eventOf(n, release.version, random) };
  });
}

function eventOf(n: number, version: number, random: Random): DomainEvent {
  const event = {
    eventId: `e${n}`,
    userId: `u${random.below(50)}`,
    occurredAt: Date.UTC(2026, 0, 1) + n,
    movieId: `m${random.below(50)}`,
    recommendationId: random.chance(0.5) ? `r${n}` : null,
    ...(version === 3 ? { device: random.chance(0.5) ? "television" : "telephone" } : {}),
  };
  if (random.chance(0.5)) {
    const place = version === 2 ? { surface: random.chance(0.5) ? "home" : null } : {};
    return { type: "MovieRated", ...event, rating: (1 + random.below(10)) / 2, ...place };
  }
  const feedback = version > 1 && random.chance(0.5) ? "adored" : "liked";
  return { type: "FeedbackGiven", ...event, feedback } as DomainEvent;
}

/** Where an event goes, whatever its version. */
function envelope({ eventId, occurredAt, ...event }: DomainEvent) {
  const userId = "userId" in event ? event.userId : "";
  return recordOf({ type: "ViewerErased", eventId, occurredAt, userId });
}

function read(reader: Release, { value, topic }: LogRecord, protection: boolean): object {
  try {
    return protection ? reader.codec.decode(value, topic) : reader.decodeAlone(value);
  } catch (error) {
    return { refused: (error as Error).message };
  }
}
