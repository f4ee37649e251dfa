import type { Selector } from "../pipeline.ts";
import { latestFirst } from "./latest-first.selector.ts";

/** The leading film of {@link latestFirst}, then others as `select` chooses them; `count` in all. */
export function ledBy(select: (count: number) => Selector, count: number): Selector {
  return (candidates, context) => {
    const [lead, ...others] = latestFirst(candidates, context);
    return lead ? [lead, ...select(count - 1)(others, context)] : [];
  };
}
