import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import type { Archive, Member } from "./archive.ts";
import { isGzip, memberNames } from "./member-names.ts";
import { gunzipWithin } from "./unpack-limits.ts";

/** A folder as an archive: its files and those of its folders, one level down. */
export async function openFolder(path: string): Promise<Archive> {
  const { topFolder, names } = memberNames(await filesOf(path, 1));
  return {
    path,
    label: topFolder ?? basename(resolve(path)),
    members: new Map(names.entries().map(([name, file]) => [name, memberOf(path, file)])),
    close: async () => {},
  };
}

async function filesOf(folder: string, depth: number): Promise<string[]> {
  const found: string[] = [];
  for (const name of await readdir(folder)) {
    const entry = await stat(join(folder, name)).catch(() => undefined);
    if (entry?.isFile()) found.push(name);
    if (entry?.isDirectory() && depth > 0)
      found.push(...(await filesOf(join(folder, name), depth - 1)).map((file) => `${name}/${file}`));
  }
  return found;
}

function memberOf(folder: string, name: string): Member {
  const file = join(folder, name);
  return {
    name,
    async open() {
      const bytes = createReadStream(file, { highWaterMark: 256 * 1024 });
      return isGzip(name) ? gunzipWithin(name, bytes) : bytes;
    },
    async fingerprint() {
      const hash = createHash("sha256");
      await pipeline(createReadStream(file, { highWaterMark: 1024 * 1024 }), hash);
      return hash.digest("hex");
    },
  };
}
