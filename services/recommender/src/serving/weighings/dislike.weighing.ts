import type { Catalog } from "../../catalog-copy/catalog-copy.ts";
import type { Weighing } from "../pipeline.ts";

const LATEST = 20;
const NEAREST = 30;

/** Takes from films what they have in common with those that the viewer held against his taste, lately first. */
export const awayFromDisliked: Weighing = (_candidates, { viewer: { excluded }, catalog }) => {
  const revision = catalog.revision();
  let known = likenessTo.get(excluded);
  if (known?.revision !== revision) {
    known = { revision, likeness: findLikeness(excluded, catalog) };
    likenessTo.set(excluded, known);
  }
  const { likeness } = known;
  return (_evidence, movieId) => 1 - (likeness.get(movieId) ?? 0);
};

type Likeness = Readonly<{ revision: number; likeness: ReadonlyMap<string, number> }>;

/** Of viewers whose rows all ask for it, and who come back. */
const likenessTo = new WeakMap<ReadonlySet<string>, Likeness>();

function findLikeness(excluded: ReadonlySet<string>, catalog: Catalog): ReadonlyMap<string, number> {
  const likeness = new Map<string, number>();
  for (const disliked of [...excluded].slice(-LATEST)) {
    for (const [id, score] of catalog.content.nearest(disliked, NEAREST)) {
      likeness.set(id, Math.max(likeness.get(id) ?? 0, score));
    }
  }
  return likeness;
}
