/** A film of a series; `order` counts from the first. */
export type SeriesPart = Readonly<{ id: string; order: number }>;

/** The earliest film of a series that is not among the seen ones, ties by place in the list; undefined when all are. */
export function earliestUnseen(parts: readonly SeriesPart[], seen: ReadonlySet<string>): SeriesPart | undefined {
  let earliest: SeriesPart | undefined;
  for (const part of parts) {
    if (!seen.has(part.id) && (!earliest || part.order < earliest.order)) earliest = part;
  }
  return earliest;
}
