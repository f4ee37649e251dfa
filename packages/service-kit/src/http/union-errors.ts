import type { ErrorObject } from "ajv";

/**
 * ajv reports a failed union as the faults of every branch and one more that says "none matched". This keeps, per
 * union, the faults of the branch that the value was most likely meant for; where the value has the type of no branch,
 * one fault that names all the types.
 */
export function bestBranches(errors: readonly ErrorObject[]): ErrorObject[] {
  let kept = [...errors];
  for (const union of errors.filter(({ keyword }) => keyword === "anyOf" || keyword === "oneOf")) {
    const branches = branchesOf(union, kept);
    const all = new Set([union, ...branches.flat()]);
    const place = kept.indexOf(union);
    const before = kept.slice(0, place).filter((error) => !all.has(error));
    const after = kept.slice(place).filter((error) => !all.has(error));
    kept = [...before, ...chosen(union, branches), ...after];
  }
  return kept;
}

function branchesOf(union: ErrorObject, errors: readonly ErrorObject[]): ErrorObject[][] {
  const branches = new Map<string, ErrorObject[]>();
  for (const error of errors) {
    if (!within(error.instancePath, union.instancePath) || !error.schemaPath.startsWith(`${union.schemaPath}/`))
      continue;
    const [branch = ""] = error.schemaPath.slice(union.schemaPath.length + 1).split("/", 1);
    branches.set(branch, [...(branches.get(branch) ?? []), error]);
  }
  return [...branches.values()];
}

function within(path: string, root: string): boolean {
  return path === root || path.startsWith(`${root}/`);
}

function chosen(union: ErrorObject, branches: readonly ErrorObject[][]): ErrorObject[] {
  const typeFaults = branches.map((branch) =>
    branch.find(({ keyword, instancePath }) => keyword === "type" && instancePath === union.instancePath),
  );
  const ofItsType = branches.filter((_, index) => typeFaults[index] === undefined);
  if (ofItsType.length > 0) return ofItsType.reduce((best, branch) => (branch.length < best.length ? branch : best));
  const [first] = typeFaults;
  if (!first) return [union];
  const types = typeFaults.flatMap((fault) => (fault ? [(fault.params as { type: unknown }).type].flat() : []));
  return [{ ...first, params: { type: [...new Set(types)] } }];
}
