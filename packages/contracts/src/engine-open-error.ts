/** An engine could not be opened. `message` is the one line for the operator: what is wrong and what to do about it. */
export class EngineOpenError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "EngineOpenError";
  }
}
