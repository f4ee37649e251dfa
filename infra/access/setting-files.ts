import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/** The environment with these settings in files, as `NAME_FILE`, until the test is over. */
export function withFiles(
  environment: Readonly<Record<string, string>>,
  names: readonly string[],
): Record<string, string> {
  const folder = mkdtempSync(join(tmpdir(), "settings-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const entries = Object.entries(environment).map(([name, value]) => {
    if (!names.includes(name)) return [name, value];
    const file = join(folder, name);
    writeFileSync(file, `${value}\n`, { mode: 0o600 });
    return [`${name}_FILE`, file];
  });
  return Object.fromEntries(entries) as Record<string, string>;
}
