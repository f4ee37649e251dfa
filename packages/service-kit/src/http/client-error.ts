import { problemOf, errorCodes } from "@projectionist/contracts";
import { randomUUIDv7 } from "node:crypto";
import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";

const CODE = "validation-failed";

/** Answers what is not HTTP, or too slow or too large to be read, with a problem document, and ends the connection. */
export function answerClientError(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === "ECONNRESET" || socket.destroyed) return;
  if (socket.writable) {
    const { status } = errorCodes[CODE];
    const body = JSON.stringify(
      problemOf(CODE, randomUUIDv7(), { detail: details[error.code ?? ""] ?? "This is not HTTP/1.1." }),
    );
    const head = [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      "content-type: application/problem+json; charset=utf-8",
      `content-length: ${Buffer.byteLength(body)}`,
      "connection: close",
    ];
    socket.write(`${head.join("\r\n")}\r\n\r\n${body}`);
  }
  socket.destroySoon();
}

const details: Readonly<Record<string, string>> = {
  ERR_HTTP_REQUEST_TIMEOUT: "The request did not arrive in time: send it within 10 seconds.",
  HPE_HEADER_OVERFLOW: "The headers are too large: send at most 16 KiB of them.",
};
