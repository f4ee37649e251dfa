import { writeFile, readFile } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { temporaryFolder, writeFolder, writeZip } from "../testing/data-sets.ts";
import { openArchive } from "./archive.ts";

let temporary: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  temporary = await temporaryFolder();
});
afterEach(() => temporary.remove());

const at = (name: string) => join(temporary.path, name);
const contents = async (path: string, name: string) => {
  const archive = await openArchive(path);
  try {
    return await text(await archive.members.get(name)!.open());
  } finally {
    await archive.close();
  }
};

describe("an archive", () => {
  test("hides the top folder, .gz and what systems leave behind", async () => {
    const files = { "a.csv.gz": gzipSync("packed"), "sub/b.csv": Buffer.from("plain"), ".DS_Store": Buffer.from("") };
    const zip = await openArchive(await writeZip(at("x.zip"), { ...files, "__MACOSX/a.csv": Buffer.from("") }, "top"));
    expect([zip.label, ...zip.members.keys()]).toEqual(["top", "a.csv", "sub/b.csv"]);
    expect(await text(await zip.members.get("a.csv")!.open())).toBe("packed");
    await zip.close();
    const folder = await openArchive(await writeFolder(at("folder"), files));
    expect([folder.label, ...folder.members.keys()]).toEqual(["folder", "a.csv", "sub/b.csv"]);
  });

  test("can be read more than once, also two files at once", async () => {
    const zip = await openArchive(
      await writeZip(at("x.zip"), { a: Buffer.from("A".repeat(200_000)), b: Buffer.from("B") }),
    );
    const open = async (name: string) => text(await zip.members.get(name)!.open());
    const [first, second, other] = await Promise.all([open("a"), open("a"), open("b")]);
    expect([first.length, second.length, other]).toEqual([200_000, 200_000, "B"]);
    await zip.close();
  });

  test("tells files apart by their bytes", async () => {
    const print = async (path: string) => {
      const archive = await openArchive(path);
      const prints = await archive.members.get("a")!.fingerprint();
      await archive.close();
      return prints;
    };
    const one = { a: Buffer.from("one") };
    const two = { a: Buffer.from("two") };
    expect(await print(await writeZip(at("1.zip"), one))).toBe(await print(await writeZip(at("1b.zip"), one)));
    expect(await print(await writeZip(at("1.zip"), one))).not.toBe(await print(await writeZip(at("2.zip"), two)));
    expect(await print(await writeFolder(at("1"), one))).not.toBe(await print(await writeFolder(at("2"), two)));
  });
});

describe("what is refused", () => {
  test("a path that leads nowhere", async () => expect(openArchive(at("nothing"))).rejects.toThrow("check the path"));

  test("a single file", async () => {
    await writeFile(at("ratings.csv"), "");
    await expect(openArchive(at("ratings.csv"))).rejects.toThrow("give the folder that holds it");
  });

  test("a zip that is none, or is cut", async () => {
    await writeFile(at("x.zip"), "not a zip");
    await expect(openArchive(at("x.zip"))).rejects.toThrow("not a sound zip");
    const whole = await readFile(await writeZip(at("y.zip"), { a: Buffer.from("a".repeat(1000)) }));
    await writeFile(at("y.zip"), whole.subarray(0, whole.length - 30));
    await expect(openArchive(at("y.zip"))).rejects.toThrow("not a sound zip");
  });

  test("names that lead out of the archive", async () => {
    const sound = await readFile(await writeZip(at("x.zip"), { "aaaaaaaaa.csv": Buffer.from("x") }));
    const evil = Buffer.from(sound.toString("latin1").replaceAll("aaaaaaaaa.csv", "../../../a.cs"), "latin1");
    await writeFile(at("x.zip"), evil);
    await expect(openArchive(at("x.zip"))).rejects.toThrow("not a sound zip");
  });

  test("files that unpack to far more than they should", async () => {
    const bomb = Buffer.alloc(40 * 2 ** 20);
    await expect(contents(await writeZip(at("x.zip"), { a: bomb }), "a")).rejects.toThrow("unpacks to far more");
    const folder = await writeFolder(at("folder"), { "a.gz": gzipSync(bomb) });
    await expect(contents(folder, "a")).rejects.toThrow("unpacks to far more");
  });

  test("gzip that is damaged", async () => {
    const folder = await writeFolder(at("folder"), { "a.gz": Buffer.from("not gzip") });
    await expect(contents(folder, "a")).rejects.toThrow("a.gz is not sound gzip");
  });
});
