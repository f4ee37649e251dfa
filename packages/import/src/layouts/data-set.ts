import type { ImportSource, ImportedMovie } from "@projectionist/contracts";
import type { Archive, Member } from "../archive/archive.ts";
import type { Rating } from "../ratings/rating.ts";
import type { Reject } from "../rejections.ts";

/** A film as a data set has it, and where that stands. */
export type FilmRow = Readonly<{ line: number; row: string; film: ImportedMovie }>;

/** A data set that can be imported. */
export type DataSet = Readonly<{
  /** Its kind, for messages. */
  layout: string;
  /** What its viewers' ids begin with, such as `ml32m`: viewers of different data sets are never the same. */
  name: string;
  /** Whose numbers its films have. */
  source: ImportSource;
  /** The files that are read. */
  members: readonly Member[];
  filmsFile: Member;
  films(reject: Reject): AsyncIterable<FilmRow>;
  ratings: Ratings | undefined;
  /** The test parts of a cross-validation that its authors drew; together they are the ratings. */
  testParts?: readonly Ratings[];
  /** More about its films, which lies beside it and is not imported. */
  details?(reject: Reject): AsyncIterable<FilmRow>;
}>;

export type Ratings = Readonly<{
  file: Member;
  /** In the file's order, in groups; may be read any number of times. */
  read(reject: Reject): AsyncGenerator<Rating[]>;
  /** The row that a rating stands in. */
  row(rating: Rating): string;
}>;

/** A kind of data set, told by its files' names. */
export type Layout = Readonly<{
  name: string;
  /** Files that must be there. */
  needs: readonly string[];
  /** Files that are read when they are there. */
  reads: readonly string[];
  /** The data set of an archive that has all that is needed; `name` overrules what is made out. */
  open(archive: Archive, name: string | undefined): Promise<DataSet>;
}>;
