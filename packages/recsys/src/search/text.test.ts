import { describe, expect, test } from "vitest";
import { fold, words } from "./text.ts";

describe("fold", () => {
  test.each([
    ["Amélie", "amelie"],
    ["Smultronstället", "smultronstallet"],
    ["Œuvre d'Æsop", "oeuvre d aesop"],
    ["Schindler's List", "schindlers list"],
    ["L’Avventura", "l avventura"],
    ["Wallace & Gromit", "wallace and gromit"],
    ["Spider-Man: Far   from Home!", "spider man far from home"],
    ["Alien³", "alien 3"],
    ["…", ""],
  ])("%s → %s", (text, folded) => expect(fold(text)).toBe(folded));

  test("keeps the letters of other scripts", () => expect(fold("七人の侍")).toBe("七人の侍"));
  test("folding twice changes nothing", () =>
    expect(fold(fold("Crème Brûlée³ & Cº"))).toBe(fold("Crème Brûlée³ & Cº")));
});

test("words of nothing are none", () => expect(words(" - ")).toEqual([]));
