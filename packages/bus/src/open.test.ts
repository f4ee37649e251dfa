import { expect, it } from "vitest";
import { EngineOpenError } from "./engine-open-error.ts";
import { openEventLog } from "./open.ts";

it.each(["kafak://localhost:9092", "data/log.db", "__proto__:x", ""])(
  "names the schemes that there are for %j",
  async (url) => {
    const opening = openEventLog(url);
    await expect(opening).rejects.toThrow(EngineOpenError);
    await expect(opening).rejects.toThrow("it must begin with sqlite: or kafka:");
  },
);

it.each(["sqlite:", "sqlite::memory:"])("asks for a file where %j names none", async (url) => {
  await expect(openEventLog(url)).rejects.toThrow("sqlite:<path>");
});
