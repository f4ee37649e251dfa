import type { Collection, CollectionDefinition, Documents } from "@projectionist/stores";

/**
 * A login: the family of all refresh tokens that follow from it, of which only the last is good. Its id is random and
 * known to its owner alone. Times in milliseconds since 1970.
 */
export type SessionDocument = Readonly<{
  userId: string;
  /** SHA-256 of the refresh token that is good now, base64url. */
  tokenHash: string;
  createdAt: number;
  expiresAt: number;
}>;

export type SessionDocuments = Collection<SessionDocument>;

const definition: CollectionDefinition<SessionDocument> = { name: "sessions", indexes: [["userId"], ["expiresAt"]] };

export function openSessionDocuments(documents: Documents): Promise<SessionDocuments> {
  return documents.collection(definition);
}
