import type { Phrases } from "./phrases.ts";

export const qualities = ["underrated", "classic", "acclaimed"] as const;
export type Quality = (typeof qualities)[number];

export const qualityWords: Readonly<Record<Quality, Phrases>> = {
  underrated: {
    en: "underrated|hidden gem|hidden gems|lesser known|underseen",
    de: "unterschätzt~|geheimtipp|geheimtipps",
    fr: "sous estimé|sous estimés|pépite|pépites|peu connu|peu connus",
  },
  classic: {
    en: "classics|all time classic|cult classic|cult classics|cult film|cult films",
    de: "klassiker|filmklassiker|kultfilm|kultfilme",
    fr: "film culte|films cultes|grand classique|grands classiques",
  },
  acclaimed: {
    en: "acclaimed|critically acclaimed|masterpiece|masterpieces|award winning|oscar winning|oscar winner|oscar winners|best picture|best picture winner|top rated|highly rated|best of|must see|must sees",
    de: "preisgekrönt~|meisterwerk|meisterwerke|oscargekrönt~|oscarprämiert~|das beste von",
    fr: "chef d œuvre|chefs d œuvre|primé|primés|acclamé|oscarisé|oscarisés|le meilleur de",
  },
};

/** Words that praise other things too: "the best films", but not "best friends". */
export const weakQualityWords: typeof qualityWords = {
  underrated: {
    en: "overlooked|little known|obscure|forgotten",
    de: "unbekannt~|übersehen~|vergessen~",
    fr: "méconnu|méconnus|méconnue|oublié|oubliés",
  },
  classic: { en: "classic", de: "klassisch~", fr: "classique|classiques" },
  acclaimed: {
    en: "best|great|greatest|brilliant|excellent",
    de: "ausgezeichnet~|beste|besten|bester|bestes|großartig~",
    fr: "meilleur|meilleurs|meilleure|meilleures|excellent|excellents",
  },
};
