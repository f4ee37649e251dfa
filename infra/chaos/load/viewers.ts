import { createClient, dataOf, type ProjectionistClient } from "@projectionist/client";

/** Somebody with an account who acts and reads. */
export type LoadViewer = Readonly<{ userId: string; client: ProjectionistClient }>;

/** Signs viewers up through the gateway. */
export async function signUpViewers(url: string, count: number): Promise<LoadViewer[]> {
  const run = Date.now().toString(36);
  const viewers: LoadViewer[] = [];
  for (let n = 0; n < count; n++) {
    const body = { email: `load-${run}-${n}@example.com`, password: "correct horse battery" };
    const { accessToken, user } = await dataOf(createClient({ baseUrl: url }).POST("/v1/auth/register", { body }));
    viewers.push({ userId: user.id, client: createClient({ baseUrl: url, accessToken }) });
  }
  return viewers;
}
