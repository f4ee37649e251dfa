import kafkajs from "kafkajs";
import { expect, it } from "vitest";
import { isLasting } from "./is-lasting.ts";

/** Its declared constructors lack arguments that they take. */
type Class = new (...args: readonly unknown[]) => Error;
const fault = (Fault: unknown, ...args: readonly unknown[]) => new (Fault as Class)(...args);
const refused = (type: string) => fault(kafkajs.KafkaJSProtocolError, Object.assign(new Error(type), { type }));
const givenUp = (cause: Error) => fault(kafkajs.KafkaJSNonRetriableError, cause, { cause });

it.each([
  ["a coordinator that is not found", fault(kafkajs.KafkaJSGroupCoordinatorNotFound, "none")],
  ["a lock that comes late", fault(kafkajs.KafkaJSLockTimeout, "late")],
  ["a connection that breaks", fault(kafkajs.KafkaJSConnectionError, "Connection error: read ECONNRESET")],
  ["a socket that breaks", Object.assign(new Error("read ECONNRESET"), { syscall: "read" })],
  ["a call on a closed connection", new Error("Broker not connected")],
  ["a broker that does not know what went wrong", refused("UNKNOWN")],
  ["a broker that is not there", refused("BROKER_NOT_AVAILABLE")],
])("%s passes", (_, error) => {
  expect(isLasting(error)).toBe(false);
  expect(isLasting(givenUp(error))).toBe(false);
});

it.each([
  ["a group that may not be read", refused("GROUP_AUTHORIZATION_FAILED")],
  ["a password that is wrong", fault(kafkajs.KafkaJSSASLAuthenticationError, "wrong")],
  ["a codec that is missing", fault(kafkajs.KafkaJSNotImplemented, "no such codec")],
])("%s lasts", (_, error) => {
  expect(isLasting(error)).toBe(true);
  expect(isLasting(givenUp(error))).toBe(true);
});
