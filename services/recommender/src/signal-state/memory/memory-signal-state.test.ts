import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { openSignalState } from "../open.ts";
import { signalStateContract } from "../signal-state.contract.ts";

const folder = mkdtempSync(join(tmpdir(), "signal-state-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

signalStateContract({
  name: "memory with snapshots in SQLite",
  open: () => openSignalState(`sqlite:${join(folder, "made", "state.sqlite")}`, { snapshotIntervalMs: 20 }),
  capabilities: { persistent: true },
});
