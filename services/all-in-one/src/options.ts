import { parseArgs } from "node:util";

export type StartOptions = Readonly<{
  /** Throws away the state of earlier starts first. */
  fresh: boolean;
  /** No simulated viewers act after the start. */
  quiet: boolean;
  /** Nobody but the command line that started it is served, until that ends. */
  maintenance: boolean;
  help: boolean;
}>;

export const usage = `Usage: npm start -- [options]

  --fresh   begin anew: throws away the state in the data folder
  --quiet   no simulated viewers act after the start
  --help    this page

The command line starts the system with --maintenance for its own --offline: nobody else is served then.

Environment: PORT (8080; the services take the next four ports, 0 takes free ones), HOST (127.0.0.1),
DATA_FOLDER (data/local), LOG_LEVEL (info; written to projectionist.log in the data folder),
RATE_LIMIT_VIEWERS_PER_MINUTE (600; 0 for none), TMDB_API_KEY (none; lets administrators enrich films from TMDB),
IMPORT_FOLDER (landing, in the data folder; administrators may have the data sets in it imported),
SEMANTIC_MODEL (static; what search embeds with: minilm:<folder> or hub:<owner>/<model> after npm run setup:native).`;

/** The command line of a start. @throws when it names an unknown option; the message says which */
export function parseOptions(args: readonly string[]): StartOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      fresh: { type: "boolean", default: false },
      maintenance: { type: "boolean", default: false },
      quiet: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
    allowPositionals: false,
  });
  return values;
}
