import { createClient } from "@projectionist/client";
import { keyspaceOf } from "@projectionist/recommender";
import { startProjector } from "@projectionist/recommender/projector";
import { openSignalState } from "@projectionist/recommender/signal-state";
import { createLogger, createMetrics, publish } from "@projectionist/service-kit";
import { expect, it } from "vitest";
import { openArena } from "../arena.ts";
import { historyOf } from "../load/applied.ts";
import { startActivityInstance } from "./activity-instance.ts";
import { filmEvents } from "./film-events.ts";

const viewer = "eager";

it("an event id that is posted 50 times at once, at two instances, counts once everywhere", async () => {
  const arena = await openArena("embedded");
  const state = await openSignalState(arena.stateUrl);
  const keyspace = keyspaceOf(await arena.log.epoch("activity.signals"));
  await publish(arena.log, filmEvents(1));
  const instances = [
    await startActivityInstance(arena.log, arena.documentsUrl),
    await startActivityInstance(arena.log, arena.documentsUrl),
  ];
  const clients = instances.map(({ url }) => createClient({ baseUrl: url, accessToken: viewer }));
  const projector = await startProjector({
    log: arena.log,
    state,
    keyspace,
    logger: createLogger({ service: "test", level: "silent" }),
    metrics: createMetrics("test"),
  });
  try {
    const body = { eventId: "same", type: "liked" as const, movieId: "m0" };
    const replies = await Promise.all(
      Array.from({ length: 50 }, (_, n) => clients[n % clients.length]!.POST("/v1/signals", { body })),
    );
    expect(new Set(replies.map(({ response }) => response.status))).toEqual(new Set([202]));
    await arena.projected();
    await arena.projected("activity.projections");
    expect((await state.totals(keyspace, ["m0"])).get("m0")).toMatchObject({ history: 1, likes: 1 });
    expect((await state.ledgers(keyspace, [viewer])).get(viewer)).toHaveLength(1);
    for (const client of clients) expect(await historyOf(client)).toEqual(["same"]);
  } finally {
    await projector.stop();
    await Promise.all(instances.map((instance) => instance.stop()));
    await state.close();
    await arena.close();
  }
}, 60_000);
