import type { Logger } from "@projectionist/service-kit";
import type { Sessions } from "./sessions.ts";

const EVERY_MS = 3_600_000;

/** Forgets expired sessions every hour. Returns the function that ends it. */
export function startSweeping(sessions: Sessions, logger: Logger): () => void {
  const timer = setInterval(() => {
    sessions.sweep().catch((err: unknown) => logger.warn({ err }, "expired sessions will be forgotten later"));
  }, EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
