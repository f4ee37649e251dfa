import type { JobDataOf } from "@projectionist/contracts";
import {
  GatewayAwayError,
  ImportError,
  ImportStoppedError,
  createGateway,
  importArchive,
  type Progress,
  type Tally,
} from "@projectionist/import";
import { PermanentJobError, type JobContext, type JobHandler } from "@projectionist/jobs";
import { findInLandingPlace } from "./landing-place.ts";

export type ImportOptions = Readonly<{
  /** The landing place: nothing outside it is read. */
  folder: string;
  /** Where checkpoints and lists of rejected rows are kept. */
  stateFolder: string;
  /** The gateway, asked for when a job begins. */
  gatewayUrl: () => string;
  /** A service key with `catalog:write` and `signals:write`. */
  apiKey: string;
}>;

export type ImportResult = Readonly<{ films: Tally; ratings: Tally | null }>;

/** The stages of an import, with the share of the job that each ends at. */
const stages = { films: [0, 0.1], ratings: [0.1, 0.9], histories: [0.9, 1] } as const;

/**
 * The handler of the job `import`, which fails without options. It goes through the gateway as the command does, so that
 * films and signals take the same way as anybody's; taken up again, it goes on behind its checkpoint, and
 * the result tells what all attempts brought in.
 */
export function createImportJob(options: ImportOptions | undefined): JobHandler<JobDataOf<"import">> {
  return async ({ file, dataSet, since, limit, again }, { id, progress, log, signal }): Promise<ImportResult> => {
    if (!options) {
      throw new PermanentJobError(
        "There is no landing place: set IMPORT_FOLDER and IMPORT_API_KEY (a key with catalog:write and signals:write)",
      );
    }
    const { folder, stateFolder, gatewayUrl, apiKey } = options;
    const path = await findInLandingPlace(folder, file);
    try {
      const { films, ratings } = await importArchive({
        path,
        gateway: createGateway({
          url: gatewayUrl(),
          urlSource: "GATEWAY_URL",
          key: { value: apiKey, source: "IMPORT_API_KEY" },
          scopes: ["catalog:write", "signals:write"],
          signal,
        }),
        stateFolder,
        signal,
        say: log,
        progress: (label) => progressOf(label, progress),
        dataSet,
        since: since === undefined ? undefined : Date.parse(since) / 1000,
        limit,
        again,
        run: id,
      });
      progress(1, "");
      return { films, ratings: ratings ?? null };
    } catch (error) {
      const lasting = error instanceof ImportError && !(error instanceof GatewayAwayError);
      if (lasting && !(error instanceof ImportStoppedError))
        throw new PermanentJobError(error.message, { cause: error });
      throw error;
    }
  };
}

function progressOf(label: string, progress: JobContext["progress"]): Progress {
  const [from, to] = Object.hasOwn(stages, label) ? stages[label as keyof typeof stages] : ([0, 0] as const);
  const text = (count: number) => count.toLocaleString("en");
  return {
    update(done, total) {
      const share = total ? Math.min(1, done / total) : 0;
      progress(from + (to - from) * share, `${label}: ${text(done)}${total ? ` of ${text(total)}` : ""}`);
    },
    end() {},
  };
}
