import type { FastifyInstance } from "fastify";
import { sendProblem } from "./error-handler.ts";
import { ProblemError } from "./problem-error.ts";

type KnownPath = { pattern: RegExp; methods: Set<string> };

/** Answers unknown paths with 404, and known paths asked with another method with 405 and `allow`. Call before routes are added. */
export function answerNotFound(app: FastifyInstance): void {
  const paths = new Map<string, KnownPath>();
  app.addHook("onRoute", ({ url, method }) => {
    // A route for every path (CORS has one) does not make every path known.
    if (url === "*" || url === "/*") return;
    const known = paths.get(url) ?? { pattern: patternOf(url), methods: new Set() };
    for (const name of [method].flat()) known.methods.add(name);
    paths.set(url, known);
  });
  app.setNotFoundHandler((request, reply) => {
    const [path = ""] = request.url.split("?", 1);
    const methods = [...paths.values()].flatMap((known) => (known.pattern.test(path) ? [...known.methods] : []));
    const allow = [...new Set(methods)].sort().join(", ");
    sendProblem(
      allow === "" ? new ProblemError("not-found") : new ProblemError("method-not-allowed", { headers: { allow } }),
      request.id,
      reply,
    );
  });
}

/** The pattern of a route's path: `:name` stands for one segment, `*` for anything. */
function patternOf(url: string): RegExp {
  const parts = url.split(/(:[A-Za-z0-9_]+|\*)/).map((part) => {
    if (part === "*") return ".*";
    return part.startsWith(":") ? "[^/]+" : part.replace(/[^\w/-]/g, "\\$&");
  });
  return new RegExp(`^${parts.join("")}$`);
}
