import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { linesOf, linesSection, type Artefact } from "./artefact.ts";
import { ArtefactDamagedError } from "./artefact-file.ts";
import { ArtefactMissingError, type Models } from "./models.ts";

export type ModelsContract = Readonly<{
  name: string;
  /** Opens the same, at first empty, store each time. */
  open: () => Promise<Models>;
  /** Changes one byte of what is stored of a model. */
  damage: (version: string, at: "header" | "numbers") => Promise<void>;
  /** Leaves what is stored of a model without its end. */
  truncate: (version: string) => Promise<void>;
}>;

/** What every engine of artefacts promises. */
export function modelsContract({ name, open, damage, truncate }: ModelsContract): void {
  describe(`models: ${name}`, () => {
    let models: Models;
    let version = "";
    let versions = 0;
    beforeAll(async () => {
      models = await open();
    });
    beforeEach(() => {
      version = `v${String(++versions).padStart(3, "0")}`;
    });

    const artefact = (): Artefact => ({
      version,
      createdAt: 1_700_000_000_000,
      position: "1.e.0-17",
      config: { lambda: 200, name: "ease über alles" },
      metrics: { "ndcg@10": 0.25 },
      sections: {
        items: linesSection(["alien-1979", "ran-1985", "amélie"]),
        weights: Float32Array.of(0.5, -1.5, 3),
        exact: Float64Array.of(Math.PI),
        starts: Int32Array.of(0, -2),
        counts: Uint32Array.of(4_000_000_000),
        near: Uint16Array.of(65_535),
        none: new Float32Array(0),
      },
    });

    it("gives back what was written, numbers and all", async () => {
      const written = await models.write("models", artefact());
      const { artefact: found, stored } = await models.read("models", version);
      expect(found).toEqual(artefact());
      expect(linesOf(found.sections["items"])).toEqual(["alien-1979", "ran-1985", "amélie"]);
      expect(stored).toEqual(written);
      expect(stored).toMatchObject({ version, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
      expect(stored.sections).toContainEqual({ name: "weights", type: "f32", length: 3 });
    });

    it("keeps it for whoever opens it next", async () => {
      await models.write("models", artefact());
      const again = await open();
      expect((await again.read("models", version)).artefact).toEqual(artefact());
    });

    it("writes views of larger buffers as what they show", async () => {
      const shown = new Float32Array(100).fill(7).subarray(3, 5);
      await models.write("models", { ...artefact(), sections: { shown } });
      expect((await models.read("models", version)).artefact.sections).toEqual({ shown: Float32Array.of(7, 7) });
    });

    it("tells two artefacts apart by their checksums, whichever part differs", async () => {
      const { sha256 } = await models.write("models", artefact());
      const others: Artefact[] = [
        { ...artefact(), config: { lambda: 201 } },
        { ...artefact(), sections: { weights: Float32Array.of(0.5, -1.5, 4) } },
      ];
      for (const other of others) expect((await models.write("models", other)).sha256).not.toBe(sha256);
    });

    it("lists the newest version first, each kind for itself", async () => {
      const earlier = artefact();
      await models.write("models", earlier);
      await models.write("models", { ...earlier, version: `${version}-later` });
      await models.write("checkpoints", { ...earlier, version: `${version}-checkpoint` });
      const listed = (await models.list("models")).filter((one) => one.version.startsWith(version));
      expect(listed.map((one) => one.version)).toEqual([`${version}-later`, version]);
      expect(listed[0]).toMatchObject({
        config: earlier.config,
        metrics: earlier.metrics,
        createdAt: earlier.createdAt,
      });
      expect((await models.list("checkpoints")).map((one) => one.version)).toContain(`${version}-checkpoint`);
    });

    it("forgets what is removed", async () => {
      await models.write("models", artefact());
      expect(await models.remove("models", version)).toBe(true);
      expect(await models.remove("models", version)).toBe(false);
      await expect(models.read("models", version)).rejects.toThrow(ArtefactMissingError);
    });

    it.each(["never-written", "../models/v001", "", "a/b"])("has no version %j", async (wanted) => {
      await expect(models.read("models", wanted)).rejects.toThrow(ArtefactMissingError);
    });

    it.each(["header", "numbers"] as const)("does not read what has a wrong byte in its %s", async (at) => {
      await models.write("models", artefact());
      await damage(version, at);
      await expect(models.read("models", version)).rejects.toThrow(ArtefactDamagedError);
    });

    it("does not read what has lost its end", async () => {
      await models.write("models", artefact());
      await truncate(version);
      await expect(models.read("models", version)).rejects.toThrow(ArtefactDamagedError);
      await models.list("models");
    });

    it("takes writes of several at once", async () => {
      const all = Array.from({ length: 8 }, (_, n) => ({ ...artefact(), version: `${version}-${n}` }));
      await Promise.all(all.map((one) => models.write("models", one)));
      for (const one of all) expect((await models.read("models", one.version)).artefact).toEqual(one);
    });
  });
}
