export type { SimulatedFilm } from "./films.ts";
export { createLiveViewers } from "./live.ts";
export type { SimulatedSignal } from "./signals.ts";
export { simulateHistory, type SimulationOptions } from "./simulate.ts";
