/** What a command cannot do, in words for whoever typed it: what is wrong and the cure. Printed without a stack. */
export class CommandError extends Error {
  readonly exitCode: number;

  constructor(message: string, options: ErrorOptions & Readonly<{ exitCode?: number }> = {}) {
    super(message, options);
    this.name = "CommandError";
    this.exitCode = options.exitCode ?? 1;
  }
}

const INTERRUPTED = 130;

/** @throws {CommandError} once Ctrl-C has aborted the signal */
export function throwIfStopped(signal: AbortSignal): void {
  if (signal.aborted) throw new CommandError("Stopped.", { exitCode: INTERRUPTED });
}
