import type { Filter, Pipeline } from "../pipeline.ts";
import { content } from "../sources/content.source.ts";
import { liveCooccurrence } from "../sources/live-cooccurrence.source.ts";
import { newToModel } from "../sources/new-to-model.source.ts";
import { series } from "../sources/series.source.ts";
import { trainedAmong } from "../sources/trained-among.source.ts";
import { forViewerInTheLongRun } from "./for-viewer.pipeline.ts";
import { ofAll } from "./shares.ts";

/** Only these films. */
export const among =
  (movieIds: ReadonlySet<string>): Filter =>
  (movieId) =>
    movieIds.has(movieId) ? null : "It is not asked about.";

/** How these films fit a viewer in the long run; those that nothing speaks for are missing. */
export const tasteFor = (movieIds: ReadonlySet<string>): Pipeline => ({
  ...forViewerInTheLongRun.auto,
  sources: [trainedAmong(movieIds), newToModel, liveCooccurrence, content(ofAll["long-horizon"].content), series],
  filters: [among(movieIds)],
});
