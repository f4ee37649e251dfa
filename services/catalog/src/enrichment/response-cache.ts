import { createHash, randomUUID } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** A reply as it was kept. */
export type KeptReply = Readonly<{
  status: 200 | 404;
  body: unknown;
  etag: string | null;
  /** When it was last known to hold; milliseconds since 1970. */
  storedAt: number;
}>;

export interface ResponseCache {
  get(key: string): Promise<KeptReply | undefined>;
  put(key: string, reply: KeptReply): Promise<void>;
}

/** Replies in files of a folder, which is made when missing; without a folder nothing is kept. */
export function openResponseCache(folder: string | undefined): ResponseCache {
  if (folder === undefined) return { get: async () => undefined, put: async () => {} };
  const fileOf = (key: string) => {
    const name = createHash("sha256").update(key).digest("hex");
    return join(folder, name.slice(0, 2), `${name}.json`);
  };
  return {
    async get(key) {
      try {
        return JSON.parse(await readFile(fileOf(key), "utf8")) as KeptReply;
      } catch {
        // Not there, or torn: asking again is the cure for both.
        return undefined;
      }
    },
    async put(key, reply) {
      const file = fileOf(key);
      const draft = `${file}.${randomUUID()}`;
      await mkdir(dirname(file), { recursive: true });
      await writeFile(draft, JSON.stringify(reply));
      await rename(draft, file);
    },
  };
}
