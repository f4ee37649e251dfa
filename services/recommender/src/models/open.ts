import { EngineOpenError } from "@projectionist/bus";
import type { Models } from "./models.ts";

type Opener = (url: string) => Promise<Models>;

const engines: Readonly<Record<string, Opener>> = {
  folder: async (url) => {
    const { openFolderModels } = await import("./folder/folder-models.ts");
    return openFolderModels(url.slice("folder:".length));
  },
};

/**
 * Opens the models that the URL's scheme names: `folder:<path>`, made when it is missing.
 * @throws {EngineOpenError} for an unknown scheme, or when the engine cannot be opened
 */
export async function openModels(url: string): Promise<Models> {
  const scheme = url.slice(0, Math.max(0, url.indexOf(":")));
  const open = Object.hasOwn(engines, scheme) ? engines[scheme] : undefined;
  if (open === undefined) {
    const known = Object.keys(engines).map((name) => `${name}:`);
    throw new EngineOpenError(`no models for the URL "${url}": it must begin with ${known.join(" or ")}`);
  }
  return open(url);
}
