import { setTimeout as sleep } from "node:timers/promises";
import type { JobView, Keyspaces, Positions, RebuildResult } from "@projectionist/contracts";

export const OPERATOR_TOKEN = "operator";
const PATIENCE_MS = 180_000;
const POLL_MS = 20;
/** Of an earlier rebuild whose process was killed: its lease runs out, or its worker is missed. */
const PASSES = /is being filled|worker was lost/;

async function ask<Reply>(url: string, path: string, body?: object): Promise<Reply> {
  const send = () =>
    fetch(`${url}${path}`, {
      headers: { authorization: `Bearer ${OPERATOR_TOKEN}`, ...(body && { "content-type": "application/json" }) },
      ...(body && { method: "POST", body: JSON.stringify(body) }),
    });
  let reply = await send();
  // An engine that cannot be asked while a group is given its partitions anew.
  for (const deadline = Date.now() + PATIENCE_MS; reply.status === 503 && Date.now() < deadline; reply = await send()) {
    await reply.body?.cancel();
    await sleep(500);
  }
  if (!reply.ok) throw new Error(`${path} was answered with ${reply.status}: ${await reply.text()}`);
  return (await reply.json()) as Reply;
}

const startRebuild = (url: string) => ask<JobView>(url, "/v1/ops/jobs", { name: "rebuild", data: {} });
const jobOf = (url: string, { id }: JobView) => ask<JobView>(url, `/v1/ops/jobs/${id}`);

export async function keyspacesOf(url: string): Promise<Keyspaces> {
  const { keyspaces } = await ask<Positions>(url, "/v1/ops/positions");
  if (keyspaces === undefined) throw new Error("the positions name no keyspaces");
  return keyspaces;
}

/** Resolves once a rebuild works on a keyspace of its own. */
export async function untilBuilding(url: string): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (Date.now() < deadline) {
    const job = await startRebuild(url);
    for (let view = job; view.finishedAt === null; view = await jobOf(url, job)) {
      if (view.state === "running" && (await keyspacesOf(url)).building?.startsWith("rebuilt-")) return;
      await sleep(POLL_MS);
    }
  }
  throw new Error("no rebuild begins");
}

/** A whole rebuild. @throws when it fails for another reason than an earlier one that was killed */
export async function rebuildWholly(url: string): Promise<RebuildResult> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const job = await startRebuild(url);
    let view = job;
    while (view.finishedAt === null) {
      await sleep(POLL_MS);
      view = await jobOf(url, job);
    }
    if (view.state === "completed") return view.result as RebuildResult;
    if (!PASSES.test(view.error ?? "") || Date.now() > deadline) throw new Error(`the rebuild failed: ${view.error}`);
    await sleep(500);
  }
}
