import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { errorCodes, problemOf } from "./errors.ts";

const page = readFileSync(join(import.meta.dirname, "../docs/errors.md"), "utf8");

it("documents every code with its status, meaning and cure, and no other", () => {
  const rows = page
    .split("\n")
    .filter((line) => line.startsWith("| `"))
    .map((line) => line.split("|").map((cell) => cell.trim()))
    .map(([, code, status, title, cure]) => [code?.replaceAll("`", ""), { status: Number(status), title, cure }]);
  expect(Object.fromEntries(rows)).toEqual(errorCodes);
});

it("makes a problem document", () => {
  expect(problemOf("movie-not-found", "req-1", { errors: [{ path: "params/movieId", message: "unknown" }] })).toEqual({
    type: "/errors/movie-not-found",
    title: "There is no such film",
    status: 404,
    code: "movie-not-found",
    detail: "Take film ids from /v1/movies or /v1/search.",
    instance: "req-1",
    errors: [{ path: "params/movieId", message: "unknown" }],
  });
});
