#!/usr/bin/env node
import { run } from "./run.ts";

const { stdout, stderr, env } = process;

process.exitCode = await run(process.argv.slice(2), {
  stdout: (text) => stdout.write(text),
  stderr: (text) => stderr.write(text),
  workingDir: process.cwd(),
  today: new Date().toISOString().slice(0, 10),
  colour: env["NO_COLOR"] === undefined && (stdout.isTTY || env["FORCE_COLOR"] !== undefined),
  width: stdout.columns ?? 100,
});
