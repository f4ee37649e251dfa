import { authOperations, errorCodes, type Problem, type Session } from "@projectionist/contracts";
import { ProblemError } from "@projectionist/service-kit";
import type { FastifyInstance, FastifyReply } from "fastify";
import { headersFor } from "../http/forward.ts";
import { bodyReader, isSane } from "../http/reply-body.ts";
import type { Limit } from "../rate-limit.ts";
import type { Upstream } from "../upstream.ts";
import { requireSameOrigin } from "./same-origin.ts";
import { BOARD_PATH, closeSession, openSession, sessionOf } from "./session-cookie.ts";
import { sendSignInPage, SIGN_IN_PATH } from "./sign-in-page.ts";

export const SIGN_OUT_PATH = `${BOARD_PATH}/sign-out`;
const FORM_LIMIT = 8_192;
const readSession = bodyReader<Session>(authOperations.login.schema.response[200]);

/** The board's sign-in form: logs in with auth and keeps the access token in the board's cookie. And the way out. */
export async function signInRoutes(scope: FastifyInstance, upstream: Upstream, limit: Limit): Promise<void> {
  const hide = { schema: { hide: true } };
  const form = { parseAs: "string", bodyLimit: FORM_LIMIT } as const;
  scope.addContentTypeParser<string>("application/x-www-form-urlencoded", form, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(body))),
  );

  scope.post<{ Body: Partial<Record<"email" | "password", string>> | undefined }>(
    SIGN_IN_PATH,
    hide,
    async (request, reply) => {
      const { email = "", password = "" } = request.body ?? {};
      const again = (status: number, fault: string) => sendSignInPage(reply, status, { fault, email });
      try {
        reply.headers(await limit(request, null));
        requireSameOrigin(request);
        const { method, path } = authOperations.login;
        const headers = { ...headersFor(request, null), "content-type": "application/json" };
        const answer = await upstream.send("auth", {
          method,
          path,
          headers,
          body: JSON.stringify({ email, password }),
        });
        if (answer.status >= 400 && answer.status < 500 && isSane(answer)) {
          const { title, detail } = JSON.parse(answer.body.toString()) as Problem;
          return again(answer.status, answer.status === 401 ? `${title}.` : `${title}. ${detail}`);
        }
        const { accessToken, user } = readSession(answer);
        if (user.role !== "admin") return again(403, "This account is no administrator's.");
        openSession(request, reply, accessToken);
        return reply.redirect(BOARD_PATH, 303);
      } catch (error) {
        if (!(error instanceof ProblemError)) throw error;
        const { status, title, cure } = errorCodes[error.code];
        reply.headers(error.more.headers ?? {});
        return again(status, `${title}. ${error.more.detail ?? cure}`);
      }
    },
  );

  // Only a page of this site can have the cookie sent along, so no other one can sign anybody out.
  scope.get(SIGN_OUT_PATH, hide, async (request, reply) => signOut(reply, sessionOf(request) !== undefined));
}

function signOut(reply: FastifyReply, signedIn: boolean): FastifyReply {
  if (signedIn) closeSession(reply);
  return reply.header("cache-control", "no-store").redirect(BOARD_PATH, 303);
}
