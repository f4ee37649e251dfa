import { expect, test } from "vitest";
import { checkServed } from "./check-served.ts";
import type { PublishedModel } from "./publish-model.ts";
import type { TrainedModel } from "./trained-model.ts";

const check = (model: Readonly<{ current?: string; published?: string; withdrawn?: string }>) => () =>
  checkServed({
    current: () => (model.current === undefined ? undefined : ({ version: model.current } as TrainedModel)),
    published: () => (model.published === undefined ? undefined : ({ version: model.published } as PublishedModel)),
    withdrawn: () => (model.withdrawn === undefined ? undefined : { version: model.withdrawn, withdrawnAt: 0 }),
  });

test("nothing is wrong where nothing was published, or what was serves", () => {
  expect(check({})).not.toThrow();
  expect(check({ current: "v1", published: "v1" })).not.toThrow();
});

test.each([
  [{ withdrawn: "v1" }, /^v1 was withdrawn at 1970/, /signals.*`projectionist train`/],
  [{ current: "v1", published: "v2" }, /^v2 is not loaded yet: v1 serves/, /tried again by itself.*models promote/],
  [{ published: "v1" }, /live counts alone serves/, /tried again by itself/],
])("%j is told with what to do about it", (model, message, cure) => {
  expect(check(model)).toThrow(
    expect.objectContaining({ message: expect.stringMatching(message), cure: expect.stringMatching(cure) }),
  );
});
