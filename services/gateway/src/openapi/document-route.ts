import { STATUS_CODES } from "node:http";
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
    response: { ...described(schema.response), default: fault },
  };
}

const fault = {
  description: "What is wrong and what to do about it; `code` is one of those under /errors.",
  content: { "application/problem+json": { schema: { $ref: "Problem#" } } },
};

/** Replies under the name of their status; those without a body describe themselves. */
function described(responses: Operation["schema"]["response"]): object {
  return Object.fromEntries(
    Object.entries(responses).map(([status, schema]) =>
      "type" in schema && schema.type === "null"
        ? [status, schema]
        : [status, { description: STATUS_CODES[status], content: { "application/json": { schema } } }],
    ),
  );
}

function allowsKeys(access: Operation["access"]): boolean {
  return access !== "public" && access.some((one) => one.includes(":"));
}

function accessNote(access: Operation["access"]): string {
  return access === "public" ? "" : `For ${describeAccess(access)}.`;
}
