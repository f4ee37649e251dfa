import { CheckError } from "@projectionist/service-kit";
import type { CurrentModel } from "./current-model.ts";

/** @throws {CheckError} where this instance does not serve the model that is published, or the last was withdrawn: what serves in its place */
export function checkServed({
  current,
  published,
  withdrawn,
}: Pick<CurrentModel, "current" | "published" | "withdrawn">): void {
  const [served, wanted, former] = [current(), published(), withdrawn()];
  if (former) {
    const since = new Date(former.withdrawnAt).toISOString();
    throw new CheckError(
      `${former.version} was withdrawn at ${since}, since viewers were erased: live counts alone serve until a training finds signals`,
      "The next training publishes another model once viewers have sent signals; `projectionist train` begins one at once.",
    );
  }
  if (wanted && wanted.version !== served?.version)
    throw new CheckError(
      `${wanted.version} is not loaded yet: ${served?.version ?? "live counts alone"} serves`,
      "It is tried again by itself, at least once a minute, and the service's log lines tell what failed. Where it is lost, let another version serve: `projectionist models promote`, or `projectionist train`.",
    );
}
