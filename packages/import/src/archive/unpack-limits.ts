import { Transform, type Readable, type TransformCallback } from "node:stream";
import { createGunzip } from "node:zlib";
import { ImportError } from "../import-error.ts";

/** The largest file of the data sets known unpacks to 0.9 GB, at six times its packed size. */
export const unpackLimits = { bytes: 8 * 2 ** 30, ratio: 100, freeBytes: 16 * 2 ** 20 } as const;

/** @throws {ImportError} when so many unpacked bytes out of so many packed ones are no honest file */
export function checkUnpacked(name: string, unpacked: number, packed: number): void {
  const tooMuch = unpacked > unpackLimits.freeBytes && unpacked > packed * unpackLimits.ratio;
  if (unpacked > unpackLimits.bytes || tooMuch)
    throw new ImportError(`${name} unpacks to far more than a data set holds: it is damaged or not one.`);
}

/** The unpacked bytes of a gzip stream, stopped when they outgrow the limits. */
export function gunzipWithin(name: string, packed: Readable): Readable {
  let packedBytes = 0;
  let unpackedBytes = 0;
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done: TransformCallback) {
      packedBytes += chunk.length;
      done(null, chunk);
    },
  });
  const guard = new Transform({
    transform(chunk: Buffer, _encoding, done: TransformCallback) {
      unpackedBytes += chunk.length;
      try {
        checkUnpacked(name, unpackedBytes, packedBytes);
        done(null, chunk);
      } catch (error) {
        done(error as Error);
      }
    },
  });
  const gunzip = createGunzip();
  const fail = (error: NodeJS.ErrnoException) =>
    guard.destroy(
      error.code?.startsWith("Z_")
        ? new ImportError(`${name} is not sound gzip: fetch it again.`, { cause: error })
        : error,
    );
  packed.on("error", fail);
  gunzip.on("error", fail);
  guard.on("close", () => {
    gunzip.destroy();
    packed.destroy();
  });
  return packed.pipe(count).pipe(gunzip).pipe(guard);
}
