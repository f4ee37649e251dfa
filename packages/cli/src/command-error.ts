/** What a shell reports of a command that Ctrl-C ended. */
export const INTERRUPTED = 130;

/** What a command cannot do, in words for whoever typed it: what is wrong and the cure. Printed without a stack. */
export class CommandError extends Error {
  readonly exitCode: number;

  constructor(message: string, options: ErrorOptions & Readonly<{ exitCode?: number }> = {}) {
    super(message, options);
    this.name = "CommandError";
    this.exitCode = options.exitCode ?? 1;
  }
}
