import type { Operation, OperationSchemas } from "@projectionist/contracts";
import type { FastifyInstance, FastifyRequest, FastifySchema } from "fastify";
import type { Logger } from "pino";
import type { Static, TSchema } from "typebox";
import type { Principal } from "../principal.ts";
import type { VerifyToken } from "../tokens/token-verifier.ts";
import { originOf, type Origin } from "../origin/origin.ts";
import { admit } from "./guard.ts";
import { noteCaller } from "./log-requests.ts";

type PartOf<S, Name extends string> =
  S extends Readonly<Record<Name, infer Schema extends TSchema>> ? Static<Schema> : unknown;

type DeepReadonly<T> = T extends readonly (infer Item)[]
  ? readonly DeepReadonly<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> }
    : T;

export type HandlerRequest<S extends OperationSchemas = OperationSchemas> = Readonly<{
  params: PartOf<S, "params">;
  query: PartOf<S, "querystring">;
  headers: PartOf<S, "headers">;
  body: PartOf<S, "body">;
  /** Null on public operations. */
  principal: Principal | null;
  /** The request id: `instance` of problem documents, `x-request-id` of the reply. */
  id: string;
  /** The request's id and its place in a trace, for what it causes elsewhere. */
  origin: Origin;
  /** The caller's address; behind a proxy that is not trusted, the proxy's. */
  ip: string;
  log: Logger;
}>;

export type HandlerReply<S extends OperationSchemas = OperationSchemas> = {
  [Status in keyof S["response"] & number]: Readonly<
    { status: Status; headers?: Readonly<Record<string, string>> } & (Static<S["response"][Status]> extends null
      ? { body?: undefined }
      : { body: DeepReadonly<Static<S["response"][Status]>> })
  >;
}[keyof S["response"] & number];

export type Handler<S extends OperationSchemas = OperationSchemas> = (
  request: HandlerRequest<S>,
) => Promise<HandlerReply<S>>;

export const VERIFY_TOKEN = "verifyToken";

/**
 * Answers an operation on an app of `createApp`: who may call is asked before the body is read, the request is checked
 * against the operation's schemas, and of the reply only what its schema declares goes out.
 */
export function route<const S extends OperationSchemas>(
  app: FastifyInstance,
  operation: Operation<S>,
  handler: Handler<S>,
): void {
  const principals = new WeakMap<FastifyRequest, Principal>();
  const schema: FastifySchema = operation.schema;
  app.route({
    method: operation.method,
    url: operation.path,
    schema,
    ...(operation.bodyLimit === undefined ? {} : { bodyLimit: operation.bodyLimit }),
    onRequest: async (request) => {
      const principal = await admit(request, operation.access, app.getDecorator<VerifyToken>(VERIFY_TOKEN));
      if (principal) principals.set(request, principal);
      noteCaller(request, principal);
    },
    handler: async (request, reply) => {
      const { params, query, headers, body, id, ip } = request;
      const principal = principals.get(request) ?? null;
      const answer = await handler({
        params,
        query,
        headers,
        body,
        principal,
        id,
        origin: originOf(request),
        ip,
        log: request.log as Logger,
      } as HandlerRequest<S>);
      return reply
        .code(answer.status)
        .headers(answer.headers ?? {})
        .send(answer.body);
    },
  });
}
