import type { ErrorObject } from "ajv";

/** How often one rule of a schema may be broken before further faults of it are passed over. */
const MOST_PER_RULE = 20;

/**
 * The faults without the endless repetition that a hostile body is made of: at most 20 of each rule, in order. So
 * {@link bestBranches}, which looks at every fault for every union, has no more to do than the schema is large.
 */
export function withoutRepetition(errors: readonly ErrorObject[]): ErrorObject[] {
  const counts = new Map<string, number>();
  return errors.filter(({ schemaPath }) => {
    const count = (counts.get(schemaPath) ?? 0) + 1;
    counts.set(schemaPath, count);
    return count <= MOST_PER_RULE;
  });
}

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
  const faultsHere = (keyword: string) =>
    branches.map((branch) =>
      branch.find((error) => error.keyword === keyword && error.instancePath === union.instancePath),
    );
  const typeFaults = faultsHere("type");
  const ofItsType = branches.filter((_, index) => typeFaults[index] === undefined);
  if (ofItsType.length === 0) return [merged(union, typeFaults, ["type", "type", "type"])];
  const constFaults = faultsHere("const");
  if (branches.every((_, index) => typeFaults[index] ?? constFaults[index])) {
    return [merged(union, constFaults, ["allowedValue", "enum", "allowedValues"])];
  }
  // A member that may have other values only tells, as `name` of a job does, that another branch was meant.
  const tagFaults = ofItsType.map((branch) => branch.find((error) => isOfMember(error, union)));
  const [tagFault] = tagFaults;
  if (tagFault && ofItsType.length > 1 && tagFaults.every((fault) => fault?.instancePath === tagFault.instancePath))
    return [merged(tagFault, tagFaults, ["allowedValues", "enum", "allowedValues"])];
  const meant = ofItsType.filter(
    (branch, index) => tagFaults[index] === undefined && !branch.some((error) => isUnknownTag(error, union, tagFaults)),
  );
  return (meant.length > 0 ? meant : ofItsType).reduce((best, branch) => (branch.length < best.length ? branch : best));
}

function isOfMember({ keyword, instancePath }: ErrorObject, union: ErrorObject): boolean {
  return keyword === "enum" && /^\/[^/]+$/.test(instancePath.slice(union.instancePath.length));
}

/** Whether the branch does not have the member at all that tells the others apart. */
function isUnknownTag(
  { keyword, instancePath, params }: ErrorObject,
  union: ErrorObject,
  tagFaults: readonly (ErrorObject | undefined)[],
): boolean {
  const member = `${union.instancePath}/${(params as Readonly<Record<string, unknown>>)["additionalProperty"] as string}`;
  return (
    keyword === "additionalProperties" &&
    instancePath === union.instancePath &&
    tagFaults.some((fault) => fault?.instancePath === member)
  );
}

/** One fault in place of one per branch, with the values of its parameter collected. */
function merged(
  union: ErrorObject,
  faults: readonly (ErrorObject | undefined)[],
  [from, keyword, to]: readonly [from: string, keyword: string, to: string],
): ErrorObject {
  const values = faults.flatMap((fault) => (fault ? (fault.params as Readonly<Record<string, unknown>>)[from] : []));
  return { ...union, keyword, params: { [to]: [...new Set(values)] } };
}
