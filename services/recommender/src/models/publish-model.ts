import { randomUUIDv7 } from "node:crypto";
import type { EventLog } from "@projectionist/bus";
import type { ModelPublished, ModelWithdrawn } from "@projectionist/contracts";
import { publish } from "@projectionist/service-kit";
import type { Facts, StoredArtefact } from "./artefact.ts";

/** The one model that the recommender serves, with all its heads; the key of its records in `recommender.models`. */
export const MODEL_NAME = "recommender";

/** Which version is to be served, and since when. */
export type PublishedModel = Readonly<{
  version: string;
  /** The checksum of the artefact that was meant. */
  sha256: string;
  metrics: Facts;
  /** What was served before, which a rollback goes back to. */
  replaces: string | null;
  /** Milliseconds since 1970. */
  publishedAt: number;
}>;

/** Says to all instances that this version is to be served from now on. */
export async function publishModel(
  log: EventLog,
  { version, sha256, metrics }: StoredArtefact,
  { replaces, now }: Readonly<{ replaces: string | null; now: number }>,
): Promise<PublishedModel> {
  const event: ModelPublished = {
    type: "ModelPublished",
    eventId: randomUUIDv7(),
    occurredAt: now,
    model: MODEL_NAME,
    version,
    artefact: `sha256:${sha256}`,
    metrics: JSON.stringify({ ...metrics, replaces }),
  };
  await publish(log, [event]);
  return publishedOf(event);
}

/** What an event of {@link publishModel} says. */
export function publishedOf({ version, artefact, metrics: text, occurredAt }: ModelPublished): PublishedModel {
  const { replaces = null, ...metrics } = factsOf(text) as Facts & { replaces?: string | null };
  return { version, sha256: artefact.replace(/^sha256:/, ""), metrics, replaces, publishedAt: occurredAt };
}

/** That nothing is to be served, and since when. */
export type WithdrawnModel = Readonly<{
  /** What was served before. */
  version: string;
  /** Milliseconds since 1970. */
  withdrawnAt: number;
}>;

/** Says to all instances that this version, and any other, is not to be served until one is published. */
export async function withdrawModel(log: EventLog, version: string, now: number): Promise<void> {
  const event = {
    type: "ModelWithdrawn",
    eventId: randomUUIDv7(),
    occurredAt: now,
    model: MODEL_NAME,
    version,
  } as const;
  await publish(log, [event]);
}

/** What an event of {@link withdrawModel} says. */
export function withdrawnOf({ version, occurredAt }: ModelWithdrawn): WithdrawnModel {
  return { version, withdrawnAt: occurredAt };
}

function factsOf(text: string): Facts {
  try {
    return JSON.parse(text) as Facts;
  } catch {
    return {};
  }
}
