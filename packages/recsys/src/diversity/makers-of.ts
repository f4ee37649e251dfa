/** Whom and what a film is of, by which lists are varied: its directors and its series, as the groups of a selector. */
export function makersOf(directors: readonly string[], series: string | null): string[] {
  return [...directors.map((name) => `director ${name}`), ...(series === null ? [] : [`series ${series}`])];
}
