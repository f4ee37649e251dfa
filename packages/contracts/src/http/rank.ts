import { Type, type Static } from "typebox";
import { After, Closed, Id, OneOf, freshness } from "./common.ts";
import { operation } from "./operation.ts";
import { RankedSchema, servedBy } from "./recommender.ts";

/** So many films of a search are ordered by taste; those behind them keep the search's order. */
export const MOST_CANDIDATES = 200;

/** How a film stands in a search, for who would change the order. */
export const standing = {
  score: Type.Number({ description: "How well it answers the search; in any unit." }),
  meets: Type.Optional(
    Type.Array(Type.Integer({ minimum: 0, maximum: 1000 }), {
      maxItems: 200,
      description:
        "What the search asks for and the film meets, by number: taste puts nothing before it that meets less.",
    }),
  ),
};
const CandidateSchema = Closed({ id: Id, ...standing });
/** A film that a search found. */
export type SearchCandidate = Static<typeof CandidateSchema>;

export const rankPurposes = ["search", "discovery"] as const;
export type RankPurpose = (typeof rankPurposes)[number];

/** Between gateway and recommender: films that were found by what they are, ordered by how they fit the viewer too. */
export const rankCandidates = operation({
  id: "rankCandidates",
  method: "POST",
  path: "/internal/rank",
  service: "recommender",
  access: ["viewer"],
  tag: "internal",
  summary: "Films found by a search, with the viewer's taste in their order",
  exposed: false,
  schema: {
    querystring: Closed({ after: After }),
    body: Closed({
      candidates: Type.Array(CandidateSchema, {
        maxItems: MOST_CANDIDATES,
        description: "In the search's order, no film twice.",
      }),
      purpose: OneOf(rankPurposes, {
        description:
          "search: all films stay; discovery: without those that the viewer has seen, does not want, means to see anyway or has " +
          "to see another film before.",
      }),
    }),
    response: {
      200: Type.Object({
        items: Type.Array(RankedSchema, { description: "With the reasons of taste, where it speaks for the film." }),
        personal: Type.Boolean({
          description: "Whether anything is known of the viewer's taste; else the order stands.",
        }),
        strategy: servedBy.strategy,
        model: servedBy.model,
        ...freshness,
      }),
    },
  },
});
