import { checkModel, openEmbeddedStore, type ModelOptions } from "@projectionist/recommender/model";
import type { Experiment } from "../experiment.ts";
import { unfencedState } from "../projectors/unfenced-state.ts";

const RUNS = 20_000;
const SEEDS = 2 ** 31;

export const model: Experiment = {
  name: "model",
  guarantees: ["G2", "G3", "G4", "G6"],
  promise: "after any commands, whatever they are, the state is what a tiny oracle says of the log",
  control: "amounts are added without a fence, and the offset is committed afterwards",
  engines: ["embedded"],
  async run({ random, share, protection, say }) {
    const seed = random.below(SEEDS);
    const runs = Math.round(RUNS * share);
    say(`${runs} sequences of commands, seed ${seed}`);
    const control: Partial<ModelOptions> = { asControl: true, spoil: unfencedState };
    const { failure, happenings } = await checkModel({
      openStore: openEmbeddedStore,
      runs,
      seed,
      ...(protection ? {} : control),
    });
    const { signals = 0, ...faults } = happenings;
    const differences = failure?.split("\n").filter((line) => !/^(Shrunk|Hint|$)/.test(line)) ?? [];
    return { faults, sent: signals, acked: signals, unknown: 0, differences };
  },
};
