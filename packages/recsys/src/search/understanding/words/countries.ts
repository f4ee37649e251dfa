import type { Phrases } from "./phrases.ts";

type Country = Readonly<{
  /** ISO 3166-1; several for a region. */
  codes: string;
  /** ISO 639-1 of the language that the adjective names, where it names one. */
  language?: string;
  adjectives: Phrases;
  /** Its names; they say where a film is from only behind a word like "from", for a film may be set there. */
  names: Phrases;
  /** The language's own names, where they differ from the adjectives. */
  tongue?: Phrases;
}>;

/** Countries and regions whose films viewers ask for. */
export const countries: readonly Country[] = [
  {
    codes: "US",
    adjectives: {
      en: "american|us",
      de: "amerikanisch~|us amerikanisch~",
      fr: "américain|américaine|américains|américaines",
    },
    names: {
      en: "america|the us|the usa|usa|the united states|hollywood",
      de: "amerika|usa|den usa|den vereinigten staaten|hollywood",
      fr: "états unis|amérique|hollywood",
    },
  },
  {
    codes: "GB",
    language: "en",
    adjectives: {
      en: "british|english",
      de: "britisch~|englisch~",
      fr: "britannique|britanniques|anglais|anglaise|anglaises",
    },
    names: {
      en: "britain|great britain|the uk|uk|england",
      de: "england|großbritannien",
      fr: "angleterre|grande bretagne|royaume uni",
    },
  },
  {
    codes: "FR",
    language: "fr",
    adjectives: { en: "french", de: "französisch~", fr: "français|française|françaises" },
    names: { en: "france", de: "frankreich", fr: "france" },
  },
  {
    codes: "DE",
    language: "de",
    adjectives: { en: "german", de: "deutsch~", fr: "allemand|allemande|allemands|allemandes" },
    names: { en: "germany", de: "deutschland", fr: "allemagne" },
  },
  {
    codes: "IT",
    language: "it",
    adjectives: { en: "italian", de: "italienisch~", fr: "italien|italienne|italiens|italiennes" },
    names: { en: "italy", de: "italien", fr: "italie" },
  },
  {
    codes: "ES",
    language: "es",
    adjectives: { en: "spanish", de: "spanisch~", fr: "espagnol|espagnole|espagnols" },
    names: { en: "spain", de: "spanien", fr: "espagne" },
  },
  {
    codes: "PT",
    language: "pt",
    adjectives: { en: "portuguese", de: "portugiesisch~", fr: "portugais|portugaise" },
    names: { en: "portugal", de: "portugal", fr: "portugal" },
  },
  {
    codes: "JP",
    language: "ja",
    adjectives: { en: "japanese", de: "japanisch~", fr: "japonais|japonaise|japonaises" },
    names: { en: "japan", de: "japan", fr: "japon" },
  },
  {
    codes: "KR",
    language: "ko",
    adjectives: {
      en: "korean|south korean|k",
      de: "koreanisch~|südkoreanisch~",
      fr: "coréen|coréenne|coréens|coréennes|sud coréen",
    },
    names: { en: "korea|south korea", de: "korea|südkorea", fr: "corée|corée du sud" },
  },
  {
    codes: "CN",
    language: "zh",
    adjectives: { en: "chinese", de: "chinesisch~", fr: "chinois|chinoise|chinoises" },
    names: { en: "china", de: "china", fr: "chine" },
  },
  {
    codes: "HK",
    adjectives: { en: "hong kong|hongkong" },
    names: { en: "hong kong", de: "hongkong", fr: "hong kong" },
  },
  {
    codes: "TW",
    adjectives: { en: "taiwanese", de: "taiwanesisch~|taiwanisch~", fr: "taïwanais|taïwanaise" },
    names: { en: "taiwan", de: "taiwan", fr: "taïwan" },
  },
  {
    codes: "IN",
    adjectives: { en: "indian", de: "indisch~", fr: "indien|indienne|indiens" },
    names: { en: "india", de: "indien", fr: "inde" },
    tongue: { en: "hindi" },
    language: "hi",
  },
  {
    codes: "IR",
    language: "fa",
    adjectives: { en: "iranian|persian", de: "iranisch~|persisch~", fr: "iranien|iranienne|iraniens" },
    names: { en: "iran", de: "iran|dem iran", fr: "iran" },
  },
  {
    codes: "TR",
    language: "tr",
    adjectives: { en: "turkish", de: "türkisch~", fr: "turc|turque|turcs" },
    names: { en: "turkey", de: "der türkei", fr: "turquie" },
  },
  {
    codes: "RU",
    language: "ru",
    adjectives: { en: "russian", de: "russisch~", fr: "russe|russes" },
    names: { en: "russia", de: "russland", fr: "russie" },
  },
  {
    codes: "PL",
    language: "pl",
    adjectives: { en: "polish", de: "polnisch~", fr: "polonais|polonaise" },
    names: { en: "poland", de: "polen", fr: "pologne" },
  },
  {
    codes: "CZ",
    language: "cs",
    adjectives: { en: "czech", de: "tschechisch~", fr: "tchèque|tchèques" },
    names: { en: "czechia|the czech republic", de: "tschechien", fr: "tchéquie" },
  },
  {
    codes: "HU",
    language: "hu",
    adjectives: { en: "hungarian", de: "ungarisch~", fr: "hongrois|hongroise" },
    names: { en: "hungary", de: "ungarn", fr: "hongrie" },
  },
  {
    codes: "RO",
    language: "ro",
    adjectives: { en: "romanian", de: "rumänisch~", fr: "roumain|roumaine|roumains" },
    names: { en: "romania", de: "rumänien", fr: "roumanie" },
  },
  {
    codes: "DK",
    language: "da",
    adjectives: { en: "danish", de: "dänisch~", fr: "danois|danoise" },
    names: { en: "denmark", de: "dänemark", fr: "danemark" },
  },
  {
    codes: "SE",
    language: "sv",
    adjectives: { en: "swedish", de: "schwedisch~", fr: "suédois|suédoise" },
    names: { en: "sweden", de: "schweden", fr: "suède" },
  },
  {
    codes: "NO",
    language: "no",
    adjectives: { en: "norwegian", de: "norwegisch~", fr: "norvégien|norvégienne" },
    names: { en: "norway", de: "norwegen", fr: "norvège" },
  },
  {
    codes: "FI",
    language: "fi",
    adjectives: { en: "finnish", de: "finnisch~", fr: "finlandais|finlandaise" },
    names: { en: "finland", de: "finnland", fr: "finlande" },
  },
  {
    codes: "AT",
    adjectives: { en: "austrian", de: "österreichisch~", fr: "autrichien|autrichienne" },
    names: { en: "austria", de: "österreich", fr: "autriche" },
  },
  {
    codes: "CH",
    adjectives: { en: "swiss", de: "schweizer", fr: "suisse|suisses" },
    names: { en: "switzerland", de: "der schweiz", fr: "suisse" },
  },
  {
    codes: "NL",
    language: "nl",
    adjectives: { en: "dutch", de: "niederländisch~|holländisch~", fr: "néerlandais|néerlandaise" },
    names: { en: "the netherlands|holland", de: "holland|den niederlanden", fr: "pays bas" },
  },
  {
    codes: "BE",
    adjectives: { en: "belgian", de: "belgisch~", fr: "belge|belges" },
    names: { en: "belgium", de: "belgien", fr: "belgique" },
  },
  {
    codes: "GR",
    language: "el",
    adjectives: { en: "greek", de: "griechisch~", fr: "grec|grecque|grecs" },
    names: { en: "greece", de: "griechenland", fr: "grèce" },
  },
  {
    codes: "IE",
    adjectives: { en: "irish", de: "irisch~", fr: "irlandais|irlandaise" },
    names: { en: "ireland", de: "irland", fr: "irlande" },
  },
  {
    codes: "AU",
    adjectives: { en: "australian", de: "australisch~", fr: "australien|australienne" },
    names: { en: "australia", de: "australien", fr: "australie" },
  },
  {
    codes: "NZ",
    adjectives: { en: "new zealand", de: "neuseeländisch~", fr: "néo zélandais" },
    names: { en: "new zealand", de: "neuseeland", fr: "nouvelle zélande" },
  },
  {
    codes: "CA",
    adjectives: { en: "canadian", de: "kanadisch~", fr: "canadien|canadienne|québécois" },
    names: { en: "canada", de: "kanada", fr: "canada|québec" },
  },
  {
    codes: "MX",
    adjectives: { en: "mexican", de: "mexikanisch~", fr: "mexicain|mexicaine|mexicains" },
    names: { en: "mexico", de: "mexiko", fr: "mexique" },
  },
  {
    codes: "BR",
    adjectives: { en: "brazilian", de: "brasilianisch~", fr: "brésilien|brésilienne" },
    names: { en: "brazil", de: "brasilien", fr: "brésil" },
  },
  {
    codes: "AR",
    adjectives: { en: "argentinian|argentine", de: "argentinisch~", fr: "argentin|argentine|argentins" },
    names: { en: "argentina", de: "argentinien", fr: "argentine" },
  },
  {
    codes: "TH",
    language: "th",
    adjectives: { en: "thai", de: "thailändisch~", fr: "thaïlandais|thaïlandaise" },
    names: { en: "thailand", de: "thailand", fr: "thaïlande" },
  },
  {
    codes: "DK SE NO FI IS",
    adjectives: {
      en: "scandinavian|nordic",
      de: "skandinavisch~|nordisch~",
      fr: "scandinave|scandinaves|nordique|nordiques",
    },
    names: { en: "scandinavia|the nordics", de: "skandinavien", fr: "scandinavie" },
  },
  {
    codes: "SN ML BF NG ZA EG MA DZ TN MR KE ET CM GH LS ZM BW",
    adjectives: { en: "african", de: "afrikanisch~", fr: "africain|africaine|africains" },
    names: { en: "africa", de: "afrika", fr: "afrique" },
  },
  {
    codes: "MX BR AR CL CO PE CU UY VE EC BO",
    adjectives: {
      en: "latin american",
      de: "lateinamerikanisch~|südamerikanisch~",
      fr: "latino américain|sud américain",
    },
    names: { en: "latin america|south america", de: "lateinamerika|südamerika", fr: "amérique latine|amérique du sud" },
  },
  {
    codes: "JP KR CN HK TW TH VN ID PH SG MY",
    adjectives: { en: "asian|east asian", de: "asiatisch~", fr: "asiatique|asiatiques" },
    names: { en: "asia", de: "asien", fr: "asie" },
  },
];

/** Industries whose names alone say where a film is from. */
export const filmIndustries: Readonly<Record<string, Phrases>> = {
  US: { en: "hollywood" },
  IN: { en: "bollywood|tollywood" },
};

/** The languages that the countries of these codes are known for. */
export function languagesOf(codes: readonly string[]): string[] {
  return countries.flatMap(({ codes: own, language }) =>
    language !== undefined && own.split(" ").some((code) => codes.includes(code)) ? [language] : [],
  );
}
