import type { Source } from "../pipeline.ts";
import { listed } from "./listed.ts";

/** The films with the most viewers. */
export const popular: Source = ({ statistics, viewer }) => listed(statistics.popular, viewer, { kind: "popular" });

/** Films seen and well liked at once, 0–1. */
export const appealing: Source = ({ statistics, viewer }) => listed(statistics.appeal, viewer, { kind: "popular" });
