import type { Collection, Documents } from "@projectionist/stores";

const FILMS = "activity_movies";

/** The control: films' documents that are written without asking which events they have already. */
export function unfencedDocuments(documents: Documents): Documents {
  return {
    ...documents,
    async collection(definition) {
      const collection = await documents.collection(definition);
      return definition.name === FILMS ? withoutFences(collection) : collection;
    },
    pendingEvents: (limit) => documents.pendingEvents(limit),
    acknowledgeEvents: (events) => documents.acknowledgeEvents(events),
    onPendingEvents: (listener) => documents.onPendingEvents(listener),
    close: () => documents.close(),
  };
}

function withoutFences<T extends object>(films: Collection<T>): Collection<T> {
  return {
    get: (id) => films.get(id),
    async getMany(ids) {
      const found = await films.getMany(ids);
      return new Map([...found].map(([id, stored]) => [id, { ...stored, value: { ...stored.value, fences: {} } }]));
    },
    find: (query) => films.find(query),
    count: (where) => films.count(where),
    put: (id, value, options) => films.put(id, value, options),
    putMany: (writes) => films.putMany(writes),
    delete: (id, options) => films.delete(id, options),
  };
}
