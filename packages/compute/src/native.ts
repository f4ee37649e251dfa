import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

/** Requires what `npm run setup:native` installs. */
export const requireNative = createRequire(new URL("../native/package.json", import.meta.url));

/** Where a package that `npm run setup:native` installs begins; undefined where it is not installed. */
export function findNative(name: string): URL | undefined {
  try {
    return pathToFileURL(requireNative.resolve(name));
  } catch {
    return undefined;
  }
}
