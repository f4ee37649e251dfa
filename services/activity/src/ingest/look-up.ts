import { withDeadline } from "@projectionist/contracts";
import type { Trouble } from "@projectionist/service-kit";
import { erasedOf } from "../commands/erased-viewers.ts";
import { signalKey, type Collections } from "../projection/collections.ts";
import type { CheckedSignal } from "./check-signal.ts";
import { gather } from "./gather.ts";

const PATIENCE_MS = 1_000;
const REST_MS = 3_000;
/** Requests of more signals than this are looked up on their own, side by side. */
const FEW = 20;

/** What the documents know, as far as the projection has come. */
export type Known = Readonly<{
  /** The offset of each signal that the viewer's history has, by {@link signalKey}; others' may be among them. */
  recorded: ReadonlyMap<string, number>;
  erased: ReadonlySet<string>;
}>;

const late = () => new Error(`the documents did not answer within ${PATIENCE_MS} ms`);
const nothing: Known = { recorded: new Map(), erased: new Set() };

/**
 * Looks up whether signals are recorded already, and whose viewers were erased: it spares the log and tells the client.
 * What counts does not hang on it, for the projections take each event id once and nothing of an erased viewer. So a
 * store that fails, or answers later than in a second, holds no signal up: nothing is known then, and it is left alone for
 * three seconds. Small requests that come while one looks are looked up together.
 */
export function createLookUp(
  { signals, erasures }: Pick<Collections, "signals" | "erasures">,
  trouble: Trouble,
  now: () => number = () => performance.now(),
): (checked: readonly CheckedSignal[]) => Promise<Known> {
  let restsUntil = -Infinity;

  async function look(checked: readonly CheckedSignal[]): Promise<Known> {
    if (now() < restsUntil) return nothing;
    try {
      const asking = Promise.all([recordedOf(checked), erasedOf(erasures, viewersOf(checked))]);
      const known = await withDeadline(asking, PATIENCE_MS, late);
      trouble.over("look-up", {}, "signals are looked up before they are recorded again");
      return { recorded: known[0], erased: known[1] };
    } catch (err) {
      restsUntil = now() + REST_MS;
      trouble.failed("look-up", { err }, "signals are recorded without a look whether they are known already");
      return nothing;
    }
  }

  const lookTogether = gather(look);
  return async (checked) => {
    if (checked.length === 0) return nothing;
    return checked.length > FEW ? look(checked) : lookTogether(checked);
  };

  /** Ids that the client did not choose are new. */
  async function recordedOf(checked: readonly CheckedSignal[]): Promise<Map<string, number>> {
    const chosen = checked.filter(({ ownId }) => ownId);
    if (chosen.length === 0) return new Map();
    const keys = new Set(chosen.map(({ userId, eventId }) => signalKey(userId, eventId)));
    const found = await signals.getMany([...keys]);
    return new Map(found.entries().map(([key, { value }]) => [key, value.offset]));
  }
}

function viewersOf(checked: readonly CheckedSignal[]): string[] {
  return checked.map(({ userId }) => userId);
}
