import type { SimulatedFilm } from "./films.ts";
import { createRandom } from "./random.ts";
import { actsOn, signalOf, type SimulatedSignal } from "./signals.ts";
import { nameOf } from "./simulate.ts";
import { createRepertoire, createViewer } from "./viewer.ts";

/**
 * Viewers who act now. Each call of `next` is one viewer turning to one film; its signals all occur at `now`. Ids begin
 * with `run`, which must differ from run to run.
 */
export function createLiveViewers(
  options: Readonly<{ films: readonly SimulatedFilm[]; viewers?: number; seed: number; run: string }>,
): Readonly<{ next(now: number): SimulatedSignal[] }> {
  const { films, viewers = 500, seed, run } = options;
  const random = createRandom(seed);
  const repertoire = createRepertoire(films);
  const crowd = Array.from({ length: viewers }, (_, index) => {
    const id = nameOf(index);
    return createViewer(id, repertoire, random.fork(id));
  });
  let count = 0;
  return {
    next(now) {
      const viewer = crowd[random.below(crowd.length)];
      const choice = viewer?.choose();
      const film = choice && films[choice.film];
      if (!viewer || !choice || !film) return [];
      return actsOn(choice, random).map((act) => signalOf(act, `live-${run}-${count++}`, viewer.id, film.id, now));
    },
  };
}
