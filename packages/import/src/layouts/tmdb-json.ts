type Item = Readonly<Record<string, unknown>>;

/** The objects of a JSON column; none when it is not an array of objects. */
export function itemsIn(json: string): Item[] {
  try {
    const parsed: unknown = JSON.parse(json);
    return Array.isArray(parsed)
      ? parsed.filter((item): item is Item => typeof item === "object" && item !== null)
      : [];
  } catch {
    return [];
  }
}

/** One text field of each object of a JSON column: trimmed, each text once, at most `most`. */
export function namedIn(json: string, field: string, most: number): string[] {
  return textsOf(itemsIn(json), field, most);
}

export function textsOf(items: readonly Item[], field: string, most: number): string[] {
  const texts = items.map((item) => item[field]).filter((text) => typeof text === "string");
  const sound = texts.map((text) => text.trim()).filter((text) => text !== "" && text.length <= 200);
  return [...new Set(sound)].slice(0, most);
}
