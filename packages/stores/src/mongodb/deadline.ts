/** By then every operation ends, looking for the server included. */
export const DEADLINE_MS = 5_000;

/** @throws the work took too long; it may still be carried out */
export async function withinDeadline<R>(name: string, work: () => Promise<R>): Promise<R> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    late.reject(new Error(`${name} did not answer within ${DEADLINE_MS / 1_000} s; what it has done is unknown`));
  }, DEADLINE_MS);
  try {
    return await Promise.race([work(), late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
