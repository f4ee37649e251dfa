import type { Scope, ServiceKey } from "@projectionist/contracts";
import type { Collection, CollectionDefinition, Documents } from "@projectionist/stores";

/** A service key without its secret. Times in milliseconds since 1970. */
export type KeyDocument = Readonly<{
  name: string;
  scopes: readonly Scope[];
  /** SHA-256 of the key, base64url. */
  hash: string;
  createdAt: number;
  lastUsedAt: number | null;
}>;

export type KeyDocuments = Collection<KeyDocument>;

const definition: CollectionDefinition<KeyDocument> = {
  name: "serviceKeys",
  indexes: [["createdAt"]],
  unique: [["hash"]],
};

export function openKeyDocuments(documents: Documents): Promise<KeyDocuments> {
  return documents.collection(definition);
}

/** The key as administrators see it. */
export function serviceKeyOf(id: string, { name, scopes, createdAt, lastUsedAt }: KeyDocument): ServiceKey {
  return {
    id,
    name,
    scopes: [...scopes],
    createdAt: new Date(createdAt).toISOString(),
    lastUsedAt: lastUsedAt === null ? null : new Date(lastUsedAt).toISOString(),
  };
}
