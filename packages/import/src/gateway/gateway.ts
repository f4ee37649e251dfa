import { ApiError, createClient, dataOf, type ProjectionistClient } from "@projectionist/client";
import { GatewayAwayError, ImportError } from "../import-error.ts";
import { TemporaryError, defaultRetryPolicy, refusal, withRetry, type RetryPolicy } from "./retry.ts";

type Reply<T> = Promise<Readonly<{ data?: T; error?: unknown; response: Response }>>;

export type ApiKey = Readonly<{ value: string; /** Where it came from, for messages. */ source: string }>;

/** The gateway as an import talks to it. */
export type Gateway = Readonly<{
  url: string;
  /**
   * Makes a call, again while it fails temporarily, so it must be one that may be repeated.
   * @throws {ApiError} when the gateway refuses it for good, {@link ImportError} when the key may not make it,
   *   {@link GatewayAwayError} when the gateway stays away, `ImportStoppedError` when it was stopped meanwhile
   */
  call<T>(send: (client: ProjectionistClient, signal: AbortSignal) => Reply<T>): Promise<T>;
}>;

export type GatewayOptions = Readonly<{
  url: string;
  /** Where the URL came from, for messages; `--url` unless told. */
  urlSource?: string;
  key: ApiKey;
  /** The scopes that are needed, for messages. */
  scopes: readonly string[];
  /** Aborted to stop: no call is made again then. */
  signal: AbortSignal;
  retry?: Partial<RetryPolicy>;
}>;

/** Talks to the gateway at `url`; nothing is sent before the first call. */
export function createGateway({ url, urlSource = "--url", key, scopes, signal, retry }: GatewayOptions): Gateway {
  const policy = { ...defaultRetryPolicy, ...retry };
  const client = createClient({ baseUrl: url, apiKey: key.value });
  let answered = false;

  const once = async <T>(send: (client: ProjectionistClient, signal: AbortSignal) => Reply<T>): Promise<T> => {
    const reply = await send(client, AbortSignal.timeout(policy.timeoutMs)).catch((error: unknown) => {
      const reason = reasonOf(error);
      if (!answered && reason.refused)
        throw new GatewayAwayError(
          `Nothing answers at ${url}: run \`npm start\` first, or name the gateway with ${urlSource}.`,
        );
      throw new TemporaryError(reason.text, { cause: error });
    });
    answered = true;
    return dataOf(Promise.resolve(reply)).catch((error: unknown) => {
      throw error instanceof ApiError ? refusal(error, reply.response) : error;
    });
  };

  return {
    url,
    async call(send) {
      try {
        return await withRetry(() => once(send), policy, signal);
      } catch (error) {
        throw importErrorOf(error);
      }
    },
  };

  function importErrorOf(error: unknown): unknown {
    if (error instanceof TemporaryError)
      return new GatewayAwayError(
        `The gateway at ${url} did not take the request in ${policy.attempts} tries: ${error.message}`,
        {
          cause: error,
        },
      );
    if (error instanceof ApiError && error.status === 401)
      return new ImportError(`The key of ${key.source} is not valid: give a current one.`, { cause: error });
    if (error instanceof ApiError && error.status === 403)
      return new ImportError(
        `The key of ${key.source} may not do this: it needs the scopes ${scopes.join(" and ")} (POST /v1/keys makes one).`,
        { cause: error },
      );
    return error;
  }
}

/** Why a call was not answered, and whether that is because nobody listens. */
function reasonOf(error: unknown): { text: string; refused: boolean } {
  const { name, message, cause } = error as Error & { cause?: { code?: string; message?: string } };
  if (name === "TimeoutError") return { text: "no answer in time", refused: false };
  const refused = ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN"].includes(cause?.code ?? "");
  return { text: cause?.message || cause?.code || message, refused };
}
