import { randomUUIDv7 } from "node:crypto";
import type { Scope, ServiceKey } from "@projectionist/contracts";
import { ProblemError } from "@projectionist/service-kit";
import { VersionConflictError, type Stored } from "@projectionist/stores";
import { hashOfSecret, newSecret } from "../secrets.ts";
import { serviceKeyOf, type KeyDocument, type KeyDocuments } from "./key-document.ts";

const PREFIX = "pk_";
const USE_NOTED_EVERY_MS = 60_000;
const PAGE = 1_000;

type Grant = Readonly<{ name: string; scopes: readonly Scope[] }>;

export interface ServiceKeys {
  /** Makes a key; `key` is the only time that its secret is told. */
  create(grant: Grant): Promise<ServiceKey & { key: string }>;
  /** Sees to it that this very key exists under the id, with this name and these scopes. Repeating it changes nothing. */
  ensure(id: string, grant: Grant, key: string): Promise<void>;
  /** All keys, the oldest first. */
  list(): Promise<ServiceKey[]>;
  /** @throws {ProblemError} `key-not-found` */
  remove(id: string): Promise<void>;
  /** The key that this secret is of, noting its use to the minute. @throws {ProblemError} `api-key-invalid` */
  recognize(key: string): Promise<ServiceKey>;
}

export function createServiceKeys(documents: KeyDocuments, now: () => number): ServiceKeys {
  async function noteUse({ id, version, value }: Stored<KeyDocument>): Promise<void> {
    if (value.lastUsedAt !== null && now() - value.lastUsedAt < USE_NOTED_EVERY_MS) return;
    try {
      await documents.put(id, { ...value, lastUsedAt: now() }, { expectedVersion: version });
    } catch (error) {
      // Another use was noted at the same time, or the key was removed: either is as good.
      if (!(error instanceof VersionConflictError)) throw error;
    }
  }

  return {
    async create({ name, scopes }) {
      const key = `${PREFIX}${newSecret()}`;
      const id = `key-${randomUUIDv7()}`;
      const document = { name, scopes, hash: hashOfSecret(key), createdAt: now(), lastUsedAt: null };
      await documents.put(id, document, { expectedVersion: "absent" });
      return { ...serviceKeyOf(id, document), key };
    },

    async ensure(id, { name, scopes }, key) {
      const stored = (await documents.get(id))?.value;
      const hash = hashOfSecret(key);
      if (stored?.hash === hash && stored.name === name && stored.scopes.join() === scopes.join()) return;
      await documents.put(id, { name, scopes, hash, createdAt: now(), lastUsedAt: null });
    },

    async list() {
      const keys: ServiceKey[] = [];
      for (let cursor: string | undefined, first = true; first || cursor; first = false) {
        const sort = { by: "createdAt", direction: "asc" } as const;
        const page = await documents.find({ sort, limit: PAGE, ...(cursor ? { cursor } : {}) });
        keys.push(...page.items.map(({ id, value }) => serviceKeyOf(id, value)));
        cursor = page.nextCursor;
      }
      return keys;
    },

    async remove(id) {
      if (!(await documents.delete(id))) throw new ProblemError("key-not-found");
    },

    async recognize(key) {
      const { items } = await documents.find({ where: { hash: hashOfSecret(key) }, limit: 1 });
      const [stored] = items;
      if (!stored) throw new ProblemError("api-key-invalid");
      await noteUse(stored);
      return serviceKeyOf(stored.id, stored.value);
    },
  };
}
