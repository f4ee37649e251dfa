import type { MovieFacts } from "@projectionist/contracts";

/** The facts with what is missing taken from others; undefined when nothing was. What is known stays as it is. */
export function fillFacts(known: MovieFacts, others: MovieFacts): MovieFacts | undefined {
  const missing = Object.entries(others).filter(
    ([name, value]) => isMissing(known[name as keyof MovieFacts]) && !isMissing(value),
  );
  return missing.length > 0 ? { ...known, ...Object.fromEntries(missing) } : undefined;
}

function isMissing(value: MovieFacts[keyof MovieFacts]): boolean {
  return value === null || (Array.isArray(value) && value.length === 0);
}
