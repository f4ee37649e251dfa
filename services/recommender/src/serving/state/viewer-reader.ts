import { LRUCache } from "lru-cache";
import type { Catalog } from "../../catalog-copy/catalog-copy.ts";
import { viewerOfProfile, type Viewer } from "../viewer.ts";
import type { SignalReader } from "./signal-reader.ts";

/** Of 165 films each, 50 kB with what is found in their histories. */
const VIEWERS = 2_000;

type Remembered = Readonly<{ version: number; revision: number; viewer: Viewer }>;

/**
 * Reads viewers as they stand now. One who comes back with nothing told since is the same object, so that what is made of
 * nothing but a viewer can be remembered with him.
 */
export function createViewerReader(
  reader: Pick<SignalReader, "profile" | "profileVersion">,
  catalog: Catalog,
): (userId: string) => Promise<Viewer> {
  const remembered = new LRUCache<string, Remembered>({ max: VIEWERS });
  return async (userId) => {
    // Asked before reading: what is read may be newer, never older.
    const version = reader.profileVersion(userId);
    const revision = catalog.revision();
    const known = remembered.get(userId);
    if (known && known.version === version && known.revision === revision) return known.viewer;
    const viewer = viewerOfProfile(await reader.profile(userId), catalog);
    if (version !== undefined && catalog.revision() === revision) remembered.set(userId, { version, revision, viewer });
    return viewer;
  };
}
