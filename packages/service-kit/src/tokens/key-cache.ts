import { signingKeys, type JsonWebKeySet, type PublicKey } from "./json-web-key-set.ts";

const PAUSE_MS = 30_000;
const PAUSE_AFTER_FAILURE_MS = 1_000;
const MAX_AGE_MS = 600_000;

export interface KeyCache<T> {
  /** The key of that id; undefined for an unknown one. */
  find(this: void, kid: string): Promise<T | undefined>;
  /** Resolves once a key set was got, asking for it where none was. Rejects when that fails. */
  known(this: void): Promise<void>;
}

/**
 * Finds a key by its id, made into what `use` makes of it. Asks for the key set at the first call, for an unknown id at
 * most once per 30 s (once per second while asking fails) and when what it knows is 10 minutes old; calls at the same
 * time share one question. Rejects only when no key set was ever got.
 */
export function createKeyCache<T>(keySet: () => Promise<JsonWebKeySet>, use: (key: PublicKey) => T): KeyCache<T> {
  let keys: Map<string, T> | undefined;
  let readAt = -Infinity;
  let askAgainAt = -Infinity;
  let asking: Promise<void> | undefined;
  let failure: unknown;

  async function ask(): Promise<void> {
    try {
      const set = await keySet();
      keys = new Map(signingKeys(set).map((key) => [key.kid, use(key)]));
      readAt = performance.now();
      askAgainAt = readAt + PAUSE_MS;
    } catch (error) {
      failure = error;
      askAgainAt = performance.now() + PAUSE_AFTER_FAILURE_MS;
    }
  }

  /** The keys, after asking for them where they want and it is time to. */
  async function current(wanting: boolean): Promise<Map<string, T>> {
    if (wanting && (asking || performance.now() >= askAgainAt)) {
      asking ??= ask().finally(() => {
        asking = undefined;
      });
      await asking;
    }
    if (!keys) throw failure;
    return keys;
  }

  return {
    async find(kid) {
      const wanting = keys === undefined || !keys.has(kid) || performance.now() - readAt > MAX_AGE_MS;
      return (await current(wanting)).get(kid);
    },
    async known() {
      await current(keys === undefined);
    },
  };
}
