import { createGateway, type Gateway } from "@projectionist/import";
import { InvalidArgumentError, Option, type Command } from "commander";
import type { Surroundings } from "../surroundings.ts";
import { findApiKey } from "./api-key.ts";

export type Target = Readonly<{ target: string; apiKey?: string }>;

/** The options of a command that operates a running system. */
export function addTarget(command: Command): Command {
  return command
    .addOption(
      new Option("--target <url>", "the gateway")
        .env("PROJECTIONIST_URL")
        .default("http://localhost:8080")
        .argParser(urlOf),
    )
    .addOption(
      new Option("--api-key <key>", "a key with the scope ops; else the local start's (data/local/admin-key)").env(
        "PROJECTIONIST_API_KEY",
      ),
    );
}

/** The gateway that the options name. @throws {CommandError} when there is no key for it */
export function openTarget({ target: url, apiKey }: Target, { dataFolder, stopped }: Surroundings): Gateway {
  const key = findApiKey({ given: apiKey, dataFolder, gatewayUrl: url });
  return createGateway({ url, urlSource: "--target", key, scopes: ["ops"], signal: stopped, retry: { attempts: 5 } });
}

function urlOf(text: string): string {
  if (!/^https?:$/.test(URL.parse(text)?.protocol ?? ""))
    throw new InvalidArgumentError("It must be an http or https URL, such as http://localhost:8080.");
  return text;
}
