import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { until } from "../projector/testing/until.ts";
import { openSignalState } from "../signal-state/open.ts";
import type { SignalState } from "../signal-state/signal-state.ts";
import { answerRequests, askLeader } from "./leader-request.ts";

let folder: string;
let state: SignalState;
let ended: AbortController;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "leader-request-"));
  state = await openSignalState(`sqlite:${join(folder, "state.db")}`);
  ended = new AbortController();
});
afterEach(async () => {
  ended.abort();
  await state.close();
  rmSync(folder, { recursive: true });
});

const options = (name = "x") => ({ state, name, signal: ended.signal });

test("what is asked is done, by the one who leads that, once for those who ask together", async () => {
  const asked = Promise.all([askLeader(options()), askLeader(options()), askLeader(options())]);
  await until("all have asked", async () => (await state.control("request-x"))?.version === 3);
  let [done, others] = [0, 0];
  void answerRequests(options("y"), async () => others++);
  void answerRequests(options(), async () => done++);
  expect(await asked).toEqual([true, true, true]);
  expect([done, others]).toEqual([1, 0]);
  expect(await askLeader(options())).toBe(true);
  expect([done, others]).toEqual([2, 0]);
});

test("what is asked while another request is worked on is done after that", async () => {
  const first = Promise.withResolvers<void>();
  const begun: number[] = [];
  void answerRequests(options(), async () => {
    begun.push(begun.length);
    if (begun.length === 1) await first.promise;
  });
  const asked = askLeader(options());
  await until("it is begun", () => begun.length === 1);
  const again = askLeader(options());
  await until("it is asked again", async () => (await state.control("request-x"))?.version === 2);
  first.resolve();
  expect(await Promise.all([asked, again])).toEqual([true, true]);
  expect(begun).toHaveLength(2);
});

test("whoever waits is let go by the signal", async () => {
  const waiting = askLeader(options());
  ended.abort(new Error("enough"));
  await expect(waiting).rejects.toThrow(/abort|enough/);
});

test("work that fails is told, and the request stays", async () => {
  void askLeader(options()).catch(() => {});
  const failing = answerRequests(options(), () => Promise.reject(new Error("broken")));
  await expect(failing).rejects.toThrow("broken");
  expect((await state.control("request-x"))?.hold).not.toBeNull();
});
