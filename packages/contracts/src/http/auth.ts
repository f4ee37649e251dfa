import { Type, type Static } from "typebox";
import { Closed, Empty, Id, Nullable, OneOf, Time } from "./common.ts";
import { ErasedHistorySchema } from "./erasure.ts";
import { demoViewer } from "../demo.ts";
import { operation, scopes } from "./operation.ts";

export const roles = ["viewer", "admin"] as const;
export type Role = (typeof roles)[number];

const Email = Type.String({ format: "email", maxLength: 254 });
const Password = Type.String({ minLength: 10, maxLength: 1024, description: "At least 10 characters." });
const DisplayName = Type.String({
  minLength: 1,
  maxLength: 80,
  pattern: "^[^\\p{Cc}\\p{Cf}\\p{Z}][^\\p{Cc}\\p{Zl}\\p{Zp}]*$",
  description: "One line that begins with a visible character.",
});

export const UserSchema = Type.Object({
  id: Id,
  email: Type.String(),
  displayName: Type.String(),
  role: OneOf(roles),
  createdAt: Time,
});
export type User = Static<typeof UserSchema>;

export const SessionSchema = Type.Object({
  accessToken: Type.String({ description: "Send as `authorization: Bearer …`." }),
  refreshToken: Type.String({ description: "Good for one refresh; using it twice ends the whole session." }),
  expiresIn: Type.Integer({ description: "Seconds until the access token expires." }),
  user: UserSchema,
});
export type Session = Static<typeof SessionSchema>;

export const ServiceKeySchema = Type.Object({
  id: Id,
  name: Type.String(),
  scopes: Type.Array(OneOf(scopes)),
  createdAt: Time,
  lastUsedAt: Nullable(Time),
});
export type ServiceKey = Static<typeof ServiceKeySchema>;

const RefreshBody = Closed({ refreshToken: Type.String({ minLength: 1, maxLength: 512 }) });

export const authOperations = {
  register: operation({
    id: "register",
    method: "POST",
    path: "/v1/auth/register",
    service: "auth",
    access: "public",
    tag: "auth",
    summary: "Sign up",
    schema: {
      body: Closed(
        { email: Email, password: Password, displayName: Type.Optional(DisplayName) },
        { examples: [{ email: "bob@example.com", password: "a long password", displayName: "Bob" }] },
      ),
      response: { 201: SessionSchema },
    },
  }),
  login: operation({
    id: "login",
    method: "POST",
    path: "/v1/auth/login",
    service: "auth",
    access: "public",
    tag: "auth",
    summary: "Log in",
    schema: {
      body: Closed(
        { email: Email, password: Type.String({ minLength: 1, maxLength: 1024 }) },
        { examples: [{ email: demoViewer.email, password: demoViewer.password }] },
      ),
      response: { 200: SessionSchema },
    },
  }),
  refresh: operation({
    id: "refresh",
    method: "POST",
    path: "/v1/auth/refresh",
    service: "auth",
    access: "public",
    tag: "auth",
    summary: "Trade a refresh token for a new session",
    schema: { body: RefreshBody, response: { 200: SessionSchema } },
  }),
  logout: operation({
    id: "logout",
    method: "POST",
    path: "/v1/auth/logout",
    service: "auth",
    access: "public",
    tag: "auth",
    summary: "End the session that a refresh token belongs to",
    schema: { body: RefreshBody, response: { 204: Empty } },
  }),
  getMe: operation({
    id: "getMe",
    method: "GET",
    path: "/v1/me",
    service: "auth",
    access: ["viewer"],
    tag: "auth",
    summary: "Your account",
    schema: { response: { 200: UserSchema } },
  }),
  updateMe: operation({
    id: "updateMe",
    method: "PATCH",
    path: "/v1/me",
    service: "auth",
    access: ["viewer"],
    tag: "auth",
    summary: "Change your name, e-mail or password",
    description: "Changing e-mail or password needs `currentPassword`; a new password ends all other sessions.",
    schema: {
      body: Closed(
        {
          displayName: Type.Optional(DisplayName),
          email: Type.Optional(Email),
          password: Type.Optional(Password),
          currentPassword: Type.Optional(Type.String({ minLength: 1, maxLength: 1024 })),
        },
        { minProperties: 1, examples: [{ displayName: "Alice B." }] },
      ),
      response: { 200: UserSchema },
    },
  }),
  deleteMe: operation({
    id: "deleteMe",
    method: "DELETE",
    path: "/v1/me",
    service: "auth",
    access: ["viewer"],
    tag: "auth",
    summary: "Erase your account and everything that you signalled",
    description:
      "The answer is the receipt. `history` says what went of your signals, and from which position on none of it can be seen; when it is null, that is still under way: GET /v1/erasures/{receiptId} answers it, without a token. Repeating the call answers the same.",
    schema: {
      response: {
        202: Type.Object({
          userId: Id,
          erasedAt: Time,
          receiptId: Id,
          removed: Type.Object(
            { accounts: Type.Integer(), sessions: Type.Integer() },
            { description: "What went at once." },
          ),
          history: Nullable(ErasedHistorySchema),
        }),
      },
    },
  }),
  createKey: operation({
    id: "createKey",
    method: "POST",
    path: "/v1/keys",
    service: "auth",
    access: ["admin"],
    tag: "auth",
    summary: "Make a service key; its secret is shown once",
    schema: {
      body: Closed(
        {
          name: Type.String({ minLength: 1, maxLength: 80 }),
          scopes: Type.Array(OneOf(scopes), { minItems: 1, maxItems: scopes.length, uniqueItems: true }),
        },
        { examples: [{ name: "my web shop", scopes: ["signals:write", "recommendations:read"] }] },
      ),
      response: { 201: Type.Object({ ...ServiceKeySchema.properties, key: Type.String() }) },
    },
  }),
  listKeys: operation({
    id: "listKeys",
    method: "GET",
    path: "/v1/keys",
    service: "auth",
    access: ["admin"],
    tag: "auth",
    summary: "The service keys, without their secrets",
    schema: { response: { 200: Type.Object({ items: Type.Array(ServiceKeySchema) }) } },
  }),
  deleteKey: operation({
    id: "deleteKey",
    method: "DELETE",
    path: "/v1/keys/:keyId",
    service: "auth",
    access: ["admin"],
    tag: "auth",
    summary: "Revoke a service key",
    schema: { params: Closed({ keyId: Id }), response: { 204: Empty } },
  }),
  getKeySet: operation({
    id: "getKeySet",
    method: "GET",
    path: "/.well-known/jwks.json",
    service: "auth",
    access: "public",
    tag: "auth",
    summary: "The public keys that access tokens are verified by",
    schema: { response: { 200: Type.Object({ keys: Type.Array(Type.Record(Type.String(), Type.Unknown())) }) } },
  }),
  exchangeKey: operation({
    id: "exchangeKey",
    method: "POST",
    path: "/internal/keys/exchange",
    service: "auth",
    access: "public",
    tag: "internal",
    summary: "Trade a service key for a short access token",
    exposed: false,
    schema: {
      body: Closed({ key: Type.String({ minLength: 1, maxLength: 256 }) }),
      response: { 200: Type.Object({ accessToken: Type.String(), expiresIn: Type.Integer() }) },
    },
  }),
} as const;
