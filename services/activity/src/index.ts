export { startActivity, type ActivityOptions } from "./service.ts";
