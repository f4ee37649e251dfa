/** The engine could not be opened. The message is one line for the operator and says what to do. */
export class EngineOpenError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "EngineOpenError";
  }
}
