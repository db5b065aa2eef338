import { expect, it } from "vitest";
import { filePartsOf, withoutBytes, withoutFiles } from "../../src/experiment/content-parts.ts";

const part = { type: "image", path: "images/cup.png" };

it("finds files in the parts of messages, and nowhere else", () => {
  const input = [
    { role: "user", content: "Look." },
    { role: "user", content: [{ type: "text", text: "Here." }, part, { type: "image" }] },
  ];
  expect(filePartsOf(input)).toEqual([part]);
  for (const other of ["images/cup.png", ["a", "b"], part, { image: part }, [part], null])
    expect(filePartsOf(other)).toEqual([]);
});

it("shows a judge the path in the place of a file, and leaves every other input as it is", () => {
  const input = [{ role: "user", content: [{ type: "text", text: "Here." }, part] }];
  expect(withoutFiles(input)).toEqual([
    {
      role: "user",
      content: [
        { type: "text", text: "Here." },
        { type: "text", text: "[image: images/cup.png]" },
      ],
    },
  ]);
  const plain = { image: part };
  expect(withoutFiles(plain)).toBe(plain);
});

it("keeps no bytes of messages that an app sends back", () => {
  const url = "data:image/png;base64,AAAA";
  const linked = { type: "image_url", image_url: { url: "https://desk.example/cup.png" } };
  expect(
    withoutBytes([
      {
        role: "user",
        content: [
          { type: "image_url", image_url: { url } },
          { type: "file", file: { filename: "a.pdf", file_data: "data:application/pdf;base64,AAAA" } },
          linked,
        ],
      },
      { role: "assistant", content: "A cup." },
    ]),
  ).toEqual([
    {
      role: "user",
      content: [{ type: "text", text: "[image]" }, { type: "text", text: "[file: a.pdf]" }, linked],
    },
    { role: "assistant", content: "A cup." },
  ]);
});
