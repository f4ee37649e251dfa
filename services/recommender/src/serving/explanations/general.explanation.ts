import type { EvidenceKind, Reason, ReasonType } from "@projectionist/contracts";
import type { Evidence } from "../candidate.ts";

type General = Readonly<{ type: ReasonType; text: string }>;

const explanations: Readonly<Partial<Record<EvidenceKind, General>>> = {
  popular: { type: "popular", text: "Seen and liked by many viewers." },
  trending: { type: "trending", text: "Viewers turn to it now." },
  new: { type: "new", text: "One of the latest films." },
  hiddenGem: { type: "hiddenGem", text: "Liked well by the few who saw it." },
};

/** Why a film is shown that no film of the viewer's speaks for. */
export function explainGenerally({ kind, genre }: Evidence): Omit<Reason, "contribution"> {
  if (kind === "genre" && genre !== undefined) {
    return { type: "genreYouLike", text: `You like the genre ${genre}.`, movie: null };
  }
  if (kind === "popular" && genre !== undefined) {
    return { type: "popular", text: `Popular among films of the genre ${genre}.`, movie: null };
  }
  return { ...(explanations[kind] ?? { type: "popular", text: "Viewers like it." }), movie: null };
}
