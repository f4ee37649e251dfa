/** A service that answers at `url`. `stop` ends everything it started, in order, and leaves what it was given open. */
export type RunningService = Readonly<{ name: string; url: string; stop(): Promise<void> }>;
