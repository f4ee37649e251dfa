import { isDeepStrictEqual } from "node:util";
import { openCollections } from "@projectionist/activity/collections";
import { meaningOf } from "@projectionist/activity/meaning";
import { recount, type Recount } from "@projectionist/activity/recount";
import { decodeEvent, type SignalEvent } from "@projectionist/contracts";
import { openDocuments } from "@projectionist/stores";
import type { Arena } from "./arena.ts";
import { readAll } from "./load/read-all.ts";

/** How activity's documents (histories, ratings, lists, films' distributions) differ from a plain recount of the log. */
export async function documentDifferencesOf({ log }: Arena, documentsUrl: string): Promise<string[]> {
  const documents = await openDocuments(documentsUrl);
  try {
    const records = await readAll(log, "activity.signals");
    const partitions = Map.groupBy(
      records.map(({ value, topic, partition, offset }) => {
        return { event: decodeEvent(value, topic) as SignalEvent, offset, partition };
      }),
      ({ partition }) => partition,
    );
    return unlike(await meaningOf(await openCollections(documents)), recount([...partitions.values()]));
  } finally {
    await documents.close();
  }
}

function unlike(found: Recount, wanted: Recount): string[] {
  return (Object.keys(wanted) as (keyof Recount)[]).flatMap((list) => {
    const ids = new Set([...Object.keys(found[list]), ...Object.keys(wanted[list])]);
    return [...ids].flatMap((id) => {
      const [is, should] = [found[list][id], wanted[list][id]];
      if (isDeepStrictEqual(is, should)) return [];
      return `${list} of ${id}: ${JSON.stringify(is)}, not ${JSON.stringify(should)}`;
    });
  });
}
