import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ImportReport } from "./report.ts";

/** How far an import has come. */
export type Checkpoint = Readonly<{
  /** How many ratings, in the order of recording, are recorded without a gap. */
  recorded: number;
  /** The run that came so far, and what it has brought in until then. */
  run?: Readonly<{ id: string }> & Partial<ImportReport>;
  /** What the import did, once it is finished. */
  finished?: ImportReport;
}>;

export type Checkpoints = Readonly<{
  file: string;
  /** Where the rows are listed that were rejected, unless told otherwise. */
  rejectedFile: string;
  load(): Checkpoint | undefined;
  save(checkpoint: Checkpoint): void;
}>;

/** What an import must have in common with an earlier one to go on where that was. */
export type ImportIdentity = Readonly<{
  dataSet: string;
  fingerprints: readonly string[];
  /** The log's epoch: another log has nothing of what an earlier one recorded. */
  epoch: string;
  since: number | undefined;
  limit: number | undefined;
}>;

/** The checkpoint of an import, a file in `folder` that is replaced as a whole. One that cannot be read counts as none. */
export function openCheckpoints(folder: string, identity: ImportIdentity): Checkpoints {
  const key = createHash("sha256").update(JSON.stringify(identity)).digest("hex").slice(0, 16);
  const file = join(folder, `${identity.dataSet}-${key}.json`);
  return {
    file,
    rejectedFile: join(folder, `${identity.dataSet}-${key}-rejected.csv`),
    load() {
      try {
        return JSON.parse(readFileSync(file, "utf8")) as Checkpoint;
      } catch {
        return undefined;
      }
    },
    save(checkpoint) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(`${file}.new`, `${JSON.stringify({ ...identity, ...checkpoint }, null, 2)}\n`);
      renameSync(`${file}.new`, file);
    },
  };
}
