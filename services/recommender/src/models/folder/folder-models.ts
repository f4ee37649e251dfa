import { randomUUID } from "node:crypto";
import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { EngineOpenError } from "@projectionist/bus";
import { memoryForRows } from "@projectionist/compute";
import type { StoredArtefact } from "../artefact.ts";
import { VERSION_PATTERN } from "../artefact.ts";
import {
  ArtefactDamagedError,
  PREFIX_BYTES,
  decodeArtefact,
  decodeSummary,
  encodeArtefact,
  summaryBytes,
} from "../artefact-file.ts";
import { ArtefactMissingError, type ArtefactKind, type Models } from "../models.ts";

const ENDING = ".artefact";
const UNFINISHED = ".tmp";
/** So old, what was not written to its end is nobody's any more. */
const ABANDONED_MS = 24 * 3_600_000;

const PIECE_BYTES = 2 ** 28;

const versionPattern = new RegExp(VERSION_PATTERN);

/**
 * Artefacts as files of a folder, which is made when it is missing and may be shared by several processes.
 * @throws {EngineOpenError} when it cannot be made or written to
 */
export async function openFolderModels(path: string): Promise<Models> {
  const root = resolve(path);
  const folderOf = (kind: ArtefactKind) => join(root, kind);
  const fileOf = (kind: ArtefactKind, version: string) => {
    if (!versionPattern.test(version)) throw new ArtefactMissingError(version);
    return join(folderOf(kind), `${version}${ENDING}`);
  };
  for (const kind of ["models", "checkpoints"] as const) await openFolder(folderOf(kind));

  return {
    async write(kind, artefact) {
      const file = fileOf(kind, artefact.version);
      const { parts, stored } = encodeArtefact(artefact);
      await writeWhole(folderOf(kind), file, parts);
      return stored;
    },
    async read(kind, version) {
      const room = kind === "models" ? memoryForRows : ordinary;
      const bytes = await readWhole(fileOf(kind, version), room).catch(missing(version));
      try {
        return await decodeArtefact(bytes);
      } catch (error) {
        throw error instanceof ArtefactDamagedError ? named(version, error) : error;
      }
    },
    async list(kind) {
      const names = (await readdir(folderOf(kind))).filter((name) => name.endsWith(ENDING));
      const found = await Promise.all(names.map((name) => readSummary(join(folderOf(kind), name))));
      return found.filter((stored) => stored !== undefined).sort((a, b) => (a.version < b.version ? 1 : -1));
    },
    async remove(kind, version) {
      return rm(fileOf(kind, version)).then(
        () => true,
        (error: NodeJS.ErrnoException) => {
          if (error.code === "ENOENT") return false;
          throw error;
        },
      );
    },
  };
}

async function openFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    for (const name of await readdir(folder)) {
      if (!name.endsWith(UNFINISHED)) continue;
      const file = join(folder, name);
      const { mtimeMs } = await stat(file);
      if (Date.now() - mtimeMs > ABANDONED_MS) await rm(file, { force: true });
    }
  } catch (error) {
    throw new EngineOpenError(
      `models cannot be kept in ${folder} (${(error as Error).message}): give the process the right to, or set MODELS_URL to another folder`,
    );
  }
}

/** Under another name first, so that nobody meets half of it; the folder is written too, so that the name survives power loss. */
async function writeWhole(folder: string, file: string, parts: readonly Uint8Array[]): Promise<void> {
  const unfinished = `${file}.${randomUUID()}${UNFINISHED}`;
  try {
    const handle = await open(unfinished, "wx");
    try {
      for (const part of parts) await handle.writeFile(part);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
  const directory = await open(folder, "r");
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

const ordinary = (bytes: number) => new Uint8Array(bytes);

/** In pieces, for a file of more than 2 GiB cannot be read at once. */
async function readWhole(file: string, room: typeof memoryForRows): Promise<Buffer<ArrayBuffer>> {
  const handle = await open(file, "r");
  try {
    const { size } = await handle.stat();
    const memory = room(size);
    const bytes = Buffer.from(memory.buffer, memory.byteOffset, size);
    for (let place = 0; place < size;) {
      const { bytesRead } = await handle.read(bytes, place, Math.min(PIECE_BYTES, size - place), place);
      if (bytesRead === 0) return bytes.subarray(0, place);
      place += bytesRead;
    }
    return bytes;
  } finally {
    await handle.close();
  }
}

async function readSummary(file: string): Promise<StoredArtefact | undefined> {
  const handle = await open(file, "r").catch(() => undefined);
  if (handle === undefined) return undefined;
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(PREFIX_BYTES), 0, PREFIX_BYTES, 0);
    const wanted = summaryBytes(buffer.subarray(0, bytesRead));
    const { size } = await handle.stat();
    const beginning = Buffer.alloc(Math.min(wanted, size));
    await handle.read(beginning, 0, beginning.length, 0);
    return decodeSummary(beginning);
  } catch (error) {
    if (error instanceof ArtefactDamagedError) return undefined;
    throw error;
  } finally {
    await handle.close();
  }
}

function missing(version: string) {
  return (error: NodeJS.ErrnoException): never => {
    throw error.code === "ENOENT" ? new ArtefactMissingError(version) : error;
  };
}

function named(version: string, { message }: ArtefactDamagedError): ArtefactDamagedError {
  return new ArtefactDamagedError(`the version ${version} is damaged: ${message}`);
}
