import { startActivity } from "@projectionist/activity";
import type { EventLog } from "@projectionist/bus";
import { createLogger, type Principal, type RunningService } from "@projectionist/service-kit";
import { openDocuments, type Documents } from "@projectionist/stores";

/** The token of a service that posts for all viewers; any other token is the viewer of that name. */
export const SERVICE_TOKEN = "service";

/** Activity in this process, on a log and documents that other instances may share; controls see the documents otherwise. */
export async function startActivityInstance(
  log: EventLog,
  documentsUrl: string,
  seenAs: (documents: Documents) => Documents = (documents) => documents,
): Promise<RunningService> {
  const documents = seenAs(await openDocuments(documentsUrl));
  const logger = createLogger({ service: "activity", level: "silent" });
  const service = await startActivity({ log, documents, logger, verifyToken, host: "127.0.0.1", port: 0 });
  return {
    ...service,
    async stop() {
      await service.stop();
      await documents.close();
    },
  };
}

async function verifyToken(token: string): Promise<Principal> {
  if (token === SERVICE_TOKEN) return { kind: "service", id: token, role: null, scopes: ["signals:write"] };
  return { kind: "user", id: token, role: "viewer", scopes: [] };
}
