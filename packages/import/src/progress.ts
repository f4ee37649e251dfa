/** How a step of an import comes on. */
export type Progress = Readonly<{
  /** Tells how far it has come, of how many when that is known. */
  update(done: number, total?: number): void;
  /** The step has ended, well or not. */
  end(): void;
}>;
