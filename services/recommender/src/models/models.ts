import type { Artefact, StoredArtefact } from "./artefact.ts";

/** `models`: what is served. `checkpoints`: what models are trained from, which their owner goes on with. */
export type ArtefactKind = "models" | "checkpoints";

/**
 * Versioned artefacts, for all instances of the recommender. What is stored is never changed: a version is written once,
 * whole or not at all, and read until it is removed.
 */
export interface Models {
  /** Stores the artefact and resolves once it is durable and can be read everywhere. */
  write(kind: ArtefactKind, artefact: Artefact): Promise<StoredArtefact>;

  /**
   * A version with its numbers, whose checksum was verified.
   * @throws {ArtefactMissingError} there is none
   * @throws {ArtefactDamagedError} what is stored is not what was written
   */
  read(kind: ArtefactKind, version: string): Promise<Readonly<{ artefact: Artefact; stored: StoredArtefact }>>;

  /** What there is, the newest version first, without the numbers. What cannot be read as an artefact is left out. */
  list(kind: ArtefactKind): Promise<readonly StoredArtefact[]>;

  /** Deletes a version; false when there is none. Whoever has read it keeps what was read. */
  remove(kind: ArtefactKind, version: string): Promise<boolean>;
}

export class ArtefactMissingError extends Error {
  constructor(version: string) {
    super(`there is no version ${version}`);
    this.name = "ArtefactMissingError";
  }
}
