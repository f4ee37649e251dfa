import { positionOperations, type Positions } from "@projectionist/contracts";
import type { FastifyInstance } from "fastify";
import { ProblemError } from "../http/problem-error.ts";
import { route } from "../http/route.ts";

/** A service's share of the positions, for operators; the gateway puts the shares together. */
export function positionRoutes(app: FastifyInstance, positions: () => Promise<Positions>): void {
  route(app, positionOperations.getPositions, async () => {
    try {
      return { status: 200, body: await positions() };
    } catch (error) {
      if (error instanceof ProblemError) throw error;
      const detail = "The log, or the store that is filled from it, cannot be asked: try again.";
      throw new ProblemError("unavailable", { detail }, { cause: error });
    }
  });
}
