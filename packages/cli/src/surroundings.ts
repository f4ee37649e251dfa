/** What a command needs to know of the process that it runs in. */
export type Surroundings = Readonly<{
  /** The folder that relative paths on the command line start from. */
  folder: string;
  /** Where the local start keeps its state. */
  dataFolder: string;
  /** Aborted by the first Ctrl-C. */
  stopped: AbortSignal;
  stdout: NodeJS.WriteStream;
  stderr: NodeJS.WriteStream;
}>;
