import type { DatabaseSync } from "node:sqlite";
import { parentPort, workerData } from "node:worker_threads";
import { createAppend } from "./append.ts";
import { createTopicCreation } from "./create-topics.ts";
import { createMembership } from "./membership.ts";
import { openForWriting } from "./open-database.ts";
import { Refusal } from "./write-operations.ts";
import type {
  CallResult,
  FromWriter,
  OperationName,
  ToWriter,
  WriteCall,
  WriteOperations,
} from "./write-operations.ts";

type Operations = { [N in OperationName]: (input: WriteOperations[N]["input"]) => WriteOperations[N]["output"] };

/** Applies the calls in one transaction; answers only once it is on the disk. */
function createTransaction(database: DatabaseSync): (calls: readonly WriteCall[]) => FromWriter {
  const createTopics = createTopicCreation(database);
  const operations: Operations = {
    append: createAppend(database),
    createTopics: ({ topics }) => createTopics(topics),
    ...createMembership(database),
  };

  return (calls) => {
    try {
      database.exec("BEGIN IMMEDIATE");
      const results = calls.map((call) => apply(operations, call));
      try {
        database.exec("COMMIT");
      } catch (error) {
        return { kind: "failed", message: messageOf(error), outcome: "unknown" };
      }
      return { kind: "written", results };
    } catch (error) {
      return { kind: "failed", message: messageOf(error), outcome: "refused" };
    } finally {
      if (database.isTransaction) database.exec("ROLLBACK");
    }
  };
}

function apply<N extends OperationName>(operations: Operations, call: WriteCall<N>): CallResult {
  try {
    return { ok: true, value: operations[call.name](call.input) };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, code: error.code, message: error.message };
    throw error;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function run({ path }: { path: string }): void {
  const port = parentPort!;
  const send = (message: FromWriter) => port.postMessage(message);
  let database: DatabaseSync;
  try {
    database = openForWriting(path);
  } catch (error) {
    send({ kind: "openFailed", message: messageOf(error) });
    port.close();
    return;
  }
  const transaction = createTransaction(database);
  port.on("message", (message: ToWriter) => {
    if (message.kind === "write") {
      send(transaction(message.calls));
    } else {
      database.close();
      send({ kind: "closed" });
      port.close();
    }
  });
  send({ kind: "opened" });
}

run(workerData as { path: string });
