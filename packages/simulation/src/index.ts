export { appendHistory } from "./drive/append-history.ts";
export { startLiveViewers } from "./drive/live-viewers.ts";
export type { Target } from "./drive/target.ts";
export { waitUntilReflected } from "./drive/wait-until-reflected.ts";
export type { SimulatedFilm } from "./films.ts";
export { createLiveViewers } from "./live.ts";
export { createRandom, type Random } from "./random.ts";
export type { SimulatedSignal } from "./signals.ts";
export { simulateHistory, type SimulationOptions } from "./simulate.ts";
