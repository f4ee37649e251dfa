import type { ChipInput, Reason } from "@projectionist/contracts";
import type { FoundFilm } from "./found-films.ts";

const MOST_NAMED = 4;

/** What of a mood a film has: the chips that it meets, in the viewer's own words where he wrote them; else its text, or its fame. */
export function moodReason({ reasons, matched }: FoundFilm, chips: readonly ChipInput[]): Reason {
  const wishes = reasons.chips.flatMap((place) => {
    const chip = chips[place];
    return chip && chip.negated !== true ? [nameOf(chip)] : [];
  });
  const named = [...new Set(wishes)].slice(0, MOST_NAMED).join(", ");
  const rest = { movie: null, contribution: 1 };
  if (named !== "") return { type: "fitsMood", text: `As you wish: ${named}.`, ...rest };
  const isNear = matched.length > 0 || reasons.nearness !== undefined;
  if (isNear) return { type: "fitsMood", text: "Its story is near to what you describe.", ...rest };
  return { type: "popular", text: "Many viewers watch it.", ...rest };
}

function nameOf({ text, value }: ChipInput): string {
  return text ?? (typeof value === "string" ? value : JSON.stringify(value));
}
