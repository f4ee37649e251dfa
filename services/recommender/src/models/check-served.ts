import type { CurrentModel } from "./current-model.ts";

/** @throws where this instance does not serve the model that is published, or the last was withdrawn: what serves in its place */
export function checkServed({
  current,
  published,
  withdrawn,
}: Pick<CurrentModel, "current" | "published" | "withdrawn">): void {
  const [served, wanted, former] = [current(), published(), withdrawn()];
  if (former) {
    const since = new Date(former.withdrawnAt).toISOString();
    throw new Error(
      `${former.version} was withdrawn at ${since}, since viewers were erased: live counts alone serve until a training finds signals`,
    );
  }
  if (wanted && wanted.version !== served?.version)
    throw new Error(`${wanted.version} is not loaded yet: ${served?.version ?? "live counts alone"} serves`);
}
