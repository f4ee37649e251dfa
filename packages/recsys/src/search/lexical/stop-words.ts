const english =
  "a about above after again against all am an and any are as at be because been before being below between both but by " +
  "can could did do does doing down during each few for from further had has have having he her here hers herself him " +
  "himself his how i if in into is it its itself just me more most my myself no nor not now of off on once only or other " +
  "our ours ourselves out over own same she should so some such than that the their theirs them themselves then there " +
  "these they this those through to too under until up very was we were what when where which while who whom why will " +
  "with would you your yours yourself yourselves whats";

const german =
  "aber als am an auch auf aus bei beim bis da dann das dass dem den denn der des deren dessen dich dir doch du durch ein " +
  "eine einem einen einer eines er es euch fur gegen ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im ins ist ja kein keine " +
  "keinem keinen keiner mein meine mich mir mit nach nicht noch nur ob oder ohne sehr sein seine seinem seinen seiner sich " +
  "sie sind so uber um und uns unser vom von vor wann weil welche welcher wenn wer wie wird wo wurde zu zum zur zwischen";

const french =
  "au aux avec ce ces cet cette chez comme dans de des du elle elles en entre est et eux il ils je la le les leur leurs lui " +
  "mais me meme mes moi ne nos notre nous ou par pas pour qu que quel quelle qui sa sans se ses si sont sous sur ta te tes " +
  "toi tu un une vers vos votre vous";

/**
 * Words, as `words` folds them, that stand in any English, German or French text. What says something in another of the
 * three is none of them: `die`, `war`, `man`, `hat`, `son`, `plus`.
 */
export const stopWords: ReadonlySet<string> = new Set(`${english} ${german} ${french}`.split(" "));
