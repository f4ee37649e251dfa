/** What an import cannot do, in words for whoever asked for it: what is wrong and the cure. */
export class ImportError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "ImportError";
  }
}

/** An import that was told to stop; what was under way has ended. */
export class ImportStoppedError extends ImportError {
  constructor() {
    super("Stopped.");
    this.name = "ImportStoppedError";
  }
}

/** The gateway took the requests neither at once nor later: the same import may well succeed another time. */
export class GatewayAwayError extends ImportError {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "GatewayAwayError";
  }
}

/** @throws {ImportStoppedError} once the signal is aborted */
export function throwIfStopped(signal: AbortSignal): void {
  if (signal.aborted) throw new ImportStoppedError();
}
