/**
 * MongoDB orders text by code point; servers that speak its protocol on the JVM or .NET order it by UTF-16 unit. The two
 * differ where a character beyond U+FFFF meets one from U+E000: with U+FFFF before it, it comes last in both. Other text
 * stays as it is.
 */
export function sortableText(text: string): string {
  return text.replace(/[\uffff\u{10000}-\u{10ffff}]/gu, (character) =>
    character === "\uffff" ? "\uffff\0" : `\uffff${character}`,
  );
}

export function textOfSortable(text: string): string {
  return text.replace(/\uffff([\0\u{10000}-\u{10ffff}])/gu, (_, character: string) =>
    character === "\0" ? "\uffff" : character,
  );
}
