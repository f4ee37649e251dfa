import { modelOperations as operations, type ModelView } from "@projectionist/contracts";
import { ProblemError, route } from "@projectionist/service-kit";
import type { FastifyInstance } from "fastify";
import type { StoredArtefact } from "../models/artefact.ts";
import { ArtefactDamagedError } from "../models/artefact-file.ts";
import type { CurrentModel } from "../models/current-model.ts";
import { ArtefactMissingError, type Models } from "../models/models.ts";
import type { PublishedModel } from "../models/publish-model.ts";

export type ModelRouteDeps = Readonly<{
  models: Pick<Models, "list" | "read">;
  current: Pick<CurrentModel, "current" | "published" | "withdrawn" | "caughtUp">;
  /** Says to all instances that this version is to be served. */
  promote: (model: StoredArtefact, replaces: string | null) => Promise<unknown>;
}>;

/** The trained models, for operators; where none are kept there are none. */
export function modelRoutes(app: FastifyInstance, deps: ModelRouteDeps | undefined): void {
  const { models, current, promote } = deps ?? none;

  route(app, operations.listModels, async () => {
    const stored = await models.list("models");
    const [published, withdrawn] = [current.published(), current.withdrawn()];
    const items = stored.map((model) => viewOf(model, published));
    return {
      status: 200,
      body: {
        items,
        published: published ? publishedView(published, stored) : null,
        withdrawn: withdrawn ? { ...withdrawn, withdrawnAt: new Date(withdrawn.withdrawnAt).toISOString() } : null,
      },
    };
  });

  route(app, operations.getModel, async ({ params }) => {
    const stored = (await models.list("models")).find(({ version }) => version === params.version);
    if (!stored) throw new ProblemError("model-not-found");
    return { status: 200, body: { ...viewOf(stored, current.published()), sections: stored.sections } };
  });

  route(app, operations.promoteModel, async ({ params }) => {
    await current.caughtUp();
    if (current.withdrawn()?.version === params.version) throw new ProblemError("model-withdrawn");
    const { stored } = await models.read("models", params.version).catch(explain);
    const published = current.published();
    if (published?.version !== stored.version) await promote(stored, published?.version ?? null);
    return { status: 200, body: { ...viewOf(stored, published), published: true } };
  });

  function publishedView(published: PublishedModel, stored: readonly StoredArtefact[]) {
    const { version, publishedAt } = published;
    const replaces = stored.find((model) => model.version === published.replaces)?.version ?? null;
    const loaded = current.current()?.version === version;
    return { version, replaces, publishedAt: new Date(publishedAt).toISOString(), loaded };
  }
}

const none: ModelRouteDeps = {
  models: {
    list: async () => [],
    read: async (_kind, version) => Promise.reject(new ArtefactMissingError(version)),
  },
  current: {
    current: () => undefined,
    published: () => undefined,
    withdrawn: () => undefined,
    caughtUp: async () => {},
  },
  promote: async () => {},
};

function viewOf(stored: StoredArtefact, published: PublishedModel | undefined): ModelView {
  const { version, createdAt, position, bytes, sha256, metrics, config } = stored;
  return {
    version,
    createdAt: new Date(createdAt).toISOString(),
    published: version === published?.version,
    position,
    bytes,
    sha256,
    metrics: { ...metrics },
    config: { ...config },
  };
}

/** @throws {ProblemError} */
function explain(error: unknown): never {
  if (error instanceof ArtefactMissingError) throw new ProblemError("model-not-found", {}, { cause: error });
  if (error instanceof ArtefactDamagedError)
    throw new ProblemError("model-damaged", { detail: error.message }, { cause: error });
  throw error;
}
