/** What the query string of a call for a page of a list asks for. */
export type AskedPage = Readonly<{
  /** Without the cursor. */
  parameters: URLSearchParams;
  cursor: string | null;
  /** How many films the page is to have; undefined where that is for the service to refuse. */
  limit: number | undefined;
  /** What is the same for all pages of a list. */
  list: string;
}>;

/** Reads a call's query string; what stands in it is for the service to judge. */
export function askedPage(url: string, limits: Readonly<{ usual: number; most: number }>): AskedPage {
  const parameters = new URLSearchParams(url.split("?")[1]);
  const cursor = parameters.get("cursor");
  parameters.delete("cursor");
  const ofAllPages = new URLSearchParams(parameters);
  for (const name of ["limit", "after"]) ofAllPages.delete(name);
  ofAllPages.sort();
  return { parameters, cursor, limit: limitIn(parameters, limits), list: ofAllPages.toString() };
}

function limitIn(parameters: URLSearchParams, { usual, most }: Readonly<{ usual: number; most: number }>) {
  const given = parameters.get("limit");
  const limit = given === null ? usual : Number(given);
  return Number.isInteger(limit) && limit >= 1 && limit <= most ? limit : undefined;
}
