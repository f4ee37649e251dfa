import { authOperations } from "@projectionist/contracts";
import { ProblemError, recordHeadersOf, route, viewerOf } from "@projectionist/service-kit";
import type { FastifyInstance } from "fastify";
import type { AuthDeps } from "../app.ts";
import { changeUser } from "../users/change-user.ts";
import { eraseUser } from "../users/erase-user.ts";
import { userOf } from "../users/user-document.ts";

/** One's own account: see, change, erase. */
export function addAccountRoutes(app: FastifyInstance, deps: AuthDeps): void {
  route(app, authOperations.getMe, async (request) => {
    const stored = await deps.users.get(viewerOf(request));
    if (!stored) throw new ProblemError("token-invalid");
    return { status: 200, body: userOf(stored.id, stored.value) };
  });

  route(app, authOperations.updateMe, async (request) => {
    const { body, principal, ip } = request;
    const userId = viewerOf(request);
    const changed = await changeUser(deps, { userId, session: principal?.session, ip }, body);
    return { status: 200, body: userOf(userId, changed) };
  });

  route(app, authOperations.deleteMe, async (request) => {
    const userId = viewerOf(request);
    const { receiptId, erasedAt, sessions } = await eraseUser(
      { ...deps, recordHeaders: recordHeadersOf(request.origin) },
      userId,
    );
    const removed = { accounts: 1, sessions };
    // What went of the history is activity's to say: the gateway adds it.
    return {
      status: 202,
      body: { userId, erasedAt: new Date(erasedAt).toISOString(), receiptId, removed, history: null },
    };
  });
}
