import type { Source } from "../pipeline.ts";
import { listed } from "./listed.ts";

/** The latest films. */
export const newFilms: Source = ({ statistics, viewer }) => listed(statistics.newest, viewer, { kind: "new" });
