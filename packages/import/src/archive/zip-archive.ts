import { createHash } from "node:crypto";
import { basename } from "node:path";
import { openPromise, type Entry, type ZipFile } from "yauzl";
import { ImportError } from "../import-error.ts";
import type { Archive, Member } from "./archive.ts";
import { isGzip, memberNames } from "./member-names.ts";
import { checkUnpacked, gunzipWithin } from "./unpack-limits.ts";

const MAX_ENTRIES = 10_000;

/**
 * A zip as an archive, read where it stands: members are found by its directory.
 * @throws {ImportError} when it is damaged, or looks made to fill the memory
 */
export async function openZip(path: string): Promise<Archive> {
  try {
    const zip = await openPromise(path, { lazyEntries: true, autoClose: false, strictFileNames: true });
    const entries = await entriesOf(zip);
    const { topFolder, names } = memberNames([...entries.keys()]);
    const members = new Map<string, Member>();
    for (const [name, file] of names) members.set(name, memberOf(zip, entries.get(file)!));
    return { path, label: topFolder ?? basename(path).replace(/\.zip$/i, ""), members, close: async () => zip.close() };
  } catch (error) {
    throw new ImportError(`${path} is not a sound zip (${(error as Error).message}): fetch it again.`, {
      cause: error,
    });
  }
}

async function entriesOf(zip: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  if (zip.entryCount > MAX_ENTRIES) throw new Error(`${zip.entryCount} files are too many`);
  for await (const entry of zip.eachEntry()) if (!entry.fileName.endsWith("/")) entries.set(entry.fileName, entry);
  return entries;
}

function memberOf(zip: ZipFile, entry: Entry): Member {
  const name = entry.fileName;
  return {
    name,
    async open() {
      if (entry.isEncrypted()) throw new ImportError(`${name} is encrypted: unpack it, then give the folder.`);
      checkUnpacked(name, entry.uncompressedSize, entry.compressedSize);
      const bytes = await zip.openReadStreamPromise(entry);
      return isGzip(name) ? gunzipWithin(name, bytes) : bytes;
    },
    async fingerprint() {
      return createHash("sha256").update(`${entry.crc32}:${entry.uncompressedSize}`).digest("hex");
    },
  };
}
