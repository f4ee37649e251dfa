import { ProblemError } from "@projectionist/service-kit";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Identity } from "../identity.ts";
import { closeSession, openSession } from "./session-cookie.ts";

/** Keeps the access token of an administrator in the board's cookie. @throws {ProblemError} `forbidden` for others */
export function openBoard(request: FastifyRequest, reply: FastifyReply, identity: Identity | null): FastifyReply {
  if (identity?.principal.role !== "admin")
    throw new ProblemError("forbidden", { detail: "The board is for an administrator." });
  const expiresAt = new Date(openSession(request, reply, identity.token)).toISOString();
  return reply.header("cache-control", "no-store").send({ expiresAt });
}

export function closeBoard(reply: FastifyReply): FastifyReply {
  closeSession(reply);
  return reply.code(204).send();
}
