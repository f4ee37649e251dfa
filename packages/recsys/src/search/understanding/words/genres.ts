import type { Phrases } from "./phrases.ts";

/** What viewers call the catalog's genres. */
export const genreWords: Readonly<Record<string, Phrases>> = {
  Action: { en: "action|actioner|action packed", de: "aktion|actionreich~", fr: "film d action" },
  Adventure: { en: "adventures|swashbuckler", de: "abenteuer", fr: "aventure|aventures" },
  Animation: {
    en: "animation|animated|cartoon|cartoons",
    de: "zeichentrick|trickfilm|trickfilme|animiert~",
    fr: "dessin animé|dessins animés|film d animation",
  },
  Comedy: { en: "comedy|comedies", de: "komödie|komödien|lustspiel", fr: "comédie|comédies" },
  Crime: { en: "crime film|crime films", de: "krimi|krimis", fr: "film policier|policier|policiers" },
  Documentary: {
    en: "documentary|documentaries|docu|doc|docs",
    de: "doku|dokus|dokumentation|dokumentar",
    fr: "documentaire|documentaires|docu",
  },
  Drama: { en: "drama|dramas", de: "dramen|tragödie", fr: "drame|drames" },
  Family: {
    en: "kids|for children|for kids|kids movie|for the whole family|for all the family",
    de: "kinder|für kinder|familien|für die ganze familie",
    fr: "pour enfants|pour les enfants|pour la famille|pour toute la famille",
  },
  Fantasy: { en: "fantasy|fairytale", de: "märchen", fr: "fantastique|féerie" },
  History: { en: "historical|period piece|period film", de: "historisch~|historien", fr: "historique|historiques" },
  Horror: {
    en: "horror|horrors|horror flick",
    de: "gruselfilm|gruselfilme",
    fr: "horreur|épouvante|film d horreur|films d horreur|film d épouvante",
  },
  Mystery: { en: "mysteries|whodunit|whodunits|whodunnit|murder mystery", de: "rätselkrimi", fr: "film à énigme" },
  Romance: {
    en: "romance|romances|romantic film|love story|love stories",
    de: "liebesfilm|liebesfilme|romanze|liebesgeschichte",
    fr: "film d amour|histoire d amour|films d amour",
  },
  "Science Fiction": {
    en: "sci fi|scifi|science fiction|sf",
    de: "zukunftsfilm",
    fr: "science fiction|film de science fiction|films de science fiction",
  },
  Thriller: { en: "thriller|thrillers", fr: "film à suspense" },
  War: { en: "war film|war films|war movie|war movies", de: "krieg", fr: "film de guerre|films de guerre" },
  Western: { en: "western|westerns", fr: "film de cow boys" },
};

/** Everyday words that name a genre only beside words that show it: "war movie", but not "a war in the family". */
export const weakGenreWords: Readonly<Record<string, Phrases>> = {
  Adventure: { en: "adventure" },
  Crime: { en: "crime", de: "verbrechen", fr: "crime|polar|polars" },
  Family: { en: "family", de: "familie", fr: "famille" },
  History: { en: "history", de: "geschichte" },
  Music: { en: "music", de: "musik", fr: "musique" },
  Mystery: { en: "mystery", fr: "mystère" },
  War: { en: "war", fr: "guerre" },
};
