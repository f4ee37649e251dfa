import { fold } from "../../text.ts";

const set = (list: string): ReadonlySet<string> => new Set(list.split("|").map(fold));

/** Words for a film itself: beside them an everyday word may be a genre. */
export const filmWords = set(
  "film|films|movie|movies|flick|flicks|picture|pictures|cinema|something|anything|nothing|one|ones|stuff|" +
    "filme|filmen|streifen|kino|etwas|was|irgendwas|nichts|filmkunst|" +
    "cinéma|truc|long métrage|chose|rien|quelque",
);

/** Beside these a title is one film's, and not what several are like. */
export const oneFilm = set("movie|film|flick|picture");
export const severalFilms = set("movies|films|flicks|pictures|filme|filmen");
export const definiteArticles = set("the|der|den|dem|le");

/** Words that carry no wish. */
export const fillers = set(
  "a|an|the|some|any|all|please|i|im|me|my|we|you|want|wanna|need|see|watch|show|find|give|tonight|really|very|quite|maybe|perhaps|" +
    "good|nice|great|more|most|ever|of|for|about|from|with|by|to|is|are|that|which|starring|set|too|so|just|only|like|similar|style|" +
    "ein|eine|einen|einem|einer|der|die|das|den|dem|des|ich|mir|wir|bitte|möchte|will|suche|zeig|sehen|schauen|gut|gute|guter|gutes|guten|" +
    "mit|von|vom|aus|für|über|sehr|so|zu|mal|gern|gerne|ganz|nur|wie|ähnlich|ähnliche|im|stil|mehr|vielleicht|heute|abend|" +
    "un|une|des|du|de|d|le|la|les|l|avec|par|pour|sur|je|veux|cherche|voudrais|bon|bons|bonne|bonnes|très|trop|plus|qui|que|est|" +
    "comme|dans|style|genre|stp|ce|soir",
);

/** Articles, which stand between a word and what it belongs to. */
export const articles = set(
  "a|an|the|some|any|ein|eine|einen|einem|einer|der|die|das|den|dem|des|un|une|le|la|les|l|du|d|de",
);

/** Behind them stands what a film is about. */
export const topicWords = set("about|über|sur");

/** They join wishes of one kind, negated ones too. */
export const joiners = set("and|or|nor|und|oder|noch|sowie|et|ou|ni|sowie|&");

/** A wish that comes behind them stands for itself. */
export const turns = set("but|though|yet|aber|jedoch|sondern|doch|mais|instead|lieber|plutôt");

/** Made before, or after, a film that was named. */
export const olderWords = set(
  "older|older ones|earlier|älter|ältere|älteres|früher|plus vieux|plus ancien|plus anciens|plus ancienne",
);
export const newerWords = set(
  "newer|newer ones|more recent|more modern|later|neuer|neuere|neueres|jünger|moderner|plus récent|plus récents|plus récente|plus moderne",
);

/** What comes next is wanted in a lower degree; what it stands before is wanted: "not too violent war film". */
export const lowerings: readonly string[] =
  "less|not too|not very|not so|weniger|nicht zu|nicht so|nicht sehr|moins|pas trop|pas très".split("|").map(fold);

/** What comes next is not wanted. */
export const negations: readonly string[] = [
  ..."no|not|non|without|except|excluding|minus|never|nor|dont|dont want|dont like|hate|i hate|not a fan of|not a big fan of|no more|nothing|anything but|avoid|neither".split(
    "|",
  ),
  ..."nicht|nichts|kein|keine|keinen|keinem|keiner|keins|ohne|außer|bloß kein|bloß keine|weder|noch|niemals".split("|"),
  ..."pas|pas de|pas d|sans|sauf|excepté|hors|ni|aucun|aucune|jamais|rien de".split("|"),
  ...lowerings,
].map(fold);

/** Phrases that look like a negation and are none. */
export const noNegations: readonly string[] = [
  "not only",
  "not just",
  "nicht nur",
  "pas seulement",
  "pas que",
  "no matter",
].map(fold);

/** Beside these a last name is that of people who work together: "the Coen brothers", "les frères Coen". */
export const siblings = set("brothers|sisters|brüder|brüdern|schwestern");
export const siblingsBefore = set("frères|soeurs");

/** A word behind which a bare last name is a person, and in which role. */
export const roleWords: Readonly<Record<"director" | "cast", readonly string[]>> = {
  director: [
    ..."by|directed by|director|from director|film by|films by|movie by|movies by".split("|"),
    ..."von|vom regisseur|von regisseur|inszeniert von|regie|regie von".split("|"),
    ..."de|d|réalisé par|réalisés par|réalisée par|du réalisateur|de la réalisatrice".split("|"),
  ].map(fold),
  cast: "with|starring|featuring|feat|actor|actress|mit|avec|mit schauspieler|avec l acteur|avec l actrice"
    .split("|")
    .map(fold),
};

/** Last names that are everyday words: they are people only when written with a capital behind a word for a role. */
export const everydayNames = set(
  "love|king|young|black|white|brown|green|day|night|stone|close|lee|hill|wood|woods|rose|hunt|law|west|north|grant|ford|bay|cage|page|" +
    "penn|moon|sun|may|june|little|long|short|good|best|strong|rich|price|power|hope|faith|grace|joy|church|park|field|bell|ball|fox|wolf|" +
    "bird|fish|cook|baker|miller|smith|hunter|fisher|carter|cooper|marsh|banks|waters|rain|snow|winter|summer|money|war|world|life|death|" +
    "man|woman|child|boy|girl|house|home|city|town|street|space|time|light|dark|red|blue|gold|silver|space|ghost|heart|hand|head|" +
    "mann|klein|gross|lang|könig|stein|berg|wald|tag|frau|kind|liebe|winter|sommer|" +
    "petit|grand|bon|blanc|noir|rouge|roi|reine|homme|femme|nuit|jour|temps|amour|mer|or|" +
    "knight|dance|judge|beach|lake|york|england|france|paris|london|berlin|washington|lincoln|jordan|israel|holland|houston|dallas|austin|virginia|" +
    "farmer|mason|butler|major|bishop|pope|forest|garden|rivers|heath|star|" +
    "story|reed|walker|cross|chase|rock|ray|dean|gray|grey|stranger|friend|bond|crow|swan|angel|marshall|marshal|duke|prince|noble|savage|wilder",
);

/** Phrases behind which a title stands for films like it. */
export const likeWords: readonly string[] = [
  ..."like|similar to|in the style of|in the vein of|along the lines of|reminiscent of|same as|kind of like".split("|"),
  ..."wie|ähnlich wie|im stil von|so wie|in der art von".split("|"),
  ..."comme|dans le style de|dans la veine de|dans le genre de|semblable à|similaire à|à la".split("|"),
].map(fold);

/** Behind these "like" is a verb or compares something else than films. */
export const noLike = set("looks|look|looked|looking|feels|feel|sounds|would|id|seems|sieht|fühlt|aussieht");

/** Titles that are pronouns and the like: behind "like" they are films only when written with a capital. */
export const pronouns = set(
  "it|her|him|his|she|he|us|we|you|me|they|them|this|that|these|those|up|down|in|out|what|who|i|es|ihn|ihr|sie|er|uns|dich|mich|ça|elle|lui|toi|moi|here|there|so|what|why|how|when|where|m|z|x|w|s",
);
