import { readFileSync } from "node:fs";
import { join } from "node:path";
import type {
  AppControllerRoute,
  AppViewRoute,
  BullBoardQueues,
  IServerAdapter,
  UIConfig,
} from "@bull-board/api/dist/types.js";
import files from "@fastify/static";
import type { FastifyInstance } from "fastify";
import { BoardFault } from "./jobs-client.ts";

/** Scripts, styles and calls of our own only; the board's editor and notices style themselves inline. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self'",
  "form-action 'self'",
  "base-uri 'self'",
  "frame-ancestors 'none'",
].join("; ");

/** Serves Bull Board's pages, files and calls on Fastify below a path, with a page that loads nothing from elsewhere. */
export class FastifyServer implements IServerAdapter {
  readonly #basePath: string;
  #queues: BullBoardQueues = new Map();
  #uiConfig: UIConfig = {};
  #views = "";
  #statics = { route: "", path: "" };
  #entry: AppViewRoute | undefined;
  #apiRoutes: AppControllerRoute[] = [];
  #onError: Parameters<IServerAdapter["setErrorHandler"]>[0] | undefined;

  constructor(basePath: string) {
    this.#basePath = basePath;
  }

  setQueues(queues: BullBoardQueues): this {
    this.#queues = queues;
    return this;
  }

  setViewsPath(path: string): this {
    this.#views = path;
    return this;
  }

  setStaticPath(route: string, path: string): this {
    this.#statics = { route, path };
    return this;
  }

  setEntryRoute(route: AppViewRoute): this {
    this.#entry = route;
    return this;
  }

  setErrorHandler(handler: Parameters<IServerAdapter["setErrorHandler"]>[0]): this {
    this.#onError = handler;
    return this;
  }

  setApiRoutes(routes: AppControllerRoute[]): this {
    this.#apiRoutes = routes;
    return this;
  }

  setUIConfig(config: UIConfig): this {
    this.#uiConfig = config;
    return this;
  }

  /** Adds the routes to a scope whose prefix is the base path. */
  async register(scope: FastifyInstance): Promise<void> {
    await scope.register(files, {
      root: this.#statics.path,
      prefix: this.#statics.route,
      decorateReply: false,
      immutable: true,
      maxAge: "1d",
    });
    const page = this.#page();
    for (const url of [this.#entry?.route ?? []].flat()) {
      scope.get(url, { schema: { hide: true } }, async (_request, reply) =>
        reply.type("text/html; charset=utf-8").header("content-security-policy", contentSecurityPolicy).send(page),
      );
    }
    for (const route of this.#apiRoutes) {
      for (const url of [route.route].flat()) {
        scope.route({
          method: [route.method].flat().map((name) => name.toUpperCase()),
          url,
          schema: { hide: true },
          handler: async ({ params, query, body, headers }, reply) => {
            const answer = await this.#answer(() =>
              route.handler({
                queues: this.#queues,
                uiConfig: this.#uiConfig,
                params: params as Record<string, string>,
                query: query as Record<string, string>,
                body: body as Record<string, unknown>,
                headers: headers as Record<string, string | undefined>,
              }),
            );
            return reply.code(answer.status ?? 200).send(answer.body);
          },
        });
      }
    }
  }

  async #answer(call: () => ReturnType<AppControllerRoute["handler"]>): Promise<{ status?: number; body: unknown }> {
    try {
      return await call();
    } catch (error) {
      if (error instanceof BoardFault) return { status: error.statusCode, body: { error: error.message } };
      if (!this.#onError) throw error;
      return this.#onError(error as Error);
    }
  }

  /** The board's page: its template holds nothing but `<%= name %>`; the font that it would fetch from Google is left out. */
  #page(): string {
    const { name = "", params = {} } =
      this.#entry?.handler({ basePath: this.#basePath, uiConfig: this.#uiConfig }) ?? {};
    return readFileSync(join(this.#views, name), "utf8")
      .replace(/<link href="https:\/\/fonts\.googleapis[^>]*>/, "")
      .replaceAll(/<%[=-] (\w+) %>/g, (_match, field: string) => params[field] ?? "");
  }
}
