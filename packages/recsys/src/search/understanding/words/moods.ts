import type { Phrases } from "./phrases.ts";

export const moods = [
  "funny",
  "dark",
  "uplifting",
  "sad",
  "scary",
  "romantic",
  "tense",
  "violent",
  "slow",
  "mind-bending",
  "weird",
  "cozy",
  "clever",
] as const;
export type Mood = (typeof moods)[number];

/** How films of a mood are known in the catalog: by some of these genres and keywords, and not by the others. */
export type MoodMeaning = Readonly<{
  genres: readonly string[];
  keywords: readonly string[];
  unlike?: readonly string[];
}>;

export const moodMeanings: Readonly<Record<Mood, MoodMeaning>> = {
  funny: {
    genres: ["Comedy"],
    keywords: ["slapstick", "parody", "satire", "screwball comedy", "absurd"],
    unlike: ["Horror", "War"],
  },
  dark: {
    genres: ["Crime", "Thriller", "Horror"],
    keywords: ["film noir", "murder", "serial killer", "madness", "guilt", "violence", "black comedy", "corruption"],
    unlike: ["Family"],
  },
  uplifting: {
    genres: ["Family", "Comedy", "Music"],
    keywords: ["friendship", "hope", "kindness", "underdog", "courage", "wonder"],
    unlike: ["Horror", "War", "Thriller"],
  },
  sad: {
    genres: ["Drama"],
    keywords: ["grief", "death", "loneliness", "longing", "break-up", "unrequited love"],
    unlike: ["Comedy"],
  },
  scary: {
    genres: ["Horror"],
    keywords: ["ghost", "demon", "possession", "haunted house", "slasher", "fear", "creature"],
    unlike: ["Comedy", "Family"],
  },
  romantic: {
    genres: ["Romance"],
    keywords: ["first love", "love triangle", "marriage", "longing"],
    unlike: ["Horror", "War"],
  },
  tense: {
    genres: ["Thriller", "Mystery"],
    keywords: ["suspicion", "paranoia", "on the run", "conspiracy", "wrong man", "hostage"],
    unlike: ["Comedy"],
  },
  violent: {
    genres: ["Action", "Horror", "War"],
    keywords: ["violence", "slasher", "revenge", "gangster", "martial arts", "serial killer", "cruelty"],
    unlike: ["Family", "Animation"],
  },
  slow: {
    genres: ["Drama"],
    keywords: ["everyday life", "silence", "nature", "memory", "old age", "longing"],
    unlike: ["Action"],
  },
  "mind-bending": {
    genres: ["Science Fiction", "Mystery"],
    keywords: ["time loop", "time travel", "dream", "identity", "surreal", "memory", "multiverse"],
  },
  weird: { genres: ["Fantasy"], keywords: ["surreal", "absurd", "experimental", "black comedy", "dream"] },
  cozy: {
    genres: ["Family", "Comedy", "Animation"],
    keywords: ["friendship", "village", "small town", "kindness", "food", "everyday life"],
    unlike: ["Horror", "Thriller", "War"],
  },
  clever: {
    genres: ["Mystery"],
    keywords: ["heist", "con artist", "double cross", "satire", "conversation", "courtroom"],
  },
};

export const moodWords: Readonly<Record<Mood, Phrases>> = {
  funny: {
    en: "funny|funnier|funniest|hilarious|witty|humorous|silly|to laugh|make me laugh|makes me laugh|a good laugh",
    de: "lustig~|witzig~|komisch~|humorvoll~|zum lachen",
    fr: "drôle|drôles|marrant|marrante|amusant|amusante|rigolo|pour rire|faire rire|qui fait rire",
  },
  dark: {
    en: "dark|darker|bleak|grim|gritty",
    de: "düster~|düstre|finster~|dunkel|dunkle|dunkler",
    fr: "sombre|sombres|glauque",
  },
  uplifting: {
    en: "uplifting|feel good|feelgood|heartwarming|cheerful|happy|inspiring|lighthearted|light hearted|cheer me up|cheers me up",
    de: "herzerwärmend~|fröhlich~|aufbauend~|wohlfühl|leicht~|unbeschwert~",
    fr: "réconfortant|réconfortante|joyeux|joyeuse|qui fait du bien|optimiste|léger|légère|légers|légères",
  },
  sad: {
    en: "sad|sadder|saddest|heartbreaking|tearjerker|tear jerker|melancholic|melancholy|to cry|make me cry|makes me cry|a good cry",
    de: "traurig~|melancholisch~|herzzerreißend~|zum weinen|zum heulen",
    fr: "triste|tristes|mélancolique|émouvant|émouvante|pour pleurer|faire pleurer|qui fait pleurer",
  },
  scary: {
    en: "scary|scarier|scariest|creepy|frightening|terrifying|spooky|scare me|scares me",
    de: "gruselig~|unheimlich~|angsteinflößend~",
    fr: "effrayant|effrayante|effrayants|flippant|terrifiant|qui fait peur|qui font peur|pour avoir peur",
  },
  romantic: { en: "romantic", de: "romantisch~", fr: "romantique|romantiques" },
  tense: {
    en: "tense|suspenseful|gripping|thrilling|exciting|nail biting|edge of your seat|edge of my seat",
    de: "spannend~|fesselnd~|packend~|nervenaufreibend~",
    fr: "haletant|haletante|palpitant|prenant|prenante",
  },
  violent: {
    en: "violent|brutal|gory|bloody",
    de: "brutal~|blutig~|gewalttätig~",
    fr: "violent|violente|violents|sanglant|sanglante",
  },
  slow: {
    en: "slow|slow burn|contemplative|meditative",
    de: "langsam~|ruhig~|meditativ~",
    fr: "lent|lente|lents|contemplatif|contemplative",
  },
  "mind-bending": {
    en: "mind bending|mind blowing|mindfuck|mind fuck|trippy|twisty",
    de: "verwirrend~|abgefahren~",
    fr: "hallucinant|tordu|déroutant",
  },
  weird: {
    en: "weird|weirder|strange|bizarre|quirky|offbeat",
    de: "skurril~|seltsam~|schräg~|bizarr~",
    fr: "bizarre|bizarres|étrange|étranges|loufoque|décalé",
  },
  cozy: {
    en: "cozy|cosy|gentle|charming|comforting|relaxing",
    de: "gemütlich~|charmant~",
    fr: "charmant|charmante|doux|douillet",
  },
  clever: {
    en: "clever|smart|intelligent|thought provoking",
    de: "klug~|intelligent~|raffiniert~",
    fr: "intelligent|intelligente|malin|futé",
  },
};

/** Nouns that say a mood only when it is not wanted: "no violence", but not "a history of violence". */
export const unwantedMoodWords: Partial<Readonly<Record<Mood, Phrases>>> = {
  violent: { en: "violence|gore|blood|bloodshed", de: "gewalt|blut", fr: "violence|sang" },
  scary: { en: "jump scares|scares", de: "grusel" },
  sad: { en: "sadness|tears", de: "tränen", fr: "larmes" },
};
