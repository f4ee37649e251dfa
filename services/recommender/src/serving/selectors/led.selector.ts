import type { Selector } from "../pipeline.ts";
import { latestFirst } from "./latest-first.selector.ts";

/** The leading film of {@link latestFirst}, then others as `select` chooses them; `count` in all. */
export function ledBy(select: (count: number) => Selector, count: number): Selector {
  const choose = withLead(select, count);
  return (candidates, context) => choose(latestFirst(candidates, context), context);
}

/** The first film, whatever it is, then others as `select` chooses them; `count` in all. */
export function withLead(select: (count: number) => Selector, count: number): Selector {
  return (candidates, context) => {
    const [lead, ...others] = candidates;
    return lead ? [lead, ...select(count - 1)(others, context)] : [];
  };
}
