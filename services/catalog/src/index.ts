export type { BundledFilm } from "./seed/bundled-film.ts";
export { BundledFilmError, readBundledFilms } from "./seed/read-bundled-films.ts";
export { startCatalog, type CatalogOptions } from "./service.ts";
export { enrichmentOf, enrichmentSettings } from "./enrichment/settings.ts";
export { searchSettings, semanticModelOf } from "./search/settings.ts";
