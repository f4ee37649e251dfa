/**
 * One copy of each film's id, whichever signals name it: what many viewers have in common is then close at hand to the
 * processor, and in memory once.
 */
export class SharedIds {
  readonly #ids = new Map<string, string>();

  of(id: string): string {
    const known = this.#ids.get(id);
    if (known === undefined) this.#ids.set(id, id);
    return known ?? id;
  }
}
