import { randomBytes } from "node:crypto";
import { afterEach } from "vitest";
import type { Collection, CollectionDefinition, Documents, DocumentsCapabilities, OutboxEvent } from "../documents.ts";

export type DocumentsContract = Readonly<{
  name: string;
  /** Opens the store at a place: the same place holds the same documents, a new one none. The suite closes it. */
  open: (place: string) => Promise<Documents>;
  capabilities: DocumentsCapabilities;
}>;

/** The document of the suite. */
export type Film = {
  title: string;
  year?: number | null;
  genre?: string;
  seen?: boolean;
  rank?: string | number;
  isbn?: string | null;
  studio?: string;
  reel?: number;
  extra?: unknown;
};

export const FILMS: CollectionDefinition<Film> = {
  name: "films",
  indexes: [["year"], ["genre", "year"], ["seen"], ["title"], ["rank"]],
  unique: [["isbn"], ["studio", "reel"]],
};

export type Harness = Readonly<{
  newPlace(): string;
  openAt(place: string): Promise<{ documents: Documents; films: Collection<Film> }>;
  /** The collection at a new place. */
  openFilms(): Promise<Collection<Film>>;
}>;

const newPlace = () => `t${randomBytes(8).toString("hex")}`;

/** Call it inside `describe`: what a test opens is closed after it. */
export function createHarness({ open }: DocumentsContract): Harness {
  const opened: Documents[] = [];
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((documents) => documents.close()));
  });
  const openAt = async (place: string) => {
    const documents = await open(place);
    opened.push(documents);
    return { documents, films: await documents.collection(FILMS) };
  };
  return { newPlace, openAt, openFilms: async () => (await openAt(newPlace())).films };
}

export function eventOf(text: string, headers?: Record<string, string>): OutboxEvent {
  const event = { topic: "films", key: "k", value: new TextEncoder().encode(text) };
  return headers === undefined ? event : { ...event, headers };
}

export function textOf(event: OutboxEvent): string {
  return new TextDecoder().decode(event.value);
}
