import { errorCodes, type ErrorCode } from "@projectionist/contracts";
import { ProblemError } from "@projectionist/service-kit";
import type { FastifyInstance } from "fastify";

/** `/errors/<code>`, where the `type` of every problem document leads, and the list of all codes. */
export function registerErrorPages(app: FastifyInstance): void {
  const hide = { schema: { hide: true } };
  app.get("/errors", hide, async () => ({
    items: Object.entries(errorCodes).map(([code, { status, title, cure }]) => ({ code, status, title, cure })),
  }));
  app.get<{ Params: { code: string } }>("/errors/:code", hide, async ({ params: { code } }) => {
    if (!Object.hasOwn(errorCodes, code)) throw new ProblemError("not-found");
    return { code, ...errorCodes[code as ErrorCode] };
  });
}
