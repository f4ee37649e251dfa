/**
 * A query and the chips that a film lover would expect of it, in the order of the text, as `kind:value`; `-` in front is
 * a negated one. Ranges are `from-to`, either end open; `by:` and `with:` are people as director and as actor.
 */
export type Expectation = readonly [query: string, ...chips: string[]];
