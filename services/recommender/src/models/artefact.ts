/** Numbers of one kind, as an artefact stores them. */
export type Section =
  | Float32Array<ArrayBuffer>
  | Float64Array<ArrayBuffer>
  | Int32Array<ArrayBuffer>
  | Uint32Array<ArrayBuffer>
  | Uint16Array<ArrayBuffer>
  | Uint8Array<ArrayBuffer>;

export type Sections = Readonly<Record<string, Section>>;

/** Plain JSON. */
export type Facts = Readonly<Record<string, unknown>>;

/** What is known of an artefact besides its numbers; small, so that listing many is cheap. */
export type ArtefactFacts = Readonly<{
  /** Sorts by age; see {@link VERSION_PATTERN}. */
  version: string;
  /** Milliseconds since 1970. */
  createdAt: number;
  /** Up to where in the signals topic it reflects the log, as `encodePosition` writes it. */
  position: string;
  /** What it was made with. */
  config: Facts;
  /** How good it is. */
  metrics: Facts;
}>;

/** One version of a trained model, or of what a model is trained from: named sections of numbers. */
export type Artefact = ArtefactFacts & Readonly<{ sections: Sections }>;

/** An artefact as it is stored, without its numbers. */
export type StoredArtefact = ArtefactFacts &
  Readonly<{
    bytes: number;
    /** Of everything that is stored, in hexadecimal. */
    sha256: string;
    sections: readonly Readonly<{ name: string; type: string; length: number }>[];
  }>;

/** What a version may be called: part of a file's name and of a URL. */
export const VERSION_PATTERN = "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$";

/** A section of lines of text, none of which holds a line break. */
export function linesSection(lines: readonly string[]): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(lines.join("\n"));
}

/** The lines that {@link linesSection} has put together. */
export function linesOf(section: Section | undefined): readonly string[] {
  if (!(section instanceof Uint8Array) || section.length === 0) return [];
  return new TextDecoder().decode(section).split("\n");
}
