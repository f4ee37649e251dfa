import type { Readable } from "node:stream";
import { StringDecoder } from "node:string_decoder";
import { ImportError } from "../import-error.ts";
import type { Member } from "../archive/archive.ts";
import type { TextEncoding } from "./encoding.ts";

/** Some lines of a file, without their ends; `first` is the number of the first, counted from 1. */
export type Lines = Readonly<{ first: number; lines: readonly string[] }>;

const LONGEST_LINE = 1024 * 1024;

/**
 * The lines of a file, streamed in as many at a time as a chunk of it holds. Ends may be LF or CRLF; a byte order mark
 * is dropped, an empty last line too.
 * @throws {ImportError} when a line is longer than 1 MiB
 */
export async function* readLines(member: Member, encoding: TextEncoding): AsyncGenerator<Lines> {
  const decoder = new StringDecoder(encoding);
  const bytes: Readable = await member.open();
  let first = 1;
  let rest = "";
  try {
    for await (const chunk of bytes) {
      const text = rest + decoder.write(chunk as Buffer);
      const end = text.lastIndexOf("\n");
      rest = text.slice(end + 1);
      if (rest.length > LONGEST_LINE)
        throw new ImportError(`${member.name} has no line ends where they should be: it is not a text of lines.`);
      if (end < 0) continue;
      const lines = linesOf(text.slice(0, end), first);
      yield { first, lines };
      first += lines.length;
    }
    rest += decoder.end();
    if (rest !== "") yield { first, lines: linesOf(rest, first) };
  } finally {
    bytes.destroy();
  }
}

function linesOf(text: string, first: number): string[] {
  const lines = (first === 1 && text.startsWith("\uFEFF") ? text.slice(1) : text).split("\n");
  return lines.map((line) => (line.endsWith("\r") ? line.slice(0, -1) : line));
}
