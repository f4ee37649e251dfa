export { startGateway, type GatewayOptions } from "./service.ts";
