const ID = /^([a-z][a-z0-9-]{0,63})\.(.+)$/;

/** The name in a job's id; undefined for what is no id of a job. */
export function nameOf(id: string): string | undefined {
  return ID.exec(id)?.[1];
}
