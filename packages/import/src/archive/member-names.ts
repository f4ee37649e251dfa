/** Files that no data set consists of. */
function isNoise(path: string): boolean {
  return path.split("/").some((part) => part.startsWith(".") || part === "__MACOSX");
}

/**
 * What an archive's files are called: paths without the one top folder that holds them all, when there is one, and
 * without `.gz`. Of `a` and `a.gz` the plain one is taken.
 */
export function memberNames(paths: readonly string[]): { topFolder: string | undefined; names: Map<string, string> } {
  const files = paths.filter((path) => !isNoise(path));
  const tops = new Set(files.map((path) => path.split("/")[0]));
  const [top] = tops;
  const topFolder = tops.size === 1 && files.every((path) => path.includes("/")) ? top : undefined;
  const names = new Map<string, string>();
  for (const path of files.toSorted()) {
    const inside = topFolder === undefined ? path : path.slice(topFolder.length + 1);
    const name = inside.replace(/\.gz$/i, "");
    if (!names.has(name)) names.set(name, path);
  }
  return { topFolder, names };
}

/** Whether a file's bytes are packed by gzip, by its name. */
export function isGzip(path: string): boolean {
  return /\.gz$/i.test(path);
}
