import { openDocuments } from "@projectionist/stores";
import { expect, test } from "vitest";
import { temporaryUrl } from "../testing/open-app.ts";
import { openSigningKeys } from "./signing-keys.ts";

const DAY = 24 * 3_600_000;
const HOUR = 3_600_000;

/** Starts at the given times, each as a process of its own on the same store: who signs, and what is published. */
async function startsAt(...times: readonly number[]) {
  const url = temporaryUrl();
  const starts: { signs: string; published: string[] }[] = [];
  for (const time of times) {
    const documents = await openDocuments(url);
    const keys = await openSigningKeys(documents, () => time);
    starts.push({ signs: keys.current.kid, published: (await keys.keySet()).keys.map(({ kid }) => kid) });
    await documents.close();
  }
  return starts;
}

test("the first start makes a key, later ones keep it", async () => {
  const [first, second] = await startsAt(0, 89 * DAY);
  expect(first?.published).toEqual([first?.signs]);
  expect(second).toEqual(first);
});

test("after 90 days the next key is published first and signs later; the one before stays published", async () => {
  const [first, rotating, before, after, next] = await startsAt(
    0,
    91 * DAY,
    91 * DAY + HOUR - 1,
    91 * DAY + HOUR,
    183 * DAY,
  );
  expect(rotating?.signs).toBe(first?.signs);
  expect(rotating?.published).toHaveLength(2);
  expect(before).toEqual(rotating);
  expect(after?.signs).not.toBe(first?.signs);
  expect(after?.published).toEqual(rotating?.published);
  expect(next?.signs).toBe(after?.signs);
  expect(next?.published).not.toContain(first?.signs);
});

test("instances that start at once agree on one key", async () => {
  const documents = await openDocuments(temporaryUrl());
  const other = await openDocuments(temporaryUrl());
  await other.close();
  const starts = await Promise.all([1, 2, 3].map(() => openSigningKeys(documents, Date.now)));
  expect(new Set(starts.map(({ current }) => current.kid)).size).toBe(1);
  await documents.close();
});
