export { EngineOpenError } from "@projectionist/contracts";
