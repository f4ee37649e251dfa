import { EngineOpenError } from "../engine-open-error.ts";

const ADVICE: Readonly<Record<number | string, string>> = {
  5: "another process holds it: stop that, or choose another file",
  11: "it is damaged: put a backup in its place, or move it away to begin anew",
  13: "the disk is full: make room",
  26: "it is not a database of ours: move it away, or choose another file",
};

const UNWRITABLE = "make its folder writable for this user, or choose another file";

/** Says in one line why a file cannot be opened and what to do. `code` is SQLite's result code, 0 when it is another's. */
export function openFailure(path: string, code: number, cause: Error): EngineOpenError {
  const advice = ADVICE[code & 0xff] ?? UNWRITABLE;
  return new EngineOpenError(`cannot open the document store ${path} (${cause.message}): ${advice}`, { cause });
}
