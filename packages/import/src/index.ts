export { createGateway, type ApiKey, type Gateway, type GatewayOptions } from "./gateway/gateway.ts";
export { filmsIn } from "./films-in.ts";
export { importArchive, type ImportOptions } from "./import-archive.ts";
export { GatewayAwayError, ImportError, ImportStoppedError } from "./import-error.ts";
export { openDataSet, type FilmOfDataSet, type OpenDataSet } from "./open-data-set.ts";
export type { Progress } from "./progress.ts";
export { rejectedPercent, type ImportReport } from "./report.ts";
export type { Tally } from "./tally.ts";
