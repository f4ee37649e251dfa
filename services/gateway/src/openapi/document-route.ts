import { describeAccess, type Operation } from "@projectionist/contracts";

/** What the OpenAPI document says of an operation: its schemas, who may call, and problem documents for faults. */
export function documentRoute(operation: Operation): object {
  const { id, tag, summary, description, access, schema } = operation;
  return {
    operationId: id,
    tags: [tag],
    summary,
    description: [description, accessNote(access)].filter(Boolean).join("\n\n"),
    security: access === "public" ? [] : [{ accessToken: [] }, ...(allowsKeys(access) ? [{ serviceKey: [] }] : [])],
    ...(schema.params ? { params: schema.params } : {}),
    ...(schema.querystring ? { querystring: schema.querystring } : {}),
    ...(schema.headers ? { headers: schema.headers } : {}),
    ...(schema.body ? { body: schema.body } : {}),
    response: { ...schema.response, default: { description: "A problem document.", $ref: "Problem#" } },
  };
}

function allowsKeys(access: Operation["access"]): boolean {
  return access !== "public" && access.some((one) => one.includes(":"));
}

function accessNote(access: Operation["access"]): string {
  return access === "public" ? "" : `For ${describeAccess(access)}.`;
}
