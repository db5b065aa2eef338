import { expect, it } from "vitest";
import { explainFailure } from "../../src/host/explain-failure.ts";

const given = {
  ours: new Set(["SUPPORT_KEY", "ORDER_URL", "PATH", "LC_ALL"]),
  listed: ["ORDER_URL"],
  hasSetup: false,
};

it.each([
  [
    "KeyError: 'SUPPORT_KEY'",
    "; `SUPPORT_KEY` is set, and the app does not see it until `policy.allow.env` lists it",
  ],
  ["KeyError: 'ORDER_URL'", ""],
  ["KeyError: 'ORDER_ID'", ""],
  ["LC_ALL is not supported", ""],
  [
    "ModuleNotFoundError: No module named 'langchain'",
    "; its folder has the files of the commit alone: install packages in `setup`",
  ],
  [
    "Error [ERR_MODULE_NOT_FOUND]: Cannot find package 'openai'",
    "; its folder has the files of the commit alone: install packages in `setup`",
  ],
  ["Error: no order book", ""],
])("says of %s what it lacks, where that is known", (reason, hint) => {
  expect(explainFailure(reason, given)).toBe(`${reason}${hint}`);
});

it("does not speak of packages where a setup installs them", () => {
  const reason = "ModuleNotFoundError: No module named 'langchain'";
  expect(explainFailure(reason, { ...given, hasSetup: true })).toBe(reason);
});
