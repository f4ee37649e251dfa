import createFetchClient, { type Client } from "openapi-fetch";
import { ApiError, problemIn } from "./api-error.ts";
import type { paths } from "./schema.gen.ts";

export type ClientOptions = Readonly<{
  /** The gateway, such as `http://localhost:8080`. */
  baseUrl: string;
  /** An access token, or a function that answers the current one. */
  accessToken?: string | (() => string | undefined);
  /** A service key. */
  apiKey?: string;
  fetch?: (request: Request) => Promise<Response>;
}>;

export type ProjectionistClient = Client<paths>;

/**
 * A client for every call of the gateway, typed by its OpenAPI document: `client.GET("/v1/movies", …)` answers
 * `{ data, error, response }`, and `dataOf` turns that into the data or an {@link ApiError}.
 */
export function createClient({ baseUrl, accessToken, apiKey, fetch }: ClientOptions): ProjectionistClient {
  const client = createFetchClient<paths>({ baseUrl: baseUrl.replace(/\/+$/, ""), ...(fetch ? { fetch } : {}) });
  client.use({
    onRequest({ request }) {
      const token = typeof accessToken === "function" ? accessToken() : accessToken;
      if (token) request.headers.set("authorization", `Bearer ${token}`);
      if (apiKey) request.headers.set("x-api-key", apiKey);
      return request;
    },
  });
  return client;
}

/**
 * The data of a reply.
 * @throws {ApiError} with the problem document when the gateway refused the call
 */
export async function dataOf<T>(
  reply: Promise<Readonly<{ data?: T; error?: unknown; response: Response }>>,
): Promise<T> {
  const { data, error, response } = await reply;
  if (response.ok) return data as T;
  throw new ApiError(response.status, problemIn(error));
}
