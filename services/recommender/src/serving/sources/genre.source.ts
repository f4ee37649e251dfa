import type { Source } from "../pipeline.ts";
import { listed } from "./listed.ts";

/** The films of a genre that are seen and well liked; `kind` says what speaks for them. */
export function ofGenre(genre: string, kind: "genre" | "popular"): Source {
  return ({ statistics, viewer }) => listed(statistics.appealByGenre.get(genre) ?? [], viewer, { kind, genre });
}
