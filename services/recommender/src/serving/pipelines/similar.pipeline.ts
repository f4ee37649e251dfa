import { inCatalog } from "../filters/removed.filter.ts";
import { notSeen } from "../filters/seen.filter.ts";
import type { Pipeline } from "../pipeline.ts";
import { normalised } from "../weighings/normalised.weighing.ts";
import { liveBesideTrained } from "../weighings/live-beside-trained.weighing.ts";
import { trusted } from "../weighings/trusted.weighing.ts";
import { coViewed } from "../sources/co-viewed.source.ts";
import { content } from "../sources/content.source.ts";
import { trainedSimilar } from "../sources/trained-similar.source.ts";
import { ofLike } from "./shares.ts";

/** Films like a film: seen by the same viewers, or of the same kind. Sequels may come before their predecessors. */
export const similarPipeline: Pipeline = {
  sources: [trainedSimilar, coViewed, content(ofLike.content)],
  filters: [inCatalog, notSeen],
  weighings: [normalised("trained"), normalised("cooccurrence"), trusted, liveBesideTrained(ofLike.live)],
};
