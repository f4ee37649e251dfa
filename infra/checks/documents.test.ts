import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { root, sources, textOf } from "./workspace.ts";

const pages = sources("{,{services,packages,data,infra}/**/}*.md");

/** `path/to/file` in backticks, and the targets of relative links. */
function namedPaths(page: string): string[] {
  const text = textOf(page);
  const quoted = [...text.matchAll(/`((?:services|packages|infra|data|k8s)\/[A-Za-z0-9_./-]+)`/g)].map(
    (m) => m[1] ?? "",
  );
  const linked = [...text.matchAll(/\]\((?!https?:|#|\/)([^)#\s]+)[^)]*\)/g)].map((m) =>
    join(dirname(page), m[1] ?? ""),
  );
  return [...quoted.filter((path) => !path.startsWith("data/local")), ...linked];
}

describe("documents", () => {
  it("finds the README and AGENTS.md", () => expect(pages).toEqual(expect.arrayContaining(["AGENTS.md", "README.md"])));

  it.each(pages)("%s names only paths that exist", (page) => {
    expect(namedPaths(page).filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  it("keeps AGENTS.md short", () => expect(textOf("AGENTS.md").split("\n").length).toBeLessThanOrEqual(80));
});
