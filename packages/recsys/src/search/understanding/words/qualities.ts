import type { Phrases } from "./phrases.ts";

export const qualities = ["underrated", "classic", "acclaimed"] as const;
export type Quality = (typeof qualities)[number];

export const qualityWords: Readonly<Record<Quality, Phrases>> = {
  underrated: {
    en: "underrated|overlooked|hidden gem|hidden gems|little known|lesser known|obscure|underseen",
    de: "unterschätzt~|geheimtipp|geheimtipps|unbekannt~|übersehen~",
    fr: "sous estimé|sous estimés|méconnu|méconnus|méconnue|pépite|pépites|peu connu|peu connus",
  },
  classic: {
    en: "classic|classics|all time classic|cult classic",
    de: "klassiker|filmklassiker|klassisch~|kultfilm|kultfilme",
    fr: "classique|classiques|film culte|films cultes|grand classique|grands classiques",
  },
  acclaimed: {
    en: "acclaimed|critically acclaimed|best|masterpiece|masterpieces|award winning|oscar winning|great|greatest|top rated|highly rated",
    de: "preisgekrönt~|meisterwerk|meisterwerke|ausgezeichnet~|beste|besten|bester",
    fr: "chef d œuvre|chefs d œuvre|primé|primés|acclamé|meilleur|meilleurs|meilleure|meilleures",
  },
};
