/**
 * An event id: the client's own, or a UUIDv7 made at the door. It counts once per viewer, for ever. `.` and `..` are none,
 * for no URL can name them.
 */
export const EVENT_ID_PATTERN = "^(?!\\.{1,2}$)[A-Za-z0-9._:-]{1,64}$";

/** Ids of films, viewers, people and reviews are opaque to clients; this is what they are made of. */
export const ID_PATTERN = "^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$";

/**
 * A readable id part: lower-case ASCII letters and digits with single hyphens, diacritics removed.
 * Letters of other scripts vanish, so callers need another source of uniqueness.
 */
export function slugOf(text: string): string {
  return text
    .replace(/(\d)(?=[¼½¾])/g, "$1 ")
    .normalize("NFKD")
    .replace(/[\u0300-\u036f'’]/g, "")
    .toLowerCase()
    .replace(/ß/g, "ss")
    .replace(/[øö]/g, "o")
    .replace(/æ/g, "ae")
    .replace(/ł/g, "l")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
}

/** A person's id, made of the name: the catalog knows people by name only. */
export function personIdOf(name: string): string {
  return slugOf(name) || `person-${Buffer.from(name).toString("hex").slice(0, 40)}`;
}
