import { InvalidArgumentError } from "commander";

/** Reads a number of things. @throws {InvalidArgumentError} */
export function countOf(text: string): number {
  if (!/^[1-9]\d{0,11}$/.test(text)) throw new InvalidArgumentError("It must be a whole number above 0.");
  return Number(text);
}

/** Reads a gateway's URL. @throws {InvalidArgumentError} */
export function urlOf(text: string): string {
  if (!/^https?:$/.test(URL.parse(text)?.protocol ?? ""))
    throw new InvalidArgumentError("It must be an http or https URL, such as http://localhost:8080.");
  return text;
}
