import { Type } from "typebox";
import { After, Closed, Cursor, Limit, Nullable, PositionText } from "./common.ts";
import { listFilters } from "./list-filters.ts";
import { operation } from "./operation.ts";
import { degraded, RecommendedSchema, servedBy } from "./recommender.ts";
import { understoodReply } from "./search.ts";

/** The query string of a mood. */
export const moodQuery = {
  mood: Type.String({
    minLength: 1,
    maxLength: 200,
    description: "What you feel like, in your own words, or one of the moods that /v1/search/suggest names.",
    examples: ["something cozy, not too long"],
  }),
  genre: listFilters.genre,
  minRating: listFilters.minRating,
  limit: Limit(20, 50),
  cursor: Cursor,
  after: After,
};

/** What the gateway makes of a mood's search and a viewer's taste. */
export const moodRecommendations = operation({
  id: "getMoodRecommendations",
  method: "GET",
  path: "/v1/recommendations",
  service: "gateway",
  access: "public",
  tag: "recommendations",
  summary: "Films for a mood: a deck to swipe through",
  description:
    "With a viewer's token those that suit him come first, and none that he has seen, does not want, means to see anyway or has to see " +
    "another film before. The first reason says what of the mood a film has, the others why it suits the viewer. Pages of one deck " +
    "stay as they were while the viewer goes on; each has a `recommendationId` of its own, for the signals that come of it.",
  schema: {
    querystring: Closed(moodQuery),
    response: {
      200: Type.Object({
        items: Type.Array(RecommendedSchema),
        nextCursor: Type.Optional(Type.String()),
        ...understoodReply,
        ...servedBy,
        personal: Type.Boolean({
          description:
            "Whether your taste is in the order; false while nothing is known of it, or the recommender cannot be asked.",
        }),
        position: Nullable(PositionText),
        fresh: Type.Boolean({ description: "Whether the deck reflects `after`; true when none was given." }),
        degraded,
      }),
    },
  },
});
