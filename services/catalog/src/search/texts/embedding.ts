/** Films by what their texts mean, as it gets known. */
export type Embedding = Readonly<{
  /** Has a film's text embedded, after those that wait. */
  put(id: string, text: string): void;
  remove(id: string): void;
  /** Waits until nothing waits. */
  settled(): Promise<void>;
  /** How many of the films have the vector of their text. */
  progress(): Readonly<{ embedded: number; films: number }>;
  /** Why the latest texts were not embedded; undefined once others are. */
  failure(): Error | undefined;
}>;

/** Takes the vector of a film's text. */
export type TakeVector = (id: string, vector: Float32Array) => void;
