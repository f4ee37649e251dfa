import type { Model } from "mongoose";
import { encodeCursor, positionOf } from "../cursor.ts";
import { documentTarget } from "../document-target.ts";
import {
  DuplicateKeyError,
  VersionConflictError,
  type Collection,
  type Page,
  type Query,
  type Stored,
  type Where,
  type Write,
  type WriteOutcome,
} from "../documents.ts";
import { toJson } from "../json-value.ts";
import { planCount, planQuery, type QueryTarget } from "../query-plan.ts";
import { withinDeadline, type Kind } from "./deadline.ts";
import { deleteOne } from "./delete-one.ts";
import { filterOf, orderOf, pageFilter } from "./filters.ts";
import type { Gate } from "./gate.ts";
import { putMany, type Put } from "./put-many.ts";
import { storedOf, storedValue, type StoredCollection, type StoredDocument } from "./stored-document.ts";
import { storedEvent } from "./stored-event.ts";

const MAX_VALUE_BYTES = 15 * 1024 * 1024;
/** How many documents one operation is about: each has to end within the deadline. */
const BATCH = 250;
const READ = { version: 1, fields: 1, rest: 1 } as const;

export type CollectionParts = Readonly<{
  target: QueryTarget;
  compoundKeys: readonly (readonly string[])[];
  model: Model<StoredDocument>;
  collection: StoredCollection;
  gate: Gate;
  nextStamp: () => number;
  /** Called after a write that left events pending. */
  announce: () => void;
}>;

/** One collection: reads go through the model, writes to the driver's collection. */
export function createMongodbCollection<T extends object>(parts: CollectionParts): Collection<T> {
  const { target, compoundKeys, model, collection, gate, nextStamp, announce } = parts;
  const name = target.collection;
  const ask = <R>(kind: Kind, work: () => Promise<R>) => withinDeadline(kind, `the collection ${name}`, work);

  function putOf({ id, value, ...options }: Write<T>): Put {
    const json = toJson(value);
    if (Buffer.byteLength(json) > MAX_VALUE_BYTES)
      throw new RangeError(`value: a document in MongoDB holds at most ${MAX_VALUE_BYTES} bytes of JSON`);
    const { expectedVersion, events } = documentTarget(name, id, options);
    return {
      id,
      expectedVersion,
      value: storedValue(json, compoundKeys),
      events: events.map((event) => storedEvent(event, nextStamp())),
    };
  }

  async function putAll(writes: readonly Write<T>[]): Promise<WriteOutcome[]> {
    const puts = writes.map(putOf);
    const outcomes: WriteOutcome[] = [];
    for (const some of batchesOf(puts)) outcomes.push(...(await ask("write", () => putMany(collection, some))));
    if (puts.some(({ events }, index) => events.length > 0 && outcomes[index]?.outcome === "written")) announce();
    return outcomes;
  }

  async function put(write: Write<T>): Promise<number> {
    const [result] = await putAll([write]);
    if (result?.outcome === "duplicate") throw new DuplicateKeyError(name, result.fields);
    if (result?.outcome !== "written") throw new VersionConflictError(name, write.id);
    return result.version;
  }

  async function remove(id: string, options: Parameters<Collection<T>["delete"]>[1] = {}): Promise<boolean> {
    const documentToDelete = documentTarget(name, id, options);
    const events = documentToDelete.events.map((event) => storedEvent(event, nextStamp()));
    const outcome = await ask("write", () => deleteOne(collection, documentToDelete, events));
    if (outcome === "conflict") throw new VersionConflictError(name, id);
    if (outcome === "deleted" && events.length > 0) announce();
    return outcome === "deleted";
  }

  async function read(ids: readonly string[]): Promise<Stored<T>[]> {
    const found: Stored<T>[] = [];
    for (const some of batchesOf([...new Set(ids)].map(String))) {
      const documents = await ask("read", () =>
        model
          .find({ _id: { $in: some } }, READ)
          .lean()
          .exec(),
      );
      found.push(...documents.filter(({ version }) => version > 0).map((document) => storedOf<T>(document)));
    }
    return found;
  }

  async function find(query: Query<T>): Promise<Page<T>> {
    const plan = planQuery(target, query);
    const asked = model
      .find(pageFilter(plan), READ)
      .sort(orderOf(plan.sort))
      .limit(plan.limit + 1);
    const documents = await ask("read", () => asked.lean().exec());
    const items = documents.map((document) => storedOf<T>(document));
    if (items.length <= plan.limit) return { items };
    items.length = plan.limit;
    return { items, nextCursor: encodeCursor(plan.fingerprint, positionOf(items.at(-1)!, plan.sort.by)) };
  }

  async function count(where: Where<T> | undefined): Promise<number> {
    const filter = filterOf(planCount(target, where));
    return ask("read", () => model.countDocuments(filter).exec());
  }

  return {
    get: (id) => gate.enter(async () => (await read([id]))[0]),
    getMany: (ids) => gate.enter(async () => new Map((await read(ids)).map((stored) => [stored.id, stored]))),
    put: (id, value, options = {}) => gate.enter(() => put({ id, value, ...options })),
    putMany: (writes) => gate.enter(() => putAll(writes)),
    delete: (id, options) => gate.enter(() => remove(id, options)),
    find: (query) => gate.enter(() => find(query)),
    count: (where?: Where<T>) => gate.enter(() => count(where)),
  };
}

function batchesOf<E>(all: readonly E[]): E[][] {
  return Array.from({ length: Math.ceil(all.length / BATCH) }, (_, i) => all.slice(i * BATCH, (i + 1) * BATCH));
}
