import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The repository's root folder. */
export const root = join(import.meta.dirname, "../..");

export type Manifest = Readonly<{
  /** Folder below the root, such as `packages/bus`. */
  folder: string;
  name: string;
  dependencies: readonly string[];
  devDependencies: readonly string[];
}>;

/** The manifests of all workspace packages but the root's. */
export function manifests(): Manifest[] {
  return globSync("{packages,services}/*/package.json", { cwd: root })
    .toSorted()
    .map((file) => {
      const manifest = JSON.parse(readFileSync(join(root, file), "utf8")) as {
        name: string;
        dependencies?: Record<string, string>;
        devDependencies?: Record<string, string>;
      };
      return {
        folder: file.replace(/\/package\.json$/, ""),
        name: manifest.name,
        dependencies: Object.keys(manifest.dependencies ?? {}),
        devDependencies: Object.keys(manifest.devDependencies ?? {}),
      };
    });
}

/** Source files of the workspace, below the root, tests included. */
export function sources(pattern = "{packages,services,infra}/**/*.ts"): string[] {
  return globSync(pattern, { cwd: root, exclude: (path) => path.includes("node_modules") }).toSorted();
}

/** The text of a file below the root. */
export function textOf(file: string): string {
  return readFileSync(join(root, file), "utf8");
}
