import { decodePosition } from "@projectionist/contracts";
import type { StoredArtefact } from "../models/artefact.ts";
import { erasuresOf } from "./statistics-keeper.ts";

/** With fewer films in all histories nothing is trained by itself. */
export const FEWEST_SIGNALS = 1_000;
/** So many records of the log must be new, and this share of those that the model reflects. */
const FEWEST_RECORDS = 1_000;
const SHARE = 0.01;

/** Whether a model was trained from signals of somebody who has been erased since. */
export function holdsErased(model: Pick<StoredArtefact, "position">, checkpoint: StoredArtefact): boolean {
  const position = decodePosition(model.position);
  if (position?.epoch !== decodePosition(checkpoint.position)?.epoch) return true;
  for (const [partition, erasedAt] of erasuresOf(checkpoint))
    if (erasedAt > (position?.offsets.get(partition) ?? -1)) return true;
  return false;
}

/** Why nothing needs to be trained from a checkpoint, given the model in use; undefined where it is due. */
export function whyNotDue(checkpoint: StoredArtefact, inUse: StoredArtefact | undefined): string | undefined {
  const signals = Number(checkpoint.metrics["signals"] ?? 0);
  if (inUse && holdsErased(inUse, checkpoint)) return undefined;
  if (signals < FEWEST_SIGNALS) return `${signals} signals count, fewer than ${FEWEST_SIGNALS}`;
  if (!inUse) return undefined;
  const known = recordsOf(inUse);
  const fresh = recordsOf(checkpoint) - known;
  const needed = Math.max(FEWEST_RECORDS, Math.ceil(known * SHARE));
  return fresh < needed ? `${fresh} records are new since the model in use, fewer than ${needed}` : undefined;
}

function recordsOf({ position }: StoredArtefact): number {
  return [...(decodePosition(position)?.offsets.values() ?? [])].reduce((sum, offset) => sum + offset + 1, 0);
}
