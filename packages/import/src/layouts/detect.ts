import { join } from "node:path";
import { ImportError } from "../import-error.ts";
import type { Archive } from "../archive/archive.ts";
import type { DataSet, Layout } from "./data-set.ts";
import { movieLens100K } from "./movielens-100k.ts";
import { movieLensCsv } from "./movielens-csv.ts";
import { movieLensDat } from "./movielens-dat.ts";
import { tmdb } from "./tmdb.ts";

const layouts: readonly Layout[] = [movieLensCsv, movieLensDat, movieLens100K, tmdb];
const SHOWN = 20;

/**
 * The data set in an archive, by its files' names.
 * @throws {ImportError} when there is none, or more than one
 */
export async function detectDataSet(archive: Archive, name: string | undefined): Promise<DataSet> {
  const [layout, ...more] = layouts.filter(({ needs }) => needs.every((file) => archive.members.has(file)));
  if (!layout) throw new ImportError(unknownArchive(archive));
  if (more.length > 0) {
    const kinds = [layout, ...more].map((kind) => `${kind.name} (${kind.needs.join(", ")})`);
    throw new ImportError(`${archive.path} holds ${kinds.join(" and ")}: give them in folders of their own.`);
  }
  return layout.open(archive, name);
}

function unknownArchive({ path, members }: Archive): string {
  const found = [...members.keys()];
  const shown = found.slice(0, SHOWN).join(", ") + (found.length > SHOWN ? ` and ${found.length - SHOWN} more` : "");
  const understood = layouts.map(
    ({ name, needs, reads }) =>
      `  ${name}: ${needs.join(" and ")}${reads.length > 0 ? `; reads ${reads.join(", ")} too` : ""}`,
  );
  const zip = found.find((file) => /\.zip$/i.test(file));
  return [
    `${path} is no data set that is understood.`,
    `It holds: ${shown || "nothing"}`,
    ...(zip === undefined ? [] : [`Did you mean the zip in it? ${join(path, zip)}`]),
    "Understood, in a zip or a folder, each file gzipped or not:",
    ...understood,
  ].join("\n");
}
