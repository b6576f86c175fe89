import { expect, test } from "vitest";
import { describedAs, readFileLine, withoutAddress } from "../../src/shared/files/file-line";

const ID = "7f9c24e5-4f0a-4b8e-9b0e-2f6f0f4f9a11";
const URL = `https://courses.example.org/handler/x/file/${ID}.1800000000.${"a".repeat(24)}`;

test("a line of name, description and link is a picture, or a file", () => {
  expect(readFileLine(`matrix.JPG\nTwo rows\n${URL}`)).toEqual({ id: ID, name: "matrix.JPG", alt: "Two rows", url: URL, picture: true, size: null });
  expect(readFileLine(`notes.pdf\n${URL}?student=x`)).toMatchObject({ name: "notes.pdf", alt: "", picture: false });
});

test.each([
  ["#600x360", [600, 360]],
  ["?student=x#1x2", [1, 2]],
  ["", null],
  ["#0x360", null],
  ["#600x", null],
  ["#600000x360", null],
])("how large a picture is stands behind its link: %s", (size, told) => {
  expect(readFileLine(`matrix.jpg\n${URL}${size}`)?.size).toEqual(told);
});

test.each([
  "just words",
  URL,
  `a\nb\nc\n${URL}`,
  `x.png\n${URL} and more`,
  `x.png\njavascript:alert(1)//file/${ID}.1.${"a".repeat(24)}`,
  `x.png\nhttps://courses.example.org/file/${ID}.1.short`,
  `x.png\n${URL}\nbehind it`,
])("everything else stays as it was written: %s", (text) => {
  expect(readFileLine(text)).toBeNull();
});

test("what is to be seen can be said in other words, and the file stays the same", () => {
  const before = `matrix.jpg\nTwo rows\n${URL}?student=x#600x360`;
  const read = readFileLine(before);
  if (!read) throw new Error("no file");
  expect(describedAs(read, "Three rows")).toBe(`matrix.jpg\nThree rows\n${URL}?student=x#600x360`);
  expect(readFileLine(describedAs(read, "Three rows"))).toEqual({ ...read, alt: "Three rows" });
  expect(describedAs(read, "")).toBe(`matrix.jpg\n${URL}?student=x#600x360`);
});

test("all but the address of a file is read of a line", () => {
  expect(withoutAddress(`matrix.jpg\nTwo rows\n${URL}\n`)).toBe("matrix.jpg\nTwo rows");
  expect(withoutAddress("two\nlines")).toBe("two\nlines");
});
