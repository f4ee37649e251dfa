import { createGateway, type Gateway } from "@projectionist/import";
import { Option, type Command } from "commander";
import { urlOf } from "../option-values.ts";
import type { Surroundings } from "../surroundings.ts";
import { findApiKey } from "./api-key.ts";

export type Target = Readonly<{ target: string; apiKey?: string }>;

/** The options of a command that works with a running system: `flag` names its gateway, and `scopes` are what the key needs. */
export function addTarget(command: Command, { flag = "--target", scopes = "the scope ops" } = {}): Command {
  return command
    .addOption(
      new Option(`${flag} <url>`, "the gateway")
        .env("PROJECTIONIST_URL")
        .default("http://localhost:8080")
        .argParser(urlOf),
    )
    .addOption(
      new Option("--api-key <key>", `a key with ${scopes}; else the local start's (data/local/admin-key)`).env(
        "PROJECTIONIST_API_KEY",
      ),
    );
}

/** The gateway that the options name. @throws {CommandError} when there is no key for it */
export function openTarget({ target: url, apiKey }: Target, { dataFolder, stopped }: Surroundings): Gateway {
  const key = findApiKey({ given: apiKey, dataFolder, gatewayUrl: url });
  return createGateway({ url, urlSource: "--target", key, scopes: ["ops"], signal: stopped, retry: { attempts: 5 } });
}
