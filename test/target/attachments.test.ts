import { describe, expect, it } from "vitest";
import type { Case } from "../../src/experiment/case.ts";
import { prepareApp } from "../../src/target/prepare-app.ts";
import { aCase } from "../build.ts";
import { asked, aTarget, caseProblems } from "./preparing.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const base64 = (text: string) => Buffer.from(text).toString("base64");

const content = [
  { type: "text", text: "What is broken?" },
  { type: "image", path: "../images/cup.png" },
  { type: "file", path: "invoice.pdf" },
];
const fields: Partial<Case> = {
  input: [{ role: "user", content }],
  attachments: new Map([
    ["../images/cup.png", { mediaType: "image/jpeg", bytes: bytes("a cup") }],
    ["invoice.pdf", { mediaType: "application/pdf", bytes: bytes("%PDF-1.7") }],
  ]),
};
const image = `data:image/jpeg;base64,${base64("a cup")}`;
const file = { filename: "invoice.pdf", file_data: `data:application/pdf;base64,${base64("%PDF-1.7")}` };
const chat = [
  { type: "text", text: "What is broken?" },
  { type: "image_url", image_url: { url: image } },
  { type: "file", file },
];

describe("the images and files of a case", () => {
  it("are sent with their bytes, as each API has them", () => {
    expect(asked(aTarget(), fields)).toEqual([{ role: "user", content: chat }]);
    expect(asked(aTarget({ api: "responses" }), fields)).toEqual([
      {
        role: "user",
        content: [
          { type: "input_text", text: "What is broken?" },
          { type: "input_image", image_url: image, detail: "auto" },
          { type: "input_file", ...file },
        ],
      },
    ]);
  });

  it("reach an app in the form of the chat API", () => {
    const app = prepareApp({ type: "command", command: ["node", "app.js"] }, "sha256:code");
    const request = app.request(aCase(fields));
    expect(request).toMatchObject({ ok: true, value: { input: [{ role: "user", content: chat }] } });
  });

  it("are refused in a prompt that shows the input as a text", () => {
    const target = aTarget({ prompt: "p.md" }, { "p.md": "Read: {{input}}" });
    expect(caseProblems(target, fields)).toEqual([
      expect.objectContaining({ code: "attachment-in-text", file: "datasets/support.jsonl", line: 1 }),
    ]);
  });

  it.each([
    ["a key that would be lost", { type: "image", path: "a.png", detail: "low" }],
    [
      "a part that is read from elsewhere",
      { type: "image_url", image_url: { url: "https://x.example/a.png" } },
    ],
  ])("are refused with %s", (_, part) => {
    const input = [{ role: "user", content: [part] }];
    for (const api of ["chat", "responses"])
      expect(caseProblems(aTarget({ api }), { input })).toEqual([
        expect.objectContaining({ code: "input-not-run", line: 1 }),
      ]);
  });
});
