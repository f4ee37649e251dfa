import { serviceNames, type ServiceName } from "@projectionist/contracts";
import type { Health, TokenVerifier } from "@projectionist/service-kit";
import type { Upstream } from "./upstream.ts";

/**
 * Ready means: auth's keys were had once, and some service can be reached. One service that is down costs its own calls,
 * which are answered 503 or in part; taking the gateway away as well would cost all the others. The checks name each
 * service all the same.
 */
export function checkReadiness(
  health: Health,
  verifyToken: Pick<TokenVerifier, "keysKnown">,
  upstream: Pick<Upstream, "send">,
): void {
  const ask = async (service: ServiceName, path: string) => {
    const { status } = await upstream.send(service, { method: "GET", path });
    if (status !== 200) throw new Error(`${path} answered ${status}`);
  };
  health.check("keys", () => verifyToken.keysKnown());
  health.check("any service", async () => {
    await Promise.any(serviceNames.map((service) => ask(service, "/livez"))).catch(() => {
      throw new Error("no service can be reached: check AUTH_URL, CATALOG_URL, ACTIVITY_URL and RECOMMENDER_URL");
    });
  });
  for (const service of serviceNames) health.note(service, () => ask(service, "/readyz"));
}
