import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { eventLogContract } from "../event-log.contract.ts";
import { openSqliteEventLog, sqliteCapabilities } from "./sqlite-event-log.ts";

const folder = mkdtempSync(join(tmpdir(), "event-log-"));
afterAll(() => rmSync(folder, { recursive: true }));

eventLogContract({
  name: "sqlite",
  open: () => openSqliteEventLog(join(folder, "contract.db")),
  capabilities: sqliteCapabilities,
});
