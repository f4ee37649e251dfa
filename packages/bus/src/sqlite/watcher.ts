import type { Partition, Reader } from "./reader.ts";

const pollMs = 20;

/** Tells who waits that the file has grown: at once for appends of this process, by polling for those of others. */
export interface Watcher {
  /** Calls back whenever the partition may have grown; returns the way to stop it. */
  watchPartition(partition: Partition, listener: () => void): () => void;
  /** Calls back whenever somebody committed anything to the file. */
  watchFile(listener: () => void): () => void;
  /** To be called after an append, with the partitions that grew. */
  grown(partitionIds: Iterable<number>): void;
  close(): void;
}

type Watch = { partition: Partition; end: number; listener: () => void };

/** Watchers of this process by file, so that logs opened twice on one file wake each other. */
const siblings = new Map<string, Set<(partitionIds: ReadonlySet<number>) => void>>();

export function createWatcher(path: string, reader: Reader): Watcher {
  const watches = new Set<Watch>();
  const fileListeners = new Set<() => void>();
  let version = reader.dataVersion();
  let timer: NodeJS.Timeout | undefined;

  const wake = (partitionIds: ReadonlySet<number>) => {
    for (const watch of watches) if (partitionIds.has(watch.partition.id)) watch.listener();
  };
  const family = siblings.get(path) ?? new Set();
  siblings.set(path, family.add(wake));

  function poll(): void {
    try {
      const seen = reader.dataVersion();
      if (seen === version) return;
      version = seen;
      wakeGrown();
      for (const listener of fileListeners) listener();
    } catch {
      // Whoever is woken reads the file, meets the same fault and reports it.
      for (const { listener } of watches) listener();
    }
  }

  function wakeGrown(): void {
    const list = [...watches];
    const ends = reader.ends(list.map(({ partition }) => partition));
    list.forEach((watch, index) => {
      const end = ends[index]!;
      if (end === watch.end) return;
      watch.end = end;
      watch.listener();
    });
  }

  function pollWhileWatched(): void {
    const watched = watches.size + fileListeners.size > 0;
    if (watched) timer ??= setInterval(poll, pollMs);
    else {
      clearInterval(timer);
      timer = undefined;
    }
  }

  function add<T>(set: Set<T>, item: T): () => void {
    set.add(item);
    pollWhileWatched();
    return () => {
      set.delete(item);
      pollWhileWatched();
    };
  }

  return {
    watchPartition: (partition, listener) => add(watches, { partition, end: -1, listener }),
    watchFile: (listener) => add(fileListeners, listener),
    grown(partitionIds) {
      const ids = new Set(partitionIds);
      for (const wakeSibling of family) wakeSibling(ids);
    },
    close() {
      family.delete(wake);
      if (family.size === 0) siblings.delete(path);
      watches.clear();
      fileListeners.clear();
      pollWhileWatched();
    },
  };
}
