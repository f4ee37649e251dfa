import type { Member } from "../archive/archive.ts";

export type TextEncoding = "utf8" | "latin1";

/** The encoding of a file: UTF-8 when all of it is, else Latin-1, in which the older data sets are. */
export async function encodingOf(member: Member): Promise<TextEncoding> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const bytes = await member.open();
  try {
    for await (const chunk of bytes) decoder.decode(chunk as Buffer, { stream: true });
    decoder.decode();
    return "utf8";
  } catch (error) {
    if (error instanceof TypeError) return "latin1";
    throw error;
  } finally {
    bytes.destroy();
  }
}
