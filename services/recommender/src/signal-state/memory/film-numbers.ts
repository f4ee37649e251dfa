/** Gives each film a small whole number, from 1 on, for good. */
export class FilmNumbers {
  readonly #ids: string[] = [];
  readonly #numbers = new Map<string, number>();

  get count(): number {
    return this.#ids.length;
  }

  /** The film's number; a new film gets the next one. */
  of(movieId: string): number {
    const known = this.#numbers.get(movieId);
    if (known !== undefined) return known;
    const number = this.#ids.push(movieId);
    this.#numbers.set(movieId, number);
    return number;
  }

  idOf(number: number): string {
    return this.#ids[number - 1]!;
  }

  /** The ids of the films numbered after `count`, in order. */
  after(count: number): string[] {
    return this.#ids.slice(count);
  }
}
