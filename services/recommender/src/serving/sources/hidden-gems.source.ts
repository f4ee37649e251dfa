import type { Source } from "../pipeline.ts";
import { listed } from "./listed.ts";

/** Films well liked by few. */
export const hiddenGems: Source = ({ statistics, viewer }) => listed(statistics.gems, viewer, { kind: "hiddenGem" });
