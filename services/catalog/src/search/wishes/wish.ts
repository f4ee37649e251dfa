import type { Chip, Wish } from "@projectionist/recsys";

/** A chip whose place in the text need not be known: a client's own has none. */
export type AskedChip = Wish & Readonly<{ negated?: true; soft?: true }> & Partial<Pick<Chip, "text" | "span">>;
