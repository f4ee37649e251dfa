import { jobTable, opsOperations, type JobKind, type JobView, type ServiceName } from "@projectionist/contracts";
import { askEach, jsonReply } from "./ask-each.ts";
import { bodyReader } from "./reply-body.ts";
import type { Upstream, UpstreamReply, UpstreamRequest } from "../upstream.ts";

/** Answers the operations on background jobs. @throws {ProblemError} as `Upstream.send` does */
export type JobsUpstream = (message: UpstreamRequest) => Promise<UpstreamReply>;

type Owners = Readonly<Record<string, Readonly<{ owner: ServiceName }>>>;
type JobList = Readonly<{ items: readonly JobView[]; kinds: readonly JobKind[] }>;

const { path: LIST_PATH, schema } = opsOperations.listJobs;
const readList = bodyReader<JobList>(schema.response[200]);
const DEFAULT_LIMIT = 50;

/**
 * The background jobs of all services as if one had them: what concerns one job goes to the service that its name belongs
 * to, lists are put together. A service that cannot be asked is named in the list's `degraded`.
 */
export function createJobsUpstream(upstream: Upstream, kinds: Owners = jobTable): JobsUpstream {
  const owners = [...new Set(Object.values(kinds).map(({ owner }) => owner))];
  /** Requests that name no kind are refused by any service in the same way. */
  const ownerOf = (name: string | undefined): ServiceName =>
    (name !== undefined && Object.hasOwn(kinds, name) && kinds[name]?.owner) || owners[0]!;

  async function list(message: UpstreamRequest, limit: number): Promise<UpstreamReply> {
    const gathered = await askEach(upstream, owners, message, readList);
    if ("status" in gathered) return gathered;
    const { answers: lists, degraded } = gathered;
    const latest = lists
      .flatMap(({ items }) => items)
      .sort((a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt));
    return jsonReply({
      items: latest.slice(0, limit),
      kinds: lists.flatMap((one) => one.kinds),
      ...(degraded.length > 0 ? { degraded } : {}),
    });
  }

  return (message) => {
    const { pathname, searchParams } = new URL(message.path, "http://jobs");
    if (pathname !== LIST_PATH) return upstream.send(ownerOf(nameInId(pathname.slice(LIST_PATH.length + 1))), message);
    if (message.method !== "GET") return upstream.send(ownerOf(nameInBody(message.body)), message);
    const name = searchParams.get("name");
    if (name !== null) return upstream.send(ownerOf(name), message);
    return list(message, Number(searchParams.get("limit") ?? DEFAULT_LIMIT));
  };
}

/** The name that a job's id begins with. */
function nameInId(id: string): string | undefined {
  return decodeURIComponent(id).split(".", 1)[0];
}

function nameInBody(body: UpstreamRequest["body"]): string | undefined {
  try {
    const { name } = JSON.parse(Buffer.from(body ?? "").toString()) as { name?: unknown };
    return typeof name === "string" ? name : undefined;
  } catch {
    return undefined;
  }
}
