import type { TSchema } from "typebox";

/** The deployables that answer operations behind the gateway. */
export const serviceNames = ["auth", "catalog", "activity", "recommender"] as const;
export type ServiceName = (typeof serviceNames)[number];

/** What a service key may be allowed to do. */
export const scopes = ["signals:write", "recommendations:read", "catalog:write", "ops"] as const;
export type Scope = (typeof scopes)[number];

/**
 * Who may call: everybody, or whoever meets one of the listed. `viewer` is any logged-in user; `admin` the role, which
 * also meets every other requirement except `viewer`'s need of an own account.
 */
export type Access = "public" | readonly ("viewer" | "admin" | Scope)[];

/** Who may call, for a reader: such as "an administrator or a service key with `catalog:write`". */
export function describeAccess(access: Exclude<Access, "public">): string {
  const names = { viewer: "a logged-in viewer", admin: "an administrator" } as const;
  return access
    .map((one) => (one === "viewer" || one === "admin" ? names[one] : `a service key with \`${one}\``))
    .join(" or ");
}

export type OperationSchemas = Readonly<{
  params?: TSchema;
  querystring?: TSchema;
  headers?: TSchema;
  body?: TSchema;
  response: Readonly<Record<number, TSchema>>;
}>;

/** One call of the HTTP surface: the service that answers it, the gateway and the OpenAPI document all read this. */
export type Operation<S extends OperationSchemas = OperationSchemas> = Readonly<{
  /** OpenAPI's operationId, a verb and a noun. */
  id: string;
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** With `:name` parameters, as Fastify writes them. */
  path: string;
  /** Who answers it; the gateway itself does what concerns several services. */
  service: ServiceName | "gateway";
  access: Access;
  tag: string;
  summary: string;
  description?: string;
  /** False for calls between services: the gateway does not offer them. */
  exposed: boolean;
  /** Largest body in bytes, where it differs from 256 KiB. */
  bodyLimit?: number;
  schema: S;
}>;

/** Declares an operation; its schemas keep their types. */
export function operation<const S extends OperationSchemas>(
  definition: Omit<Operation<S>, "exposed"> & { exposed?: boolean },
): Operation<S> {
  return { ...definition, exposed: definition.exposed ?? true };
}
