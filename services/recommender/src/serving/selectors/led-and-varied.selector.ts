import type { Selector } from "../pipeline.ts";
import { diversified } from "./diversified.selector.ts";
import { latestFirst } from "./latest-first.selector.ts";

/** The leading film of {@link latestFirst}, then others with something of everything; `count` in all. */
export function ledAndVaried(count: number): Selector {
  return (candidates, context) => {
    const [lead, ...others] = latestFirst(candidates, context);
    return lead ? [lead, ...diversified(count - 1)(others, context)] : [];
  };
}
